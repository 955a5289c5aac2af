package web

import (
	"math"
	"math/bits"
	"runtime"
	"strings"

	"github.com/dop251/goja"
)

// navigator is the state of a Navigator or a WorkerNavigator.
type navigator struct {
	userAgent string
	memory    func() uint64
	// What is made when it is first read.
	languages, data, network goja.Value
	dataInterface            func() *Interface
	networkInterface         func() *Interface
}

// InstallNavigator makes navigator for a window or a worker, with what does not
// need a screen or a device. memory tells that of the computer in bytes, 0 if it
// is not known.
//
// See https://html.spec.whatwg.org/multipage/system-state.html#the-navigator-object.
func InstallNavigator(vm *goja.Runtime, userAgent string, memory func() uint64) {
	p := pageOf(vm)
	n := &navigator{
		userAgent: userAgent, memory: memory,
		dataInterface:    p.global("NavigatorUAData", p.newUADataInterface),
		networkInterface: p.global("NetworkInformation", p.newNetworkInterface),
	}
	window := p.scope.isWindow()
	name := "WorkerNavigator"
	if window {
		name = "Navigator"
	}
	get := p.global(name, func() *Interface { return p.newNavigatorInterface(name, window) })
	object := func() goja.Value { return get().New(n) }
	GlobalAttribute(vm, "navigator", object)
	if window {
		// Another name of it.
		ReplaceableAttribute(vm, "clientInformation", func() goja.Value { return vm.Get("navigator") })
	}
}

// deviceMemory is a power of two between 2 and 32, in GiB (Device Memory).
func deviceMemory(memory uint64) float64 {
	if memory == 0 {
		return 8
	}
	gib := math.Round(float64(memory) / (1 << 30))
	return min(max(math.Exp2(math.Round(math.Log2(max(gib, 1)))), 2), 32)
}

func (p *page) newNavigatorInterface(name string, window bool) *Interface {
	vm := p.vm
	i := p.newInterface(name, nil, 0, nil)
	constant := func(name string, value any) {
		Attribute(i, name, func(*navigator) any { return value })
	}
	if window {
		constant("vendorSub", "")
		constant("productSub", "20030107")
		constant("vendor", "Google Inc.")
		constant("maxTouchPoints", 0)
		constant("doNotTrack", goja.Null())
	}
	constant("hardwareConcurrency", runtime.NumCPU())
	if window {
		constant("cookieEnabled", false)
	}
	constant("appCodeName", "Mozilla")
	constant("appName", "Netscape")
	Attribute(i, "appVersion", func(n *navigator) any { return strings.TrimPrefix(n.userAgent, "Mozilla/") })
	constant("platform", navigatorPlatform())
	constant("product", "Gecko")
	Attribute(i, "userAgent", func(n *navigator) any { return n.userAgent })
	constant("language", "en-US")
	Attribute(i, "languages", func(n *navigator) any {
		if n.languages == nil {
			n.languages = Frozen(vm, "en-US", "en")
		}
		return n.languages
	})
	constant("onLine", true)
	if window {
		constant("webdriver", false)
		constant("pdfViewerEnabled", true)
	}
	Attribute(i, "connection", func(n *navigator) any {
		if n.network == nil {
			network := &networkInformation{}
			o := n.networkInterface().New(network)
			network.EventTarget = p.events.NewTarget(o, nil)
			n.network = o
		}
		return n.network
	})
	if window {
		Operation(i, "javaEnabled", 0, func(*navigator, Arguments) goja.Value { return vm.ToValue(false) })
		Operation(i, "vibrate", 1, func(*navigator, Arguments) goja.Value { return vm.ToValue(false) })
	}
	Attribute(i, "deviceMemory", func(n *navigator) any { return deviceMemory(n.memory()) })
	Attribute(i, "userAgentData", func(n *navigator) any {
		if n.data == nil {
			n.data = n.newUAData(vm)
		}
		return n.data
	})
	return i
}

