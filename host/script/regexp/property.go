package regexp

import (
	"bytes"
	"compress/gzip"
	_ "embed"
	"io"
	"strconv"
	"strings"
	"sync"
)

// What each property holds, as V8 knows it: a line for each, with its name and
// the distances between the places where it begins and ends, in base 36. See
// testdata/properties.js, which prints them.
//
//go:embed properties.txt.gz
var compressedProperties []byte

// propertyRanges gives the lines by name.
var propertyRanges = sync.OnceValue(func() map[string]string {
	r, err := gzip.NewReader(bytes.NewReader(compressedProperties))
	if err != nil {
		panic(err)
	}
	data, err := io.ReadAll(r)
	if err != nil {
		panic(err)
	}
	all := map[string]string{}
	for line := range strings.Lines(string(data)) {
		name, ranges, _ := strings.Cut(strings.TrimSuffix(line, "\n"), " ")
		all[name] = ranges
	}
	return all
})

// property reads {Name} or {Name=Value} behind \p.
func (p *parser) property(negated bool) *set {
	start := p.at
	if p.peek(0) != '{' {
		p.invalidProperty()
	}
	for p.peek(0) != '}' {
		if !p.more() {
			p.invalidProperty()
		}
		p.at++
	}
	text := string(p.text[start+1 : p.at])
	p.at++
	p.special = "properties of Unicode"
	s := lookupProperty(text)
	if s == nil {
		p.invalidProperty()
	}
	if negated {
		return s.inverted()
	}
	return s
}

func (p *parser) invalidProperty() { p.fail("Invalid property name") }

func lookupProperty(text string) *set {
	name, value, hasValue := strings.Cut(text, "=")
	if !hasValue {
		if key, ok := categories()[name]; ok {
			return union("gc=", key)
		}
		if long, ok := binaryNames()[name]; ok {
			name = long
		}
		if strings.Contains(name, "=") {
			return nil
		}
		return union("", name)
	}
	switch name {
	case "General_Category", "gc":
		if key, ok := categories()[value]; ok {
			return union("gc=", key)
		}
	case "Script", "sc", "Script_Extensions", "scx":
		if short, ok := scriptNames()[value]; ok {
			value = short
		}
		if name[len(name)-1] == 'c' || name == "Script" {
			return union("sc=", value)
		}
		return union("scx=", value)
	}
	return nil
}

// union gives the set of properties with these names, divided by blanks.
func union(prefix, names string) *set {
	s := &set{}
	for name := range strings.FieldsSeq(names) {
		ranges, ok := propertyRanges()[prefix+name]
		if !ok {
			return nil
		}
		at, begin := rune(0), rune(-1)
		for delta := range strings.SplitSeq(ranges, ",") {
			if delta == "" {
				continue
			}
			n, err := strconv.ParseInt(delta, 36, 32)
			if err != nil {
				panic(err) // the file is ours
			}
			at += rune(n)
			if begin < 0 {
				begin = at
			} else {
				s.addRange(begin, at-1)
				begin = -1
			}
		}
		if begin >= 0 {
			s.addRange(begin, 0x10FFFF)
		}
	}
	s.normalize()
	return s
}

// pairs makes a map of a text of names and values.
func pairs(text string) func() map[string]string {
	return sync.OnceValue(func() map[string]string {
		m := map[string]string{}
		for line := range strings.SplitSeq(strings.TrimSpace(text), "\n") {
			names, value, _ := strings.Cut(line, ":")
			for name := range strings.FieldsSeq(names) {
				m[name] = strings.TrimSpace(value)
			}
		}
		return m
	})
}

