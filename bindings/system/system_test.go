package system_test

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/dop251/goja"
	"github.com/google/go-cmp/cmp"
	"go.uber.org/goleak"

	"github.com/tcpsrv-host/tcpsrv-host/bindings/extension"
	"github.com/tcpsrv-host/tcpsrv-host/bindings/system"
	"github.com/tcpsrv-host/tcpsrv-host/eventloop"
	"github.com/tcpsrv-host/tcpsrv-host/host/alarms"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// messages is a catalogue in which every message is its name and substitutions.
type messages string

func (m messages) UILanguage() string { return string(m) }

func (m messages) Get(name string, substitutions []string, escapeLT bool) (string, bool) {
	if escapeLT {
		name = strings.ReplaceAll(name, "<", "&lt;")
	}
	return name + ": " + strings.Join(substitutions, ","), len(substitutions) <= 9
}

// grants is an App with the permission held, the optional one optional, and
// the origin http://held.test/*.
type grants struct{}

func (grants) Known(name string) bool {
	return slices.Contains([]string{"held", "optional", "other"}, name)
}
func (grants) Has(name string) bool          { return name == "held" }
func (grants) Names() []string               { return []string{"held"} }
func (grants) Optional(name string) bool     { return name == "optional" }
func (grants) HasOrigin(pattern string) bool { return pattern == "http://held.test/*" }
func (grants) Origins() []string             { return []string{"http://held.test/*"} }

func (grants) CheckOrigin(pattern string) error {
	if !strings.Contains(pattern, ":") {
		return errors.New("Missing scheme separator.")
	}
	return nil
}

// fixture is an App with one page and a journal, which the page writes by
// say(...) and which holds its reports too.
type fixture struct {
	t       *testing.T
	loop    *eventloop.Loop
	app     *extension.App
	realm   *eventloop.Realm
	journal []string
}

func newFixture(t *testing.T, services system.Services) *fixture {
	f := &fixture{t: t}
	f.loop = eventloop.New(eventloop.NewChannelPoller(), func(v any, stack []byte) {
		t.Errorf("a task panicked: %v\n%s", v, stack)
	})
	f.app = extension.NewApp(f.loop, nil)
	vm := goja.New()
	f.realm = f.loop.NewRealm(vm, f)
	page := f.app.AddPage(f.realm, f)
	vm.Set("say", func(words ...string) { f.say(strings.Join(words, " ")) })
	everything := func(string) bool { return true }
	for _, api := range system.New(f.app, everything, services) {
		api.Install(page)
	}
	return f
}

func (f *fixture) say(line string) { f.journal = append(f.journal, line) }

func (f *fixture) UncaughtException(err error)                         { f.say("uncaught " + err.Error()) }
func (f *fixture) UnhandledRejection(p *goja.Promise)                  { f.say("unhandled " + p.Result().String()) }
func (f *fixture) RejectionHandled(*goja.Promise)                      {}
func (f *fixture) ReportException(err error, line func(string) string) { f.say(line(err.Error())) }
func (f *fixture) ReportError(line string)                             { f.say(line) }

// runs runs a script to its end and compares the journal.
func (f *fixture) runs(source string, want ...string) {
	f.t.Helper()
	program, err := goja.Compile("test.js", source, true)
	if err != nil {
		f.t.Fatal(err)
	}
	f.loop.Post(eventloop.TaskFunc(func() { f.realm.RunProgram(program) }))
	f.loop.Run()
	if diff := cmp.Diff(want, f.journal); diff != "" {
		f.t.Errorf("the journal differs (-want +got):\n%s", diff)
	}
}

func TestAlarmOfAnEarlierRunFires(t *testing.T) {
	table := alarms.New()
	if err := table.Create(alarms.Alarm{Name: "old", ScheduledTime: 1000, PersistAcrossSessions: true}); err != nil {
		t.Fatal(err)
	}
	newFixture(t, system.Services{Alarms: table}).runs(
		`chrome.alarms.onAlarm.addListener(alarm => say(JSON.stringify(alarm)));`,
		`{"name":"old","persistAcrossSessions":true,"scheduledTime":1000}`)
}

// An App that is loaded again has a new API over the same table; the old one
// must not fire.
func TestAlarmsFireOnce(t *testing.T) {
	table := alarms.New()
	f := newFixture(t, system.Services{Alarms: table})
	system.NewAlarms(f.app, table)
	f.runs(`
		chrome.alarms.onAlarm.addListener(alarm => say(alarm.name));
		chrome.alarms.create('a', {when: 0});`, `a`)
}

