package system

import (
	"strconv"

	"github.com/dop251/goja"
	"golang.org/x/text/language"

	"github.com/tcpsrv-host/tcpsrv-host/bindings/extension"
	"github.com/tcpsrv-host/tcpsrv-host/bindings/membrane"
)

// Messages is the message catalogue of an App.
type Messages interface {
	// Get is the text of a message; it is not ok to give too many substitutions.
	Get(name string, substitutions []string, escapeLT bool) (text string, ok bool)
	// UILanguage is the language of the user interface, such as en-US.
	UILanguage() string
}

type (
	messageOptions struct {
		EscapeLt *bool
	}
	getMessageParams struct {
		MessageName   string
		Substitutions substitutions
		Options       *messageOptions
	}
	detectLanguageParams struct {
		Text string
	}
	detectedLanguage struct {
		Language   string
		Percentage int
	}
	detectionResult struct {
		IsReliable bool
		Languages  []detectedLanguage
	}
)

// i18n is chrome.i18n of an App.
type i18n struct {
	messages Messages
}

// NewI18n makes chrome.i18n.
func NewI18n(messages Messages) *extension.API {
	i := &i18n{messages}
	return extension.NewAPI("i18n",
		extension.Sync("getAcceptLanguages", i.getAcceptLanguages),
		extension.Direct("getMessage", i.getMessage),
		extension.Direct("getUILanguage", i.getUILanguage),
		extension.Sync("detectLanguage", i.detectLanguage),
	)
}

// getAcceptLanguages gives what Chrome has before the user chose any: the
// language of the user interface with and without its region, and English.
func (i *i18n) getAcceptLanguages(extension.None) ([]string, error) {
	tag := i.messages.UILanguage()
	list := []string{tag}
	base := "en"
	if t, err := language.Parse(tag); err == nil {
		b, _ := t.Base()
		base = b.String()
	}
	if base != tag {
		list = append(list, base)
	}
	if base != "en" {
		list = append(list, "en-US", "en")
	}
	return list, nil
}

// getMessage returns nil, which is undefined, for too many substitutions.
func (i *i18n) getMessage(_ *extension.Page, p getMessageParams) (*string, error) {
	escapeLT := p.Options != nil && value(p.Options.EscapeLt)
	if text, ok := i.messages.Get(p.MessageName, p.Substitutions, escapeLT); ok {
		return &text, nil
	}
	return nil, nil
}

func (i *i18n) getUILanguage(*extension.Page, extension.None) (string, error) {
	return i.messages.UILanguage(), nil
}

// detectLanguage answers as for a text that is in no language.
func (i *i18n) detectLanguage(detectLanguageParams) (detectionResult, error) {
	return detectionResult{Languages: []detectedLanguage{}}, nil
}

// substitutions is the argument of that name: a string, or an array of anything
// that becomes a string. Another value counts as none.
type substitutions []string

// DecodeArgument implements [extension.Decoder].
func (s *substitutions) DecodeArgument(p *extension.Page, v goja.Value) (fault string) {
	*s = nil
	if text, ok := v.(goja.String); ok {
		*s = substitutions{text.String()}
		return ""
	}
	o, ok := v.(*goja.Object)
	if !ok || membrane.ClassName(o) != "Array" {
		return ""
	}
	for i := range o.Get("length").ToInteger() {
		*s = append(*s, stringOf(p.Runtime(), o, strconv.FormatInt(i, 10)))
	}
	return ""
}

// stringOf is String(o[key]), or "" where that throws, also for a symbol.
func stringOf(vm *goja.Runtime, o *goja.Object, key string) (text string) {
	vm.Try(func() {
		switch v := o.Get(key).(type) {
		case nil:
			text = "undefined"
		case *goja.Symbol:
		default:
			text = v.String()
		}
	})
	return text
}
