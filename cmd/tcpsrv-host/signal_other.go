//go:build !unix

package main

import "os"

// notifyPrint has no signal here by which a user could ask for the documents.
func notifyPrint(chan<- os.Signal) {}
