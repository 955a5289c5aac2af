//go:build ignore

// Command generate makes streams.js of the npm package web-streams-polyfill: go generate ./bindings/web/streams.
// It needs npm.
//
// The library is the reference implementation of the Streams Standard, and passes its tests. What is changed is what scripts
// could see: the private members are symbols instead of enumerable properties, the members of results have another order,
// and errors have Chrome's texts. One that begins with @ gets "Failed to execute 'METHOD' on 'CLASS': " from the function that scripts call (see class.go).
package main

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
	"log"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
)

const library = "web-streams-polyfill@4.3.0"

// messages are texts of errors, and Chrome's for them.
var messages = map[string]string{
	"Reader was released":                                                                         "Releasing Default reader",
	"Invalid highWaterMark":                                                                       "@A queuing strategy's highWaterMark property must be a nonnegative, non-NaN number",
	"Invalid type is specified":                                                                   "@Invalid type is specified",
	"Invalid readableType specified":                                                              "@Invalid readableType was specified",
	"Invalid writableType specified":                                                              "@Invalid writableType was specified",
	"Size must be a finite, non-NaN, non-negative number.":                                        "@The return value of a queuing strategy's size function must be a finite, non-NaN, non-negative number",
	"The strategy for a byte stream cannot have a size function":                                  "@Cannot create byte stream with size() defined on the strategy",
	"autoAllocateChunkSize must be greater than 0":                                                "@autoAllocateChunkSize cannot be 0",
	"This stream has already been locked for exclusive reading by another reader":                 "@ReadableStreamDefaultReader constructor can only accept readable streams that are not yet locked to a reader",
	"This stream has already been locked for exclusive writing by another writer":                 "@Cannot create writer when WritableStream is locked",
	"Cannot construct a ReadableStreamBYOBReader for a stream not constructed with a byte source": "@Cannot use a BYOB reader with a non-byte stream",
	"Cannot cancel a stream that already has a reader":                                            "@Cannot cancel a locked stream",
	"Cannot abort a stream that already has a writer":                                             "@Cannot abort a locked stream",
	"Cannot close a stream that already has a writer":                                             "@Cannot close a locked stream",
	"Cannot close an already-closing stream":                                                      "Cannot close a CLOSED writable stream",
	"ReadableStream.prototype.pipeThrough cannot be used on a locked ReadableStream":              "@Cannot pipe a locked stream",
	"ReadableStream.prototype.pipeThrough cannot be used on a locked WritableStream":              "@Cannot pipe to a locked stream",
	"ReadableStream.prototype.pipeTo cannot be used on a locked ReadableStream":                   "@Cannot pipe a locked stream",
	"ReadableStream.prototype.pipeTo cannot be used on a locked WritableStream":                   "@Cannot pipe to a locked stream",
	"The stream has already been closed; do not close it again!":                                  "@Cannot close a readable stream that has already been requested to be closed",
	"stream is closed or draining":                                                                "@Cannot enqueue a chunk into a readable stream that is closed or has been requested to be closed",
	"chunk must have non-zero byteLength":                                                         "@chunk is empty",
	"chunk's buffer must have non-zero byteLength":                                                "@chunk is empty",
	"view must have non-zero byteLength":                                                          "@This readable stream reader cannot be used to read as the view has byte length equal to 0",
	"view's buffer must have non-zero byteLength":                                                 "@This readable stream reader cannot be used to read as the view has byte length equal to 0",
	"options.min must be greater than 0":                                                          "@min cannot be 0",
	"options.min must be less than or equal to view's length":                                     "@min cannot be larger than view's length",
	"options.min must be less than or equal to view's byteLength":                                 "@min cannot be larger than view's length",
	"Insufficient bytes to fill elements in the given buffer":                                     "close requested",
	"TransformStream terminated":                                                                  "The transform stream has been terminated",
	"the destination writable stream closed before all data could be piped to it":                 "Destination stream closed",
	"Reader was released and can no longer be used to monitor the stream's closedness":            "This readable stream reader has been released and cannot be used to monitor the stream's state",
	"Writer was released and can no longer be used to monitor the stream's closedness":            "This writable stream writer has been released and cannot be used to monitor the stream's state",
}

