//go:build !unix

package browser

import "os/exec"

// endTogether has nothing to do: the processes of the browser end when the first of them does.
func endTogether(*exec.Cmd) {}
