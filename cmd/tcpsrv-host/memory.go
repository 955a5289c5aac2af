package main

// ballast makes the collector believe in a larger heap. It collects when the
// heap has doubled, which for the two or three megabytes of a small App would
// be hundreds of times a second under load, each time a millisecond's work.
// Nothing ever touches it, so the system gives no memory for it.
var ballast = make([]byte, ballastSize)

// ballastSize is about how much memory an App under load may take before the
// first collection.
const ballastSize = 16 << 20
