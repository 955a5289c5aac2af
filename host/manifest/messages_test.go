package manifest

import (
	"strings"
	"testing"
)

// loadMessages loads an app whose default locale is French and whose messages stand in the file of English.
func loadMessages(t *testing.T, locale string) *Manifest {
	t.Helper()
	m, err := Load(mapFS(map[string]string{
		FileName: withMembers(`"default_locale":"fr","key":"QUJD","description":"__MSG_only_fr__"`),
		"t.js":   "",
		"_locales/en/messages.json": `{
			"a":    {"message": "A $1 $2 $X$ $$ $$$ $9 $10 $a end$", "placeholders": {"x": {"content": "[$1|$2|$x$|@@extension_id]"}}},
			"z":    {"message": "$0|$1|$"},
			"dd":   {"message": "$$1 $$$1"},
			"one":  {"message": "$1$ x", "placeholders": {"1": {"content": "P"}}},
			"l":    {"message": "5 $a b"},
			"odd":  {"message": "$_x $-y $é $"},
			"lt":   {"message": "<b>$1</b>"},
			"m":    {"message": "$1 $2 $3"},
			"Case": {"message": "en"},
			"dup":  {"message": "en"}
		}`,
		"_locales/fr/messages.json": `{"only_fr": {"message": "fr"}, "DUP": {"message": "fr"}}`,
		"_locales/ar/messages.json": `{"dup": {"message": "ar"}}`,
		"_locales/de/messages.json": `{"only_de": {"message": "de"}}`,
	}), Options{Locale: locale})
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func TestMessages(t *testing.T) {
	m := loadMessages(t, "en-US")
	for _, c := range []struct {
		name          string
		substitutions []string
		want          string
	}{
		{"a", nil, "A   [||@@extension_id] $ $$  0  end"},
		{"A", []string{"s"}, "A s  [s||@@extension_id] $ $$  s0  end"},
		{"a", strings.Fields("s t u v w x y z 9"), "A s t [s|t|@@extension_id] $ $$ 9 s0  end"},
		{"a", []string{"$1", "$$", "$x$"}, "A $1 $$ [$1|$$|@@extension_id] $ $$  $10  end"},
		{"z", []string{"s"}, "|s|"},
		{"dd", []string{"s"}, "$1 $$1"},
		{"one", []string{"s"}, "P x"},
		{"l", nil, "5  b"},
		{"odd", []string{"s"}, "x y \ufffd "},
		{"m", []string{"only"}, "only  "},
		{"case", nil, "en"},
		{"dup", nil, "en"},
		{"only_fr", nil, "fr"},
		{"only_de", nil, ""},
		{"", nil, ""},
		{"no such", nil, ""},
		{"__MSG_a__", nil, ""},
		{"@@EXTENSION_ID", nil, m.ID},
		{"@@ui_locale", nil, "en_US"},
		{"@@bidi_dir", nil, "ltr"},
		{"@@bidi_reversed_dir", nil, "rtl"},
		{"@@bidi_start_edge", nil, "left"},
		{"@@bidi_end_edge", nil, "right"},
		{"@@current_locale", nil, ""},
	} {
		if got, ok := m.Messages.Get(c.name, c.substitutions, false); got != c.want || !ok {
			t.Errorf("message %q with %q is %q, %v, want %q", c.name, c.substitutions, got, ok, c.want)
		}
	}
	if got, _ := m.Messages.Get("lt", []string{"<i>"}, true); got != "&lt;b><i>&lt;/b>" {
		t.Errorf("escapeLt gives %q", got)
	}
	if _, ok := m.Messages.Get("a", make([]string, MaxSubstitutions+1), false); ok {
		t.Error("too many substitutions are ok")
	}
	if m.Description != "fr" {
		t.Errorf("description is %q, want the text of the default locale", m.Description)
	}
	if m.Messages.UILanguage() != "en-US" || m.Messages.Locale() != "en_US" {
		t.Errorf("language %q, locale %q", m.Messages.UILanguage(), m.Messages.Locale())
	}
}

func TestMessagesRightToLeft(t *testing.T) {
	m := loadMessages(t, "ar_EG")
	for name, want := range map[string]string{
		"dup": "ar", "a": "", "only_fr": "fr",
		"@@ui_locale": "ar_EG", "@@bidi_dir": "rtl", "@@bidi_reversed_dir": "ltr", "@@bidi_start_edge": "right", "@@bidi_end_edge": "left",
	} {
		if got, _ := m.Messages.Get(name, nil, false); got != want {
			t.Errorf("message %q is %q, want %q", name, got, want)
		}
	}
}

// An app without default_locale has the extension id alone.
func TestMessagesWithoutLocales(t *testing.T) {
	m, err := Load(mapFS(map[string]string{FileName: withMembers(`"name":"__MSG_x__","key":"QUJD"`), "t.js": ""}), Options{})
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]string{"@@extension_id": m.ID, "@@ui_locale": "", "@@bidi_dir": "", "x": ""} {
		if got, _ := m.Messages.Get(name, nil, false); got != want {
			t.Errorf("message %q is %q, want %q", name, got, want)
		}
	}
	if m.Name != "__MSG_x__" {
		t.Errorf("name is %q", m.Name)
	}
}
