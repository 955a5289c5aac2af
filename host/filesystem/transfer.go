package filesystem

import (
	"context"
	"errors"
	"io"
	"math"
	"path"
)

// Remove removes a file or an empty directory.
func (e Entry) Remove() error {
	return e.remove(func(relative string) error {
		return toRemoveError(e.fs.writer.remove(relative))
	})
}

// RemoveRecursively removes a directory with all that is in it. The directory
// that was granted is no exception.
func (e Entry) RemoveRecursively() error {
	return e.remove(func(relative string) error {
		return toRemoveError(e.fs.writer.removeAll(relative))
	})
}

func (e Entry) remove(do func(relative string) error) error {
	relative, _, err := e.fs.locate(e.fullPath)
	switch {
	case err != nil:
		return err
	case e.fullPath == "/":
		return ErrInvalidModification
	case e.fs.writer == nil:
		return ErrSecurity
	}
	if _, err := e.fs.stat(relative); err != nil {
		return err
	}
	return do(relative)
}

// CopyTo copies a file, or a directory with all that is in it, into a directory
// of this or another file system, under its own name if newName is empty. A file
// of that name is replaced, and so is an empty directory. A directory that cannot
// be copied whole leaves those of its files that could; a file leaves nothing.
func (e Entry) CopyTo(ctx context.Context, parent Entry, newName string) (Entry, error) {
	return e.transfer(ctx, parent, newName, false)
}

// MoveTo is CopyTo, except that nothing is left at the old place. On one file
// system a move happens as a whole or not at all; otherwise e is removed when the
// copy is complete.
func (e Entry) MoveTo(ctx context.Context, parent Entry, newName string) (Entry, error) {
	return e.transfer(ctx, parent, newName, true)
}

func (e Entry) transfer(ctx context.Context, parent Entry, newName string, move bool) (Entry, error) {
	to, err := e.destination(parent, newName)
	if err != nil {
		return Entry{}, err
	}
	source, err := e.readyToLeave(move)
	if err != nil {
		return Entry{}, err
	}
	target, err := to.readyToCome()
	if err != nil {
		return Entry{}, err
	}
	exists, err := e.fits(source, to, target)
	if err != nil {
		return Entry{}, err
	}
	if move && e.fs == to.fs {
		err := e.fs.writer.rename(source, target)
		if !isOtherDevice(err) {
			return to, toError(err)
		}
	}
	if err := e.copyAll(ctx, source, to, target, exists); err != nil {
		return Entry{}, err
	}
	if move {
		err = toRemoveError(e.fs.writer.removeAll(source))
	}
	return to, err
}

// destination returns what e becomes in a directory, after the checks that Chrome
// makes before it asks for any right.
func (e Entry) destination(parent Entry, newName string) (Entry, error) {
	name := newName
	if name == "" {
		name = e.Name()
	}
	to := Entry{parent.fs, resolve(parent.fullPath, name), e.isDirectory}
	isInside := e.isDirectory && contains(e.fullPath, parent.fullPath)
	if !validName(newName) || e.fs == to.fs && (to == e || isInside) {
		return Entry{}, ErrInvalidModification
	}
	return to, nil
}

// readyToLeave returns where e is, if it may be copied or moved away.
func (e Entry) readyToLeave(move bool) (string, error) {
	relative, isVirtual, err := e.fs.locate(e.fullPath)
	switch {
	case err != nil:
		return "", err
	case move && (e.fs.writer == nil || e.fullPath == "/"):
		return "", ErrSecurity
	case isVirtual:
		return "", ErrNoModificationAllowed
	}
	return relative, nil
}

// readyToCome returns where e is, if something may be made there.
func (e Entry) readyToCome() (string, error) {
	relative, isVirtual, err := e.fs.locate(e.fullPath)
	if err == nil && (isVirtual || !e.fs.create) {
		err = ErrSecurity
	}
	return relative, err
}

