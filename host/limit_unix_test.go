//go:build unix

package host_test

import "golang.org/x/sys/unix"

// descriptorLimit is how many descriptors a process may have.
func descriptorLimit() uint64 {
	var limit unix.Rlimit
	if unix.Getrlimit(unix.RLIMIT_NOFILE, &limit) != nil {
		return 0
	}
	return uint64(limit.Cur)
}
