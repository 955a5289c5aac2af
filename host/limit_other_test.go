//go:build !unix

package host_test

// descriptorLimit is how many sockets a process may have, as far as is known.
func descriptorLimit() uint64 { return 1 << 16 }