func navigatorPlatform() string {
	switch runtime.GOOS {
	case "darwin":
		return "MacIntel"
	case "windows":
		return "Win32"
	}
	switch runtime.GOARCH {
	case "arm64":
		return "Linux aarch64"
	case "arm":
		return "Linux armv7l"
	case "386":
		return "Linux i686"
	}
	return "Linux x86_64"
}

// uaData is the state of a NavigatorUAData.
//
// See https://wicg.github.io/ua-client-hints/#navigatoruadata.
type uaData struct {
	version string // of Chrome, "156.0.0.0"; empty if the user agent names none
	brands  goja.Value
}

func (n *navigator) newUAData(vm *goja.Runtime) goja.Value {
	_, version, _ := strings.Cut(n.userAgent, "Chrome/")
	version, _, _ = strings.Cut(version, " ")
	d := &uaData{version: version}
	d.brands = Frozen(vm, d.list(vm, func(v string) string { major, _, _ := strings.Cut(v, "."); return major })...)
	return n.dataInterface().New(d)
}

// list gives the brands with their versions in some form.
func (d *uaData) list(vm *goja.Runtime, form func(version string) string) (list []any) {
	brand := func(name, version string) {
		o := vm.NewObject()
		must(o.Set("brand", name))
		must(o.Set("version", form(version)))
		list = append(list, o)
	}
	if d.version != "" {
		brand("Not:A-Brand", "8.0.0.0")
		brand("Chromium", d.version)
	}
	return list
}

func uaPlatform() string {
	switch runtime.GOOS {
	case "darwin":
		return "macOS"
	case "windows":
		return "Windows"
	}
	return "Linux"
}

func (p *page) newUADataInterface() *Interface {
	vm := p.vm
	i := p.newInterface("NavigatorUAData", nil, 0, nil)
	low := func(d *uaData) *goja.Object {
		o := vm.NewObject()
		must(o.Set("brands", d.brands))
		must(o.Set("mobile", false))
		must(o.Set("platform", uaPlatform()))
		return o
	}
	Attribute(i, "brands", func(d *uaData) any { return d.brands })
	Attribute(i, "mobile", func(*uaData) any { return false })
	Attribute(i, "platform", func(*uaData) any { return uaPlatform() })
	PromiseOperation(i, "getHighEntropyValues", 1, func(d *uaData, args Arguments, resolve, _ func(any)) {
		high := map[string]any{
			"architecture": architecture(), "bitness": bitness(), "model": "", "platformVersion": "", "uaFullVersion": d.version,
			"wow64": false,
		}
		o := low(d)
		args.each(args.At(0), "", func(hint goja.Value) {
			switch name := args.Text(hint, ""); name {
			case "fullVersionList":
				must(o.Set(name, vm.NewArray(d.list(vm, func(v string) string { return v })...)))
			case "formFactors":
				must(o.Set(name, vm.NewArray("Desktop")))
			default:
				if value, ok := high[name]; ok {
					must(o.Set(name, value))
				}
			}
		})
		resolve(o)
	})
	Operation(i, "toJSON", 0, func(d *uaData, _ Arguments) goja.Value { return low(d) })
	return i
}

func architecture() string {
	if strings.HasPrefix(runtime.GOARCH, "arm") {
		return "arm"
	}
	return "x86"
}

func bitness() string {
	if bits.UintSize == 32 {
		return "32"
	}
	return "64"
}

// networkInformation is the state of a NetworkInformation. What the network is
// like Chrome does not know at first either: it tells the same.
type networkInformation struct{ EventTarget }

func (p *page) newNetworkInterface() *Interface {
	i := p.newInterface("NetworkInformation", p.events.target, 0, nil)
	i.EventHandlers("change")
	for name, value := range map[string]any{"effectiveType": "4g", "rtt": 50, "downlink": 10, "saveData": false} {
		Attribute(i, name, func(*networkInformation) any { return value })
	}
	return i
}