func TestAlarmKeepsTheAppRunning(t *testing.T) {
	f := newFixture(t, system.Services{})
	start := time.Now()
	f.runs(`
		chrome.alarms.create('a', {when: Date.now() + 30, persistAcrossSessions: false});
		chrome.alarms.create('far', {delayInMinutes: 1000});
		chrome.alarms.onAlarm.addListener(alarm => { say(alarm.name); chrome.alarms.clear('far'); });`, `a`)
	if waited := time.Since(start); waited < 29*time.Millisecond {
		t.Errorf("the alarm fired after %v", waited)
	}
}

func TestAcceptLanguages(t *testing.T) {
	for language, want := range map[string]string{
		"en-US": `["en-US","en"]`,
		"en":    `["en"]`,
		"de":    `["de","en-US","en"]`,
		"pt-BR": `["pt-BR","pt","en-US","en"]`,
	} {
		t.Run(language, func(t *testing.T) {
			newFixture(t, system.Services{Messages: messages(language)}).runs(
				`chrome.i18n.getAcceptLanguages(list => say(JSON.stringify(list)));`, want)
		})
	}
}

func TestGetMessage(t *testing.T) {
	newFixture(t, system.Services{Messages: messages("en-US")}).runs(`
		const get = (...args) => say(String(chrome.i18n.getMessage(...args)));
		get('m');
		get('m', 'a');
		get('m', ['a', 1, null, undefined, true, {}, [1, 2], Symbol('x')]);
		get('m', [, {toString() { throw new Error('mine'); }}, 'c']);
		for (const none of [5, {}, null, true, new String('q'), () => 1]) get('m', none);
		get('a<b', '<', {escapeLt: true});
		get('m', Array(10).fill('x'));`,
		`m: `, `m: a`, `m: a,1,null,undefined,true,[object Object],1,2,`, `m: undefined,,c`,
		`m: `, `m: `, `m: `, `m: `, `m: `, `m: `,
		`a&lt;b: <`, `undefined`)
}

func TestPermissions(t *testing.T) {
	newFixture(t, system.Services{Grants: grants{}}).runs(`
		const show = name => result => say(name, JSON.stringify(result), chrome.runtime.lastError ? chrome.runtime.lastError.message : '');
		const {getAll, contains, remove} = chrome.permissions;
		getAll(show('all'));
		contains({permissions: ['held'], origins: ['http://held.test/*']}, show('held'));
		contains({permissions: ['held', 'other']}, show('other'));
		contains({origins: ['http://x.test/*']}, show('origin'));
		contains({permissions: ['zork']}, show('unknown'));
		contains({origins: ['x']}, show('bad origin'));
		remove({permissions: ['optional']}, show('remove optional'));
		remove({permissions: ['held']}, show('remove held'));
		remove({permissions: ['optional', 'other']}, show('remove other'));`,
		`all {"origins":["http://held.test/*"],"permissions":["held"]} `,
		`held true `,
		`other false `,
		`origin false `,
		`unknown  'zork' is not a recognized permission.`,
		`bad origin  Invalid value for origin pattern x: Missing scheme separator.`,
		`remove optional true `,
		`remove held  You cannot remove required permissions.`,
		`remove other  Only permissions specified in the manifest may be requested.`)
}

func TestIconsOfTheApp(t *testing.T) {
	self := system.Self{ID: "abc", Icons: []int{128, 16}}
	newFixture(t, system.Services{Self: self}).runs(
		`chrome.management.getSelf(self => say(JSON.stringify(self.icons)));`,
		`[{"size":16,"url":"chrome://extension-icon/abc/16/0"},{"size":128,"url":"chrome://extension-icon/abc/128/0"}]`)
}

func TestFunctionWithoutCallbackFails(t *testing.T) {
	newFixture(t, system.Services{}).runs(
		`say(String(chrome.system.display.enableUnifiedDesktop(true)));`,
		`undefined`, `Unchecked runtime.lastError: Function available only on ChromeOS.`)
}

func TestOnlyWithPermission(t *testing.T) {
	var names []string
	loop := eventloop.New(eventloop.NewChannelPoller(), func(any, []byte) {})
	only := func(permission string) bool { return permission == "system.network" }
	for _, api := range system.New(extension.NewApp(loop, nil), only, system.Services{}) {
		names = append(names, api.Name())
	}
	loop.Run()
	if want := []string{"i18n", "management", "permissions", "system.network"}; !slices.Equal(names, want) {
		t.Errorf("the App has %q, want %q", names, want)
	}
}
