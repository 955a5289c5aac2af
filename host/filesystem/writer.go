package filesystem

import (
	"context"
	"errors"
	"io"
)

// A Cursor holds the position and the length of a FileWriter. Each writer has its
// own idea of the length, whatever else happens to the file.
type Cursor struct {
	Position, Length int64
}

// SeekTo moves the position: a negative one counts from the end.
func (c *Cursor) SeekTo(position int64) {
	if position < 0 {
		position += c.Length
	}
	c.Position = min(max(position, 0), c.Length)
}

// Wrote takes note of n bytes written at the position.
func (c *Cursor) Wrote(n int64) {
	c.Position += n
	c.Length = max(c.Length, c.Position)
}

// Truncated takes note of a new length.
func (c *Cursor) Truncated(length int64) {
	c.Length = length
	c.Position = min(c.Position, length)
}

// A Writer changes the contents of a file. It does not hold the file open.
type Writer struct {
	entry  Entry
	length int64
}

// CreateWriter returns a writer for the file e, also if the App has no right to
// write to it: then the operations fail.
func (e Entry) CreateWriter() (*Writer, error) {
	i, _, err := e.describe()
	if err == nil && i.isDirectory {
		err = ErrTypeMismatch
	}
	if err != nil {
		return nil, err
	}
	return &Writer{e, i.size}, nil
}

// Length returns the length that the file had when the writer was created.
func (w *Writer) Length() int64 { return w.length }

// writeSize is how much is written at a time.
const writeSize = 32 << 10

// Write writes all of src at an offset. It calls progress after each step with
// the number of bytes written in it, on the same goroutine. When it fails or ctx
// is done, what was written stays.
func (w *Writer) Write(ctx context.Context, offset int64, src io.Reader, progress func(n int64)) error {
	file, err := w.open()
	if err != nil {
		return err
	}
	err = copySteps(ctx, file, offset, src, progress)
	return toError(errors.Join(err, file.Close()))
}

// Truncate gives the file a length. What is beyond the old end is zero.
func (w *Writer) Truncate(length int64) error {
	file, err := w.open()
	if err != nil {
		return err
	}
	err = file.Truncate(length)
	return toError(errors.Join(err, file.Close()))
}

func (w *Writer) open() (writable, error) {
	relative, _, err := w.entry.fs.locate(w.entry.fullPath)
	switch {
	case err != nil:
		return nil, err
	case w.entry.fs.writer == nil:
		return nil, ErrSecurity
	}
	file, err := w.entry.fs.writer.openToWrite(relative)
	if err != nil {
		return nil, toError(err)
	}
	return file, nil
}

// copySteps copies src to an offset of dst until the end or until ctx is done.
func copySteps(ctx context.Context, dst io.WriterAt, offset int64, src io.Reader, progress func(n int64)) error {
	buffer := make([]byte, writeSize)
	for {
		if err := ctx.Err(); err != nil {
			return err
		}
		n, readErr := io.ReadFull(src, buffer)
		if n > 0 {
			if _, err := dst.WriteAt(buffer[:n], offset); err != nil {
				return err
			}
			offset += int64(n)
			progress(int64(n))
		}
		switch {
		case errors.Is(readErr, io.EOF), errors.Is(readErr, io.ErrUnexpectedEOF):
			return nil
		case readErr != nil:
			return readErr
		}
	}
}