// categories are the values of General_Category with all their names.
var categories = pairs(`
LC Cased_Letter: Lu Ll Lt
Close_Punctuation Pe: Pe
Connector_Punctuation Pc: Pc
Control Cc cntrl: Cc
Currency_Symbol Sc: Sc
Dash_Punctuation Pd: Pd
Decimal_Number Nd digit: Nd
Enclosing_Mark Me: Me
Final_Punctuation Pf: Pf
Format Cf: Cf
Initial_Punctuation Pi: Pi
Letter L: Lu Ll Lt Lm Lo
Letter_Number Nl: Nl
Line_Separator Zl: Zl
Lowercase_Letter Ll: Ll
Mark M Combining_Mark: Mn Mc Me
Math_Symbol Sm: Sm
Modifier_Letter Lm: Lm
Modifier_Symbol Sk: Sk
Nonspacing_Mark Mn: Mn
Number N: Nd Nl No
Open_Punctuation Ps: Ps
Other C: Cc Cf Cs Co Cn
Other_Letter Lo: Lo
Other_Number No: No
Other_Punctuation Po: Po
Other_Symbol So: So
Paragraph_Separator Zp: Zp
Private_Use Co: Co
Punctuation P punct: Pc Pd Ps Pe Pi Pf Po
Separator Z: Zs Zl Zp
Space_Separator Zs: Zs
Spacing_Mark Mc: Mc
Surrogate Cs: Cs
Symbol S: Sm Sc Sk So
Titlecase_Letter Lt: Lt
Unassigned Cn: Cn
Uppercase_Letter Lu: Lu
`)

var binaryNames = pairs(`
AHex: ASCII_Hex_Digit
Alpha: Alphabetic
Bidi_C: Bidi_Control
Bidi_M: Bidi_Mirrored
CI: Case_Ignorable
CWCF: Changes_When_Casefolded
CWCM: Changes_When_Casemapped
CWKCF: Changes_When_NFKC_Casefolded
CWL: Changes_When_Lowercased
CWT: Changes_When_Titlecased
CWU: Changes_When_Uppercased
DI: Default_Ignorable_Code_Point
Dep: Deprecated
Dia: Diacritic
EBase: Emoji_Modifier_Base
EComp: Emoji_Component
EMod: Emoji_Modifier
EPres: Emoji_Presentation
Ext: Extender
ExtPict: Extended_Pictographic
Gr_Base: Grapheme_Base
Gr_Ext: Grapheme_Extend
Hex: Hex_Digit
IDC: ID_Continue
IDS: ID_Start
IDSB: IDS_Binary_Operator
IDST: IDS_Trinary_Operator
Ideo: Ideographic
Join_C: Join_Control
LOE: Logical_Order_Exception
Lower: Lowercase
NChar: Noncharacter_Code_Point
Pat_Syn: Pattern_Syntax
Pat_WS: Pattern_White_Space
QMark: Quotation_Mark
RI: Regional_Indicator
SD: Soft_Dotted
STerm: Sentence_Terminal
Term: Terminal_Punctuation
UIdeo: Unified_Ideograph
Upper: Uppercase
VS: Variation_Selector
XIDC: XID_Continue
XIDS: XID_Start
space: White_Space
`)

