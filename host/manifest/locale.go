package manifest

import (
	_ "embed"
	"strings"
	"sync"
)

//go:embed locales.txt
var localeNames string

// knownLocales are the locales whose folders under _locales Chrome reads. Each line of locales.txt is a language and what
// may follow it.
var knownLocales = sync.OnceValue(func() map[string]bool {
	known := map[string]bool{}
	for line := range strings.Lines(localeNames) {
		words := strings.Fields(line)
		known[words[0]] = true
		for _, variant := range words[1:] {
			known[words[0]+"_"+variant] = true
		}
	}
	return known
})

// localeName is a language tag in the form of folder names: en_US for en-US.
func localeName(tag string) string { return strings.ReplaceAll(tag, "-", "_") }

// localeTag is the language tag of a locale: en-US for en_US.
func localeTag(locale string) string { return strings.ReplaceAll(locale, "_", "-") }

// fallbackLocales are the locales in which a message is looked for, the best one first: the locale of the user interface,
// what is left of it when its last part goes, and the default locale of the app.
func fallbackLocales(locale, defaultLocale string) []string {
	var locales []string
	for name := locale; name != ""; {
		if name != defaultLocale {
			locales = append(locales, name)
		}
		last := strings.LastIndexByte(name, '_')
		name = name[:max(last, 0)]
	}
	return append(locales, defaultLocale)
}

// isRightToLeft reports the writing direction of a locale's language.
func isRightToLeft(locale string) bool {
	language, _, _ := strings.Cut(locale, "_")
	switch language {
	case "ar", "ckb", "dv", "fa", "he", "iw", "ps", "sd", "ug", "ur", "yi":
		return true
	}
	return false
}
