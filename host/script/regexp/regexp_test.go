package regexp

import (
	"fmt"
	"strings"
	"testing"
	"unicode/utf16"
)

func TestFind(t *testing.T) {
	for _, c := range []struct{ pattern, flags, input, want string }{
		{`a(?<x>b)`, "d", "cab", "ab,b"},
		{`(?:a|(b))*`, "", "ba", "ba,undefined"},
		{`(z)((a+)?(b+)?(c))*`, "", "zaacbbbcac", "zaacbbbcac,z,ac,a,undefined,c"},
		{`(?=(a+))a*b\1`, "", "baaabac", "aba,a"},
		{`(.*?)a(?!(a+)b\2c)\2(.*)`, "", "baaabaac", "baaabaac,ba,undefined,abaac"},
		{`(a*)*`, "", "b", ",undefined"},
		{`(?:a*?)*?b`, "", "aab", "aab"},
		{`(?:){3}x`, "", "x", "x"},
		{`(?<=(\d+)(\d+))$`, "", "1053", ",1,053"},
		{`(?<=\1(a))b`, "", "aab", "b,a"},
		{`(?<!a)b`, "", "abcb", "b"},
		{`\p{L}+`, "u", "1äb2", "äb"},
		{`^\p{Emoji}$`, "u", "😀", "😀"},
		{`\p{Script=Greek}`, "u", "aα", "α"},
		{`\P{Lu}`, "u", "A", "null"},
		{`[\p{Nd}_]+`, "u", "a1_2", "1_2"},
		{`[\p{L}--[a-z]]+`, "v", "aäB", "äB"},
		{`[[a-z]&&[aeiou]]`, "v", "xe", "e"},
		{`[\q{abc|d}x]+`, "v", "zabcdx", "abcdx"},
		{`[^\d]`, "v", "1a", "a"},
		{`a(?i:b)c`, "", "aBc", "aBc"},
		{`a(?i:b)c`, "", "aBC", "null"},
		{`(?i:a(?-i:b))`, "", "AB", "null"},
		{`(?<y>\d{4})-x|x-(?<y>\d{4})`, "", "x-2020", "x-2020,undefined,2020"},
		{`(?:(?<a>x)|(?<a>y))\k<a>`, "", "xyy", "yy,undefined,y"},
		{"\u212a", "i", "k", "null"},
		{"\u212a", "iu", "k", "k"},
		{`ß`, "i", "ẞ", "null"},
		{`ß`, "iu", "ẞ", "ẞ"},
		{`[^x]`, "iu", "X", "null"},
		{`\w`, "iu", "ſ", "ſ"},
		{`a{,2}`, "", "a{,2}", "a{,2}"},
		{`\1(a)`, "", "a", "a,a"},
		{`\8`, "", "8", "8"},
		{`[\c]`, "", "\\", "\\"},
		{`\c`, "", "\\c", "\\c"},
		{`\x1`, "", "x1", "x1"},
		{`\k<a>`, "", "k<a>", "k<a>"},
		{`[\d-x]+`, "", "1-x", "1-x"},
		{`^.$`, "", "😀", "null"},
		{`^.$`, "u", "😀", "😀"},
		{`^..$`, "", "😀", "😀"},
		{`😀{2}`, "u", "😀😀", "😀😀"},
		{`[😀]`, "u", "😀", "😀"},
		{`\u{1F600}`, "u", "😀", "😀"},
		{`\ud83d\ude00`, "u", "😀", "😀"},
		{`x{2,3}?`, "", "xxx", "xx"},
		{`(x{2,3}){2}`, "", "xxxxx", "xxxxx,xx"},
		{`^a$`, "m", "b\na\nc", "a"},
		{`a.b`, "s", "a\nb", "a\nb"},
		{`\bfoo\b`, "", "a foo b", "foo"},
		{`(a?)*?$`, "", "aa", "aa,a"},
		{`(?:a?)*$`, "", "aab", ""},
		{`(\w+)\s\1`, "", "go go", "go go,go"},
		{`[]`, "", "a", "null"},
		{`[^]`, "", "\n", "\n"},
		{`(?:x|xy)z`, "", "xyz", "xyz"},
		{`(?=(x))?y`, "", "y", "y,undefined"},
	} {
		if got := find(c.pattern, c.flags, c.input); got != c.want {
			t.Errorf("/%s/%s on %q: %s, want %s", c.pattern, c.flags, c.input, got, c.want)
		}
	}
}

// find gives the groups of a match as join() would, but undefined by name.
func find(pattern, flags, input string) string {
	f, err := ParseFlags(flags)
	if err != nil {
		return err.Error()
	}
	r, err := Compile([]rune(pattern), f)
	if err != nil {
		return err.Error()
	}
	units := utf16.Encode([]rune(input))
	found := r.Find(units, 0)
	if found == nil {
		return "null"
	}
	var groups []string
	for i := 0; i < len(found); i += 2 {
		if found[i] < 0 {
			groups = append(groups, "undefined")
		} else {
			groups = append(groups, string(utf16.Decode(units[found[i]:found[i+1]])))
		}
	}
	return strings.Join(groups, ",")
}

func TestErrors(t *testing.T) {
	for _, c := range []struct{ pattern, flags, want string }{
		{`(a`, "", "Unterminated group"},
		{`a)`, "", "Unmatched ')'"},
		{`*`, "", "Nothing to repeat"},
		{`a**`, "", "Nothing to repeat"},
		{`{1}`, "", "Nothing to repeat"},
		{`{`, "u", "Lone quantifier brackets"},
		{`}`, "u", "Lone quantifier brackets"},
		{`a{2,1}`, "", "numbers out of order in {} quantifier"},
		{`a{2`, "u", "Incomplete quantifier"},
		{`[a`, "", "Unterminated character class"},
		{`[b-a]`, "", "Range out of order in character class"},
		{`[\d-a]`, "u", "Invalid character class"},
		{`(?<x`, "", "Invalid capture group name"},
		{`(?<x>)(?<x>)`, "", "Duplicate capture group name"},
		{`(?<x>)\k<y>`, "", "Invalid named capture referenced"},
		{`(?<x>)\k`, "", "Invalid named reference"},
		{`(?a)`, "", "Invalid group"},
		{`(?ii:a)`, "", "Repeated flag in flag group"},
		{`(?-:a)`, "", "Invalid flag group"},
		{`(?<=a)*`, "", "Invalid quantifier"},
		{`\`, "", "\\ at end of pattern"},
		{`\p{Nope}`, "u", "Invalid property name"},
		{`\p`, "u", "Invalid property name"},
		{`\u{110000}`, "u", "Invalid Unicode escape"},
		{`\_`, "u", "Invalid escape"},
		{`\1`, "u", "Invalid escape"},
		{`[a--b&&c]`, "v", "Invalid set operation in character class"},
		{`[(]`, "v", "Invalid character in character class"},
		{`[^\q{ab}]`, "v", "Negated character class may contain strings"},
	} {
		f, _ := ParseFlags(c.flags)
		if _, err := Compile([]rune(c.pattern), f); fmt.Sprint(err) != c.want {
			t.Errorf("/%s/%s: %v, want %s", c.pattern, c.flags, err, c.want)
		}
	}
}