// expressions are parts of the program text, and what takes their place.
var expressions = [][2]string{
	{`new TypeError("Cannot "+e+" a stream using a released reader")`,
		`new TypeError("@This readable stream reader has been released and cannot be used to "+("read"==e?"read from":e)+" its previous owner stream")`},
	{`new TypeError("Cannot "+e+" a stream using a released writer")`,
		`new TypeError("@This writable stream writer has been released and cannot be "+({"write to":"written to",close:"closed",abort:"aborted"}[e]||"used to get the "+e))`},
	{`if(!qr(this))throw new TypeError("The stream is not in a state that permits close")`,
		`if(!qr(this))throw new TypeError("errored"===this._controlledReadableStream._state?"@Cannot close an errored readable stream":"@Cannot close a readable stream that has already been requested to be closed")`},
	{`if(!qr(this))throw new TypeError("The stream is not in a state that permits enqueue")`,
		`if(!qr(this))throw new TypeError("errored"===this._controlledReadableStream._state?"@Cannot enqueue a chunk into an errored readable stream":"@Cannot enqueue a chunk into a readable stream that is closed or has been requested to be closed")`},
	{"`The stream (in ${t} state) is not in the writable state and cannot be closed`", "`Cannot close a ${t.toUpperCase()} writable stream`"},
	{`"closed"===i)return f(new TypeError("The stream is closing or closed and cannot be written to"))`,
		`"closed"===i)return f(new TypeError("closed"===i?"Cannot write to a CLOSED writable stream":"Cannot write to a closing writable stream"))`},
}

// exports are what the library does not export and Go asks for.
const exports = `,e.isDisturbed=e=>e[$_disturbed]`

func main() {
	log.SetFlags(0)
	dir, err := os.MkdirTemp("", "streams")
	check(err)
	defer os.RemoveAll(dir)
	pack := exec.Command("npm", "pack", "--silent", library)
	pack.Dir, pack.Stderr = dir, os.Stderr
	check(pack.Run())
	archives, err := filepath.Glob(filepath.Join(dir, "*.tgz"))
	check(err)
	files := unpack(archives[0])
	text := string(files["package/dist/ponyfill.js"])
	check(os.WriteFile("js/streams.js", []byte(change(text)), 0o644))
	check(os.WriteFile("js/LICENSE.web-streams-polyfill", files["package/LICENSE"], 0o644))
}

func unpack(archive string) map[string][]byte {
	data, err := os.ReadFile(archive)
	check(err)
	compressed, err := gzip.NewReader(bytes.NewReader(data))
	check(err)
	files := map[string][]byte{}
	for entries := tar.NewReader(compressed); ; {
		header, err := entries.Next()
		if err == io.EOF {
			return files
		}
		check(err)
		files[header.Name], err = io.ReadAll(entries)
		check(err)
	}
}

func change(text string) string {
	for _, e := range expressions {
		if !strings.Contains(text, e[0]) {
			log.Fatalf("the library has no expression %s any more", e[0])
		}
		text = strings.ReplaceAll(text, e[0], e[1])
	}
	for old, new := range messages {
		quoted := `"` + old + `"`
		if !strings.Contains(text, quoted) {
			log.Fatalf("the library has no message %s any more", quoted)
		}
		text = strings.ReplaceAll(text, quoted, `"`+new+`"`)
	}
	// Results have their members in Chrome's order.
	text = regexp.MustCompile(`\{value:([^,{}]+),done:(!0|!1)\}`).ReplaceAllString(text, "{done:$2,value:$1}")
	// Members that are written in object literals or as methods belong to objects that no script gets.
	inner := regexp.MustCompile(`[{},](?:async )?(?:get |set )?(_[A-Za-z]\w+)[:(]`)
	var kept []string
	for _, m := range inner.FindAllStringSubmatch(text, -1) {
		kept = append(kept, m[1])
	}
	var names []string
	symbol := func(name string) string {
		if !slices.Contains(names, name) {
			names = append(names, name)
		}
		return "$" + name
	}
	text = regexp.MustCompile(`\._[A-Za-z]\w+`).ReplaceAllStringFunc(text, func(access string) string {
		if name := access[1:]; !slices.Contains(kept, name) {
			return "[" + symbol(name) + "]"
		}
		return access
	})
	text = regexp.MustCompile(`"_[A-Za-z]\w+"`).ReplaceAllStringFunc(text, func(quoted string) string {
		return symbol(quoted[1 : len(quoted)-1])
	})
	end := strings.LastIndex(text, "});")
	text = text[:end] + exports + text[end:]
	slices.Sort(names)
	var symbols []string
	for _, name := range names {
		symbols = append(symbols, fmt.Sprintf("$%s=Symbol()", name))
	}
	start := strings.Index(text, `"use strict";`)
	if start < 0 {
		log.Fatal("the library does not begin as it did")
	}
	return text[:start] + `"use strict";const ` + strings.Join(symbols, ",") + ";" + text[start+len(`"use strict";`):]
}

func check(err error) {
	if err != nil {
		log.Fatal(err)
	}
}