// scriptNames are the long names of scripts.
var scriptNames = pairs(`
Adlam: Adlm
Ahom: Ahom
Anatolian_Hieroglyphs: Hluw
Arabic: Arab
Armenian: Armn
Avestan: Avst
Balinese: Bali
Bamum: Bamu
Bassa_Vah: Bass
Batak: Batk
Bengali: Beng
Beria_Erfe: Berf
Bhaiksuki: Bhks
Bopomofo: Bopo
Brahmi: Brah
Braille: Brai
Buginese: Bugi
Buhid: Buhd
Canadian_Aboriginal: Cans
Carian: Cari
Caucasian_Albanian: Aghb
Chakma: Cakm
Cham: Cham
Cherokee: Cher
Chorasmian: Chrs
Common: Zyyy
Coptic Qaac: Copt
Cuneiform: Xsux
Cypriot: Cprt
Cypro_Minoan: Cpmn
Cyrillic: Cyrl
Deseret: Dsrt
Devanagari: Deva
Dives_Akuru: Diak
Dogra: Dogr
Duployan: Dupl
Egyptian_Hieroglyphs: Egyp
Elbasan: Elba
Elymaic: Elym
Ethiopic: Ethi
Garay: Gara
Georgian: Geor
Glagolitic: Glag
Gothic: Goth
Grantha: Gran
Greek: Grek
Gujarati: Gujr
Gunjala_Gondi: Gong
Gurmukhi: Guru
Gurung_Khema: Gukh
Han: Hani
Hangul: Hang
Hanifi_Rohingya: Rohg
Hanunoo: Hano
Hatran: Hatr
Hebrew: Hebr
Hiragana: Hira
Imperial_Aramaic: Armi
Inherited Qaai: Zinh
Inscriptional_Pahlavi: Phli
Inscriptional_Parthian: Prti
Javanese: Java
Kaithi: Kthi
Kannada: Knda
Katakana: Kana
Kawi: Kawi
Kayah_Li: Kali
Kharoshthi: Khar
Khitan_Small_Script: Kits
Khmer: Khmr
Khojki: Khoj
Khudawadi: Sind
Kirat_Rai: Krai
Lao: Laoo
Latin: Latn
Lepcha: Lepc
Limbu: Limb
Linear_A: Lina
Linear_B: Linb
Lisu: Lisu
Lycian: Lyci
Lydian: Lydi
Mahajani: Mahj
Makasar: Maka
Malayalam: Mlym
Mandaic: Mand
Manichaean: Mani
Marchen: Marc
Masaram_Gondi: Gonm
Medefaidrin: Medf
Meetei_Mayek: Mtei
Mende_Kikakui: Mend
Meroitic_Cursive: Merc
Meroitic_Hieroglyphs: Mero
Miao: Plrd
Modi: Modi
Mongolian: Mong
Mro: Mroo
Multani: Mult
Myanmar: Mymr
Nabataean: Nbat
Nag_Mundari: Nagm
Nandinagari: Nand
New_Tai_Lue: Talu
Newa: Newa
Nko: Nkoo
Nushu: Nshu
Nyiakeng_Puachue_Hmong: Hmnp
Ogham: Ogam
Ol_Chiki: Olck
Ol_Onal: Onao
Old_Hungarian: Hung
Old_Italic: Ital
Old_North_Arabian: Narb
Old_Permic: Perm
Old_Persian: Xpeo
Old_Sogdian: Sogo
Old_South_Arabian: Sarb
Old_Turkic: Orkh
Old_Uyghur: Ougr
Oriya: Orya
Osage: Osge
Osmanya: Osma
Pahawh_Hmong: Hmng
Palmyrene: Palm
Pau_Cin_Hau: Pauc
Phags_Pa: Phag
Phoenician: Phnx
Psalter_Pahlavi: Phlp
Rejang: Rjng
Runic: Runr
Samaritan: Samr
Saurashtra: Saur
Sharada: Shrd
Shavian: Shaw
Siddham: Sidd
Sidetic: Sidt
SignWriting: Sgnw
Sinhala: Sinh
Sogdian: Sogd
Sora_Sompeng: Sora
Soyombo: Soyo
Sundanese: Sund
Sunuwar: Sunu
Syloti_Nagri: Sylo
Syriac: Syrc
Tagalog: Tglg
Tagbanwa: Tagb
Tai_Le: Tale
Tai_Tham: Lana
Tai_Viet: Tavt
Tai_Yo: Tayo
Takri: Takr
Tamil: Taml
Tangsa: Tnsa
Tangut: Tang
Telugu: Telu
Thaana: Thaa
Thai: Thai
Tibetan: Tibt
Tifinagh: Tfng
Tirhuta: Tirh
Todhri: Todr
Tolong_Siki: Tols
Toto: Toto
Tulu_Tigalari: Tutg
Ugaritic: Ugar
Unknown: Zzzz
Vai: Vaii
Vithkuqi: Vith
Wancho: Wcho
Warang_Citi: Wara
Yezidi: Yezi
Yi: Yiii
Zanabazar_Square: Zanb
`)
