package language

import (
	"os"
	"path/filepath"
	"strings"
	"time"
	"unicode"

	"github.com/dop251/goja"
	"github.com/rivo/uniseg"
	"golang.org/x/text/collate"
	"golang.org/x/text/feature/plural"
	tag "golang.org/x/text/language"
	"golang.org/x/text/message"
	"golang.org/x/text/number"
)

// installIntl defines Intl and the methods that depend on a locale, which intl.js implements over the data that are here.
func (b *builtins) installIntl() {
	const file = "intl.js"
	b.lazy(file, b.intl, "Intl")
	add := func(prototype *goja.Object, class string, members ...member) {
		for _, m := range members {
			later(prototype, m.name, func() goja.Value { return b.scripted(m.name, m.length, file, b.intl, class+"."+m.name) })
		}
	}
	add(b.object("Number", "prototype"), "Number", member{"toLocaleString", 0})
	add(b.object("BigInt", "prototype"), "BigInt", member{"toLocaleString", 0})
	b.amend("Date", func(_, prototype *goja.Object) {
		add(prototype, "Date", member{"toLocaleString", 0}, member{"toLocaleDateString", 0}, member{"toLocaleTimeString", 0})
		b.installZoneNames(prototype)
	})
	b.installLocaleStrings(file)
}

// installLocaleStrings gives the methods of String that take a locale an eye for it.
func (b *builtins) installLocaleStrings(file string) {
	prototype := b.object("String", "prototype")
	wrap := func(name string, length int, withLocale func(c goja.FunctionCall) (goja.Value, bool)) {
		b.replace(prototype, name, length, func(original goja.Callable, c goja.FunctionCall) goja.Value {
			if v, ok := withLocale(c); ok {
				return v
			}
			return forward(original, c)
		})
	}
	var compare goja.Callable
	wrap("localeCompare", 1, func(c goja.FunctionCall) (goja.Value, bool) {
		if len(c.Arguments) < 2 || goja.IsUndefined(c.This) || goja.IsNull(c.This) {
			return nil, false
		}
		if compare == nil {
			compare, _ = goja.AssertFunction(b.load(file, b.intl).Get("String.localeCompare"))
		}
		return forward(compare, c), true
	})
	turkish := func(change func(unicode.SpecialCase, string) string) func(c goja.FunctionCall) (goja.Value, bool) {
		return func(c goja.FunctionCall) (goja.Value, bool) {
			locale, ok := c.Argument(0).(goja.String)
			if !ok || goja.IsUndefined(c.This) || goja.IsNull(c.This) {
				return nil, false
			}
			if language, _, _ := strings.Cut(locale.String(), "-"); language != "tr" && language != "az" {
				return nil, false
			}
			return b.vm.ToValue(change(unicode.TurkishCase, c.This.String())), true
		}
	}
	wrap("toLocaleUpperCase", 0, turkish(strings.ToUpperSpecial))
	wrap("toLocaleLowerCase", 0, turkish(strings.ToLowerSpecial))
}

// installZoneNames makes the texts of dates end with the long name of the time zone, as V8's do.
func (b *builtins) installZoneNames(prototype *goja.Object) {
	for _, name := range []string{"toString", "toTimeString"} {
		b.replace(prototype, name, 0, func(original goja.Callable, c goja.FunctionCall) goja.Value {
			v := forward(original, c)
			text := v.String()
			open := strings.LastIndexByte(text, '(')
			if open < 0 {
				return v
			}
			if long, ok := zoneNames()[text[open+1:len(text)-1]]; ok {
				return b.vm.ToValue(text[:open+1] + long + ")")
			}
			return v
		})
	}
}

// zoneNames are the English names of time zones by the abbreviations of the tz database.
func zoneNames() map[string]string {
	return map[string]string{
		"UTC": "Coordinated Universal Time", "GMT": "Greenwich Mean Time", "BST": "British Summer Time", "IST": "India Standard Time",
		"WET": "Western European Standard Time", "WEST": "Western European Summer Time", "CET": "Central European Standard Time",
		"CEST": "Central European Summer Time", "EET": "Eastern European Standard Time", "EEST": "Eastern European Summer Time",
		"MSK": "Moscow Standard Time", "EST": "Eastern Standard Time", "EDT": "Eastern Daylight Time", "CST": "Central Standard Time",
		"CDT": "Central Daylight Time", "MST": "Mountain Standard Time", "MDT": "Mountain Daylight Time", "PST": "Pacific Standard Time",
		"PDT": "Pacific Daylight Time", "AKST": "Alaska Standard Time", "AKDT": "Alaska Daylight Time", "HST": "Hawaii-Aleutian Standard Time",
		"JST": "Japan Standard Time", "KST": "Korean Standard Time", "AEST": "Australian Eastern Standard Time",
		"AEDT": "Australian Eastern Daylight Time", "NZST": "New Zealand Standard Time", "NZDT": "New Zealand Daylight Time",
	}
}