// fits reports whether there is something at the new place of e, and fails if e
// cannot take its place.
func (e Entry) fits(source string, to Entry, target string) (exists bool, err error) {
	from, err := e.fs.stat(source)
	if err != nil {
		return false, err
	}
	if from.isDirectory != e.isDirectory {
		return false, ErrTypeMismatch
	}
	if e.isDirectory && isWithin(e.fs.volume, source, to.fs.volume, target) {
		return false, ErrInvalidModification
	}
	if dir, _ := splitRelative(target); target != "" {
		if err := to.fs.check(dir, true); err != nil {
			return false, err
		}
	}
	there, err := to.fs.volume.stat(target)
	switch {
	case err != nil:
		return false, nil
	// Chrome copies a file onto itself, if it is in two file systems, and then
	// loses it when it is a move.
	case there.isDirectory != e.isDirectory, there.same(from):
		return true, ErrInvalidModification
	case !e.isDirectory:
		return true, nil
	}
	members, err := to.fs.volume.list(target)
	if err != nil {
		return true, toError(err)
	}
	// On a disk, Chrome moves a directory into one that is not empty, and says that
	// it replaced it. The documentation calls that an error.
	if len(members) != 0 {
		return true, ErrInvalidModification
	}
	return true, nil
}

// isWithin reports whether a place is in a directory, or is that directory.
func isWithin(outer volume, directory string, inner volume, place string) bool {
	outerDisk, isDisk := outer.(*disk)
	innerDisk, isDiskToo := inner.(*disk)
	if isDisk && isDiskToo {
		directory, place = outerDisk.slashPath(directory), innerDisk.slashPath(place)
	} else if outer != inner {
		return false
	}
	return directory == place || directory == "" || contains(directory, place)
}

// copyAll copies what is at source to a place where there is nothing, or a file,
// or an empty directory.
func (e Entry) copyAll(ctx context.Context, source string, to Entry, target string, exists bool) error {
	if !e.isDirectory {
		return copyFile(ctx, e.fs.volume, source, to.fs.writer, target, exists)
	}
	// The tree is read before anything is made, so that it cannot grow by its own
	// copy, wherever the two are.
	members, err := tree(ctx, e.fs.volume, source)
	if err != nil {
		return err
	}
	if err := toError(to.fs.writer.mkdir(target)); err != nil && !(exists && errors.Is(err, ErrExists)) {
		return err
	}
	for _, m := range members {
		from, to, writer := joinRelative(source, m.name), joinRelative(target, m.name), to.fs.writer
		if m.isDirectory {
			err = toError(writer.mkdir(to))
		} else {
			err = copyFile(ctx, e.fs.volume, from, writer, to, false)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// tree returns all that is below a directory, by the path from there, each
// directory before what is in it.
func tree(ctx context.Context, v volume, directory string) ([]item, error) {
	var all []item
	for unread := []string{""}; len(unread) > 0; {
		dir := unread[0]
		unread = unread[1:]
		if err := ctx.Err(); err != nil {
			return nil, toError(err)
		}
		members, err := v.list(path.Join(directory, dir))
		if err != nil {
			return nil, toError(err)
		}
		for _, m := range members {
			m.name = joinRelative(dir, m.name)
			all = append(all, m)
			if m.isDirectory {
				unread = append(unread, m.name)
			}
		}
	}
	return all, nil
}

// copyFile copies one file, over an existing one or to where nothing is. Where it
// fails, it leaves no half of a file, which Chrome does.
func copyFile(ctx context.Context, from volume, source string, to writableVolume, target string, exists bool) error {
	ref, err := from.reference(source)
	if err != nil {
		return toError(err)
	}
	src, err := ref.open()
	if err != nil {
		return toError(err)
	}
	defer src.Close()
	if !exists {
		if err := to.createFile(target); err != nil {
			return toError(err)
		}
	}
	dst, err := to.openToWrite(target)
	if err != nil {
		return toError(err)
	}
	if err := dst.Truncate(0); err != nil {
		return toError(errors.Join(err, dst.Close()))
	}
	err = copySteps(ctx, dst, 0, io.NewSectionReader(src, 0, math.MaxInt64), func(int64) {})
	if err = errors.Join(err, dst.Close()); err != nil {
		_ = to.remove(target)
	}
	return toError(err)
}
