//go:build unix

package browser

import (
	"os/exec"
	"syscall"
)

// endTogether puts the browser and the processes that it starts into one group, which is killed as a whole.
func endTogether(cmd *exec.Cmd) {
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	cmd.Cancel = func() error { return syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL) }
}