// intl is what intl.js needs of Go.
func (b *builtins) intl() goja.Value {
	vm := b.vm
	host := vm.NewObject()
	define := func(name string, f func(args []goja.Value) any) {
		must(host.Set(name, func(c goja.FunctionCall) goja.Value {
			args := make([]goja.Value, 4)
			for i := range args {
				args[i] = c.Argument(i)
			}
			return vm.ToValue(f(args))
		}))
	}
	define("canonical", func(a []goja.Value) any { return canonicalTag(a[0].String()) })
	define("maximize", func(a []goja.Value) any {
		base, script, region := tag.Make(a[0].String()).Raw()
		t, err := tag.Compose(base, script, region)
		if err != nil {
			return a[0]
		}
		s, _ := t.Script()
		r, _ := t.Region()
		l, _ := t.Base()
		return l.String() + "-" + s.String() + "-" + r.String()
	})
	define("minimize", func(a []goja.Value) any { return minimized(a[0].String()) })
	define("symbols", func(a []goja.Value) any { return symbolsOf(vm, a[0].String()) })
	define("plural", func(a []goja.Value) any {
		rules := plural.Cardinal
		if a[1].ToBoolean() {
			rules = plural.Ordinal
		}
		return pluralForm(rules, tag.Make(a[0].String()), a[2].String(), a[3].String())
	})
	define("collator", func(a []goja.Value) any {
		compare := collator(a[0].String(), a[1].ToBoolean(), a[2].String())
		return func(c goja.FunctionCall) goja.Value {
			return vm.ToValue(compare(c.Argument(0).String(), c.Argument(1).String()))
		}
	})
	define("segments", func(a []goja.Value) any { return segments(a[0].String(), a[1].String()) })
	define("isWordLike", func(a []goja.Value) any {
		return strings.ContainsFunc(a[0].String(), func(c rune) bool { return unicode.IsLetter(c) || unicode.IsNumber(c) })
	})
	define("defaultZone", func([]goja.Value) any { return defaultZone() })
	define("zone", func(a []goja.Value) any { return zoneName(a[0].String()) })
	define("zones", func([]goja.Value) any { return []string{"UTC"} })
	define("offset", func(a []goja.Value) any {
		at := time.UnixMilli(int64(a[1].ToFloat())).In(location(a[0].String()))
		abbreviation, seconds := at.Zone()
		zone := map[string]any{"offset": seconds * 1000}
		if long, ok := zoneNames()[abbreviation]; ok && !ambiguous(abbreviation, seconds) {
			zone["long"] = long
			// English has abbreviations for the zones of America and for UTC only.
			if abbreviation == "UTC" || abbreviation == "GMT" || seconds <= -5*3600+3600 {
				zone["short"] = abbreviation
			}
		}
		return zone
	})
	// A constructor that may be called without new makes a new object even so.
	must(host.Set("callable", func(c goja.FunctionCall) goja.Value {
		constructor := c.Argument(0).(*goja.Object)
		make, err := vm.RunString(`(constructor, name, length) => {
			const inner = function (...args) { return Reflect.construct(constructor, args, new.target === undefined || new.target === inner ? constructor : new.target); };
			const callable = inner.bind();
			Object.defineProperties(callable, {name: {value: name}, length: {value: length}});
			delete callable.prototype;
			return callable;
		}`)
		must(err)
		f, _ := goja.AssertFunction(make)
		v, err := f(goja.Undefined(), constructor, c.Argument(1), c.Argument(2))
		must(err)
		return v
	}))
	return host
}

// ambiguous says that an abbreviation is used for another zone too, which this is.
func ambiguous(abbreviation string, seconds int) bool {
	switch abbreviation {
	case "IST":
		return seconds != 19800
	case "CST":
		return seconds != -6*3600
	case "BST":
		return seconds != 3600
	}
	return false
}

func canonicalTag(text string) string {
	t, err := tag.Parse(text)
	if err != nil {
		t, _ = tag.Raw.Parse(text)
	}
	if t == tag.Und {
		return strings.ToLower(text)
	}
	return t.String()
}

func minimized(text string) string {
	full := tag.Make(text)
	base, _ := full.Base()
	script, _ := full.Script()
	region, _ := full.Region()
	same := func(candidate string) bool {
		t := tag.Make(candidate)
		s, _ := t.Script()
		r, _ := t.Region()
		return s == script && r == region
	}
	for _, candidate := range []string{base.String(), base.String() + "-" + region.String(), base.String() + "-" + script.String()} {
		if same(candidate) {
			return candidate
		}
	}
	return base.String() + "-" + script.String() + "-" + region.String()
}

