package runner

import "bytes"

// An Output is a Transcript that is written to as the standard output and the standard error of a host.
type Output struct {
	Transcript
	OnDone func() // called when the test has ended by itself

	partial []byte // a line that is not complete
}

// Write takes the next part of the output.
func (o *Output) Write(p []byte) (int, error) {
	o.partial = append(o.partial, p...)
	for {
		line, rest, ok := bytes.Cut(o.partial, []byte("\n"))
		if !ok {
			return len(p), nil
		}
		o.AddLine(string(line))
		o.partial = rest
		if o.Done() {
			o.OnDone()
		}
	}
}
