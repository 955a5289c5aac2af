package web

import (
	"cmp"
	"context"
	"io"
	"slices"

	"github.com/dop251/goja"

	"github.com/tcpsrv-host/tcpsrv-host/eventloop"
)

// Source is what a Blob has its bytes from, a file on disk for example. It may
// be read by any goroutine. An error that is, or wraps, a [DOMError] is what
// the script gets; every other one is ErrNotReadable for it.
type Source interface {
	io.ReaderAt
	Size() int64
}

// Bytes is a Source in memory. It must not change any more.
type Bytes []byte

// ReadAt implements [io.ReaderAt].
func (b Bytes) ReadAt(p []byte, offset int64) (int, error) {
	if offset >= int64(len(b)) {
		return 0, io.EOF
	}
	n := copy(p, b[offset:])
	if n < len(p) {
		return n, io.EOF
	}
	return n, nil
}

// Size implements [Source].
func (b Bytes) Size() int64 { return int64(len(b)) }

// Blob is the state of a Blob: pieces of sources, one after the other. It never
// changes, and is a Source itself.
type Blob struct {
	pieces []piece
	size   int64
	typ    string
}

// piece is a part of a source.
type piece struct {
	source       Source
	offset, size int64 // in the source
	start        int64 // in the Blob
}

// MakeBlob puts sources together. The sources of a Blob become those of the
// new one. The type is one that [BlobType] gives.
func MakeBlob(typ string, sources ...Source) *Blob {
	b := &Blob{typ: typ}
	for _, s := range sources {
		if inner, ok := s.(*Blob); ok {
			for _, p := range inner.pieces {
				b.add(p)
			}
		} else {
			b.add(piece{source: s, size: s.Size()})
		}
	}
	return b
}

func (b *Blob) add(p piece) {
	if p.size > 0 {
		p.start = b.size
		b.pieces = append(b.pieces, p)
		b.size += p.size
	}
}

// Bytes reads the whole Blob, which may block.
func (b *Blob) Bytes() ([]byte, error) {
	return b.readAll(context.Background(), func(int64) {})
}

// Size gives the number of bytes.
func (b *Blob) Size() int64 { return b.size }

// Type gives the MIME type, empty if it is not known.
func (b *Blob) Type() string { return b.typ }

// Slice gives the bytes from start to before end, without copying any. Both
// must be in order and within the Blob.
func (b *Blob) Slice(start, end int64, typ string) *Blob {
	s := &Blob{typ: typ}
	for _, p := range b.pieces[b.pieceAt(start):] {
		if p.start >= end {
			break
		}
		skip := max(start-p.start, 0)
		s.add(piece{source: p.source, offset: p.offset + skip, size: min(p.size, end-p.start) - skip})
	}
	return s
}

// pieceAt gives the index of the piece with the byte at offset.
func (b *Blob) pieceAt(offset int64) int {
	i, found := slices.BinarySearchFunc(b.pieces, offset, func(p piece, offset int64) int { return cmp.Compare(p.start, offset) })
	if !found && i > 0 {
		i--
	}
	return i
}

// ReadAt implements [io.ReaderAt].
func (b *Blob) ReadAt(buffer []byte, offset int64) (n int, err error) {
	for _, p := range b.pieces[b.pieceAt(offset):] {
		if n == len(buffer) {
			return n, nil
		}
		within := offset + int64(n) - p.start
		part := buffer[n:min(int64(len(buffer)), int64(n)+p.size-within)]
		read, err := p.source.ReadAt(part, p.offset+within)
		n += read
		if read < len(part) {
			if err == nil || err == io.EOF {
				err = ErrNotReadable // the source has become shorter
			}
			return n, err
		}
	}
	if n < len(buffer) {
		return n, io.EOF
	}
	return n, nil
}

// Reader reads the Blob from its begin to its end.
func (b *Blob) Reader() io.ReadCloser {
	return &blobReader{io.NewSectionReader(b, 0, b.size), b.inMemory()}
}

type blobReader struct {
	*io.SectionReader
	inMemory bool
}

func (*blobReader) Close() error { return nil }

