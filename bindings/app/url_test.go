package app

import "testing"

func TestNormalizePath(t *testing.T) {
	tests := []struct{ path, want string }{
		{"", "/"},
		{"/", "/"},
		{"a.js", "/a.js"},
		{"/a.js", "/a.js"},
		{"//h/p", "//h/p"},
		{"///", "///"},
		{"http://h/p", "/http://h/p"},
		{"a b.html", "/a%20b.html"},
		{" a ", "/%20a"},
		{"a\nb\tc\r", "/abc"},
		{"a\x00b", "/a%00b"},
		{"a\x00", "/a"},
		{"ä", "/%C3%A4"},
		{"😀", "/%F0%9F%98%80"},
		{`\a\b`, "//a/b"},
		{`a\..\b`, "/b"},
		{"x/../y", "/y"},
		{"../../x", "/x"},
		{"%2e%2E/x", "/x"},
		{"a/./b", "/a/b"},
		{"./", "/"},
		{"a/..", "/"},
		{"a/.", "/a/"},
		{"//h/..", "//"},
		{"%41%zz", "/%41%zz"},
		{"a\"<>`{}|^[]\x7f", "/a%22%3C%3E%60%7B%7D%7C%5E[]%7F"},
		{"a?b#c", "/a?b#c"},
		{"?q", "/?q"},
		{"#f?g#h", "/#f?g#h"},
		{"a?../b", "/a?../b"},
		{"a?ä\"'<>`{", "/a?%C3%A4%22%27%3C%3E`{"},
		{"a#ä\"`<> '{", "/a#%C3%A4%22%60%3C%3E%20'{"},
	}
	for _, test := range tests {
		if got := normalizePath(test.path); got != test.want {
			t.Errorf("normalizePath(%q) = %q, want %q", test.path, got, test.want)
		}
	}
}
