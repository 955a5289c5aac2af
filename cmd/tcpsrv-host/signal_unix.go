//go:build unix

package main

import (
	"os"
	"os/signal"
	"syscall"
)

// notifyPrint sends the signals by which a user asks for the documents.
func notifyPrint(c chan<- os.Signal) { signal.Notify(c, syscall.SIGUSR1) }