// Left says how many bytes are left.
func (r *blobReader) Left() int64 {
	at, err := r.Seek(0, io.SeekCurrent)
	must(err)
	return r.Size() - at
}

// NeverBlocks says that a read needs no goroutine of its own.
func (r *blobReader) NeverBlocks() bool { return r.inMemory }

// inMemory says that no read of the Blob can block.
func (b *Blob) inMemory() bool {
	return !slices.ContainsFunc(b.pieces, func(p piece) bool {
		_, ok := p.source.(Bytes)
		return !ok
	})
}

// readCached reads the whole Blob if it is small and no part of it has to be
// waited for; otherwise it gives nil.
func (b *Blob) readCached() []byte {
	if b.size > readChunk {
		return nil
	}
	data := make([]byte, b.size)
	for _, p := range b.pieces {
		part := data[p.start:][:p.size]
		switch source := p.source.(type) {
		case Bytes:
			copy(part, source[p.offset:])
		case interface{ ReadCached([]byte, int64) bool }:
			if !source.ReadCached(part, p.offset) {
				return nil
			}
		default:
			return nil
		}
	}
	return data
}

const (
	// maxRead is how many bytes one read may give. An app that has more takes
	// slices, as it must in Chrome.
	maxRead = 1 << 31
	// readChunk is how many bytes are read between two looks at the context.
	readChunk = 1 << 20
)

// readAll reads the whole Blob. progress is called after each chunk, and once
// for a Blob that has none.
func (b *Blob) readAll(ctx context.Context, progress func(loaded int64)) ([]byte, error) {
	if b.size > maxRead {
		return nil, ErrNotReadable
	}
	data := make([]byte, b.size)
	if b.size == 0 {
		progress(0)
	}
	for done := int64(0); done < b.size; {
		if ctx.Err() != nil {
			return nil, ErrAbort
		}
		chunk := data[done:min(done+readChunk, b.size)]
		if _, err := b.ReadAt(chunk, done); err != nil {
			return nil, err
		}
		done += int64(len(chunk))
		progress(done)
	}
	return data, nil
}

// read reads a Blob and calls done in a later task. What can block is done on
// another goroutine, and progress is called there.
func (b *Blob) read(ctx context.Context, loop *eventloop.Loop, progress func(loaded int64), done func(data []byte, err error)) {
	completion := loop.Begin()
	if b.inMemory() {
		completion.Post(eventloop.TaskFunc(func() { done(b.readAll(ctx, progress)) }))
		return
	}
	if data := b.readCached(); data != nil {
		progress(b.size)
		completion.Post(eventloop.TaskFunc(func() { done(data, nil) }))
		return
	}
	go func() {
		data, err := b.readAll(ctx, progress)
		completion.Post(eventloop.TaskFunc(func() { done(data, err) }))
	}()
}

// File is the state of a File.
type File struct {
	*Blob
	Name         string
	LastModified int64  // milliseconds since 1970
	RelativePath string // from a folder that was chosen, with the folder's name
}

// anyBlob is a Blob or a File.
type anyBlob interface{ blob() *Blob }

func (b *Blob) blob() *Blob { return b }

// blobs is what a page needs for Blobs.
type blobs struct {
	blob     func() *Interface
	file     func() *Interface
	fileList func() *Interface
}

// NewBlob makes the object of a Blob on a page.
func NewBlob(vm *goja.Runtime, b *Blob) *goja.Object { return pageOf(vm).blobs.blob().New(b) }

// NewFile makes the object of a File on a page.
func NewFile(vm *goja.Runtime, f *File) *goja.Object { return pageOf(vm).blobs.file().New(f) }

// BlobOf gives the Blob of an object of a page that is one, or a File.
func BlobOf(vm *goja.Runtime, v goja.Value) (*Blob, bool) {
	if b, ok := stateOf[anyBlob](pageOf(vm), v); ok {
		return b.blob(), true
	}
	return nil, false
}

// FileOf gives the File of an object of a page that is one.
func FileOf(vm *goja.Runtime, v goja.Value) (*File, bool) {
	return stateOf[*File](pageOf(vm), v)
}
