//go:build !unix

package socket

// readOnce waits for bytes and gives at most size of them; io.EOF at the end
// of the stream. It runs on the link's reading goroutine.
func (l *streamLink) readOnce(size int) ([]byte, error) { return l.readConn(size) }

// readNow and writeNow need system calls that do not wait, which this system
// offers in no way that Go's net could share: nothing is discarded, and all
// that is sent goes through the draining goroutine.
func (l *streamLink) readNow(int) int                { return 0 }
func (l *streamLink) writeNow(_ []byte) (int, error) { return 0, nil }
