// Types compares the signatures of chrome.sockets.* with the public type
// definitions of Chrome Apps, the npm package @types/chrome-apps:
//
//	make types
//
// It prints each difference. Those that are known, and explained in
// docs/compatibility.md, are marked; another one makes it fail.
package main

import (
	"fmt"
	"os"
	"regexp"
	"slices"
	"strings"

	"github.com/tcpsrv-host/tcpsrv-host/bindings/schema"
)

// known are the differences in which Chrome itself does what is here.
var known = []string{
	// Newer than the definitions.
	"sockets.tcp.connect(socketId: integer, peerAddress: string, peerPort: integer, dnsQueryType: DnsQueryType, callback): only here",
	"sockets.udp.send(socketId: integer, data: ArrayBuffer, address: string, port: integer, dnsQueryType: DnsQueryType, callback): only here",
	// Chrome insists on the callback, or makes a promise without it.
	"sockets.udp.setBroadcast(socketId: integer, enabled: boolean): only in the definitions",
	// The definitions have no chrome.socket: it was gone from the documentation when they were made.
	"socket: not in the definitions",
}

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: types FILE, the index.d.ts of @types/chrome-apps (make types fetches it)")
		os.Exit(2)
	}
	text, err := os.ReadFile(os.Args[1])
	if err != nil {
		fmt.Fprintf(os.Stderr, "types: cannot read the definitions: %v\n", err)
		os.Exit(2)
	}
	differences, compared := compare(string(text), "sockets.tcp", "sockets.tcpServer", "sockets.udp", "socket")
	unknown := 0
	for _, d := range differences {
		if slices.Contains(known, d) {
			fmt.Println("known ", d)
		} else {
			fmt.Println("NEW   ", d)
			unknown++
		}
	}
	fmt.Printf("%d signatures, members and events compared, %d differences, %d of them new\n", compared, len(differences), unknown)
	if unknown > 0 {
		os.Exit(1)
	}
}

// compare gives the differences and how much was compared.
func compare(definitions string, namespaces ...string) (differences []string, compared int) {
	definitions = comments.ReplaceAllString(definitions, "")
	for _, name := range namespaces {
		theirs := surfaceOf(namespaceText(definitions, name))
		if len(theirs) == 0 {
			differences = append(differences, name+": not in the definitions")
			continue
		}
		// What the namespaces share stands one level up in the definitions.
		shared := surfaceOf(namespaceText(definitions, "sockets"))
		ours := ourSurface(schema.Get(name))
		compared += len(ours)
		for _, item := range ours {
			if !slices.Contains(theirs, item) && !slices.Contains(shared, item) {
				differences = append(differences, name+"."+item+": only here")
			}
		}
		for _, item := range theirs {
			if !slices.Contains(ours, item) {
				differences = append(differences, name+"."+item+": only in the definitions")
			}
		}
	}
	return differences, compared
}

// ourSurface writes the namespace as the definitions do: an overload for each
// choice of optional parameters, the members of what an app passes or gets, the
// events.
func ourSurface(n *schema.Namespace) (items []string) {
	for _, f := range n.Functions {
		overloads := []string{""}
		for _, p := range f.Params {
			var longer []string
			for _, o := range overloads {
				if p.Optional {
					longer = append(longer, o)
				}
				longer = append(longer, o+p.Name+": "+typeName(p.Type)+", ")
			}
			overloads = longer
		}
		for _, o := range overloads {
			items = append(items, f.Name+"("+o+"callback)")
			if f.Callback.Optional {
				items = append(items, f.Name+"("+strings.TrimSuffix(o, ", ")+")")
			}
		}
	}
	for _, dictionary := range []string{"SocketProperties", "SocketInfo"} {
		for _, f := range n.Functions {
			for _, m := range append(slices.Clone(f.Params), f.Callback.Params...) {
				if _, name := cutLast(m.Type.Name); m.Type.Kind == schema.Dictionary && name == dictionary {
					for _, member := range m.Type.Members {
						if item := memberItem(dictionary, member.Name, typeName(member.Type), member.Optional); !slices.Contains(items, item) {
							items = append(items, item)
						}
					}
				}
			}
		}
	}
	for _, e := range n.Events {
		items = append(items, "event "+e.Name)
	}
	return items
}

func memberItem(dictionary, name, typ string, optional bool) string {
	if optional {
		name += "?"
	}
	return dictionary + " {" + name + ": " + typ + "}"
}

func cutLast(name string) (before, after string) {
	i := strings.LastIndexByte(name, '.')
	return name[:max(i, 0)], name[i+1:]
}

func typeName(t *schema.Type) string {
	switch t.Kind {
	case schema.Binary:
		return "ArrayBuffer"
	case schema.Dictionary, schema.Enum:
		_, name := cutLast(t.Name)
		return name
	}
	return t.String()
}

var (
	comments     = regexp.MustCompile(`(?s)/\*.*?\*/|//[^\n]*`)
	functions    = regexp.MustCompile(`(?s)function (\w+)\((.*?)\): void;`)
	callbackPart = regexp.MustCompile(`(?s)callback(\??): \(.*$`)
	dictionaries = regexp.MustCompile(`(?s)interface (\w+) \{([^{}]*)\}`)
	members      = regexp.MustCompile(`(\w+)(\?)?: ([\w"| .]+?)(?: \| undefined)?;`)
	events       = regexp.MustCompile(`const (on\w+):`)
	blanks       = regexp.MustCompile(`\s+`)
)

// surfaceOf reads the text of a namespace of the definitions.
func surfaceOf(text string) (items []string) {
	for _, m := range functions.FindAllStringSubmatch(text, -1) {
		params := blanks.ReplaceAllString(m[2], " ")
		callback := callbackPart.FindStringSubmatch(params)
		rest := strings.TrimSpace(callbackPart.ReplaceAllString(params, ""))
		if callback != nil {
			items = append(items, m[1]+"("+joinParams(rest)+"callback)")
		}
		if callback == nil || callback[1] == "?" {
			items = append(items, m[1]+"("+strings.TrimSuffix(joinParams(rest), ", ")+")")
		}
	}
	for _, d := range dictionaries.FindAllStringSubmatch(text, -1) {
		if d[1] != "SocketProperties" && d[1] != "SocketInfo" {
			continue
		}
		for _, m := range members.FindAllStringSubmatch(d[2], -1) {
			items = append(items, memberItem(d[1], m[1], m[3], m[2] != ""))
		}
	}
	for _, m := range events.FindAllStringSubmatch(text, -1) {
		items = append(items, "event "+m[1])
	}
	return items
}

// joinParams makes "a: integer, b: string, " of a list, whatever its blanks.
func joinParams(text string) (joined string) {
	for p := range strings.SplitSeq(text, ",") {
		if p = strings.TrimSpace(p); p != "" {
			joined += p + ", "
		}
	}
	return joined
}

// namespaceText is what stands between the braces of a namespace.
func namespaceText(definitions, name string) string {
	_, text, found := strings.Cut(definitions, "namespace "+name+" {")
	if !found {
		return ""
	}
	depth := 1
	for i, c := range text {
		switch c {
		case '{':
			depth++
		case '}':
			if depth--; depth == 0 {
				return text[:i]
			}
		}
	}
	return text
}
