package manifest

import "testing"

func TestCovers(t *testing.T) {
	for _, test := range []struct {
		wide, narrow string
		want         bool
	}{
		{"<all_urls>", "http://a.test/*", true},
		{"http://a.test/*", "<all_urls>", false},
		{"http://*.a.test/*", "http://x.a.test/*", true},
		{"http://*.a.test/*", "http://X.A.TEST/*", true},
		{"http://*.a.test/*", "http://a.test/*", true},
		{"http://*.a.test/*", "http://*.a.test/y", true},
		{"http://*.a.test/*", "http://x.a.test:80/*", true},
		{"http://*.a.test/*", "http://xa.test/*", false},
		{"http://*.a.test/*", "https://a.test/*", false},
		{"http://*.a.test/*", "*://x.a.test/*", false},
		{"*://b.test/*", "http://b.test/*", true},
		{"*://b.test/*", "https://b.test/x*", true},
		{"*://b.test/*", "*://b.test/*", true},
		{"*://b.test/*", "http://*.b.test/*", false},
		{"*://b.test/*", "ftp://b.test/*", false},
		{"*://*/*", "https://b.test:8080/*", true},
		{"http://b.test:80/*", "http://b.test:81/*", false},
		{"http://b.test:80/*", "http://b.test/*", false},
	} {
		if got := Covers(test.wide, test.narrow); got != test.want {
			t.Errorf("Covers(%q, %q) = %v", test.wide, test.narrow, got)
		}
	}
}