// symbolsOf reads the separators of a locale from a number in it.
func symbolsOf(vm *goja.Runtime, locale string) *goja.Object {
	text := message.NewPrinter(tag.Make(locale)).Sprint(number.Decimal(-123456789.5, number.MinFractionDigits(1)))
	runes := []rune(text)
	group, decimal, minus := ",", ".", "-"
	var digits []int // the lengths of the groups
	count := 0
	for i, c := range runes {
		switch {
		case unicode.IsDigit(c):
			count++
			continue
		case count == 0:
			minus = string(c)
			continue
		}
		if digits = append(digits, count); i == len(runes)-2 {
			decimal = string(c)
		} else {
			group = string(c)
		}
		count = 0
	}
	secondary := 3
	if len(digits) > 2 {
		secondary = digits[1]
	}
	minimum := 1
	if language, _, _ := strings.Cut(locale, "-"); language == "es" || language == "pl" || language == "pt" && locale != "pt-BR" && locale != "pt" {
		minimum = 2
	}
	o := vm.NewObject()
	for name, value := range map[string]any{"group": group, "decimal": decimal, "minus": minus, "secondary": secondary, "minimumGrouping": minimum} {
		must(o.Set(name, value))
	}
	return o
}

func pluralForm(rules *plural.Rules, t tag.Tag, whole, fraction string) string {
	parse := func(digits string) (n int) {
		if len(digits) > 9 {
			digits = "1" + digits[len(digits)-6:] // the rules ask for remainders only
		}
		for _, c := range digits {
			n = 10*n + int(c-'0')
		}
		return n
	}
	trimmed := strings.TrimRight(fraction, "0")
	form := rules.MatchPlural(t, parse(whole), len(fraction), len(trimmed), parse(fraction), parse(trimmed))
	switch form {
	case plural.Zero:
		return "zero"
	case plural.One:
		return "one"
	case plural.Two:
		return "two"
	case plural.Few:
		return "few"
	case plural.Many:
		return "many"
	}
	return "other"
}

func collator(locale string, numeric bool, sensitivity string) func(a, b string) int {
	var options []collate.Option
	if numeric {
		options = append(options, collate.Numeric)
	}
	switch sensitivity {
	case "base":
		options = append(options, collate.IgnoreCase, collate.IgnoreDiacritics)
	case "accent":
		options = append(options, collate.IgnoreCase)
	case "case":
		options = append(options, collate.IgnoreDiacritics)
	}
	return collate.New(tag.Make(locale), options...).CompareString
}

func segments(text, granularity string) []string {
	var all []string
	next := func(text string, state int) (segment, rest string, newState int) {
		switch granularity {
		case "word":
			return uniseg.FirstWordInString(text, state)
		case "sentence":
			return uniseg.FirstSentenceInString(text, state)
		}
		segment, rest, _, newState = uniseg.FirstGraphemeClusterInString(text, state)
		return segment, rest, newState
	}
	for state := -1; text != ""; {
		var segment string
		segment, text, state = next(text, state)
		all = append(all, segment)
	}
	return all
}

// defaultZone is the name of the zone that the host is in.
func defaultZone() string {
	if name := os.Getenv("TZ"); name != "" {
		if zone := zoneName(strings.TrimPrefix(name, ":")); zone != "" {
			return zone
		}
	}
	if path, err := filepath.EvalSymlinks("/etc/localtime"); err == nil {
		if _, name, ok := strings.Cut(path, "zoneinfo/"); ok {
			return zoneName(name)
		}
	}
	return "UTC"
}

// zoneName gives the name of a zone in its usual case, or "" for none.
func zoneName(name string) string {
	switch strings.ToUpper(name) {
	case "UTC", "GMT", "ETC/UTC", "ETC/GMT", "ZULU", "UCT":
		return "UTC"
	case "", "LOCAL":
		return ""
	}
	words := strings.FieldsFunc(name, func(c rune) bool { return c == '/' || c == '_' || c == '-' })
	usual := name
	if strings.ToLower(name) == name || strings.ToUpper(name) == name {
		usual = ""
		rest := name
		for _, word := range words {
			at := strings.Index(rest, word)
			usual += rest[:at] + strings.ToUpper(word[:1]) + strings.ToLower(word[1:])
			rest = rest[at+len(word):]
		}
	}
	for _, candidate := range []string{name, usual} {
		if _, err := time.LoadLocation(candidate); err == nil {
			return candidate
		}
	}
	return ""
}

func location(name string) *time.Location {
	if l, err := time.LoadLocation(name); err == nil {
		return l
	}
	return time.UTC
}
