package dom

import (
	"os"
	"path/filepath"
	"testing"
)

// TestLibraries runs pages with the libraries that apps bring along. `make
// libraries` fetches them.
func TestLibraries(t *testing.T) {
	const folder = "testdata/libraries/node_modules"
	if _, err := os.Stat(folder); err != nil {
		t.Skip("there are no libraries to test with: make libraries")
	}
	const report = `console.log(document.querySelector('#list').outerHTML)`
	for name, c := range map[string]struct {
		libraries  []string
		body, code string
		want       []string
	}{
		"jQuery 1": {[]string{"jquery1/dist/jquery.js"}, `<ul id=list></ul><button id=add>+</button>`, jqueryPage, jqueryOutput},
		"jQuery 2": {[]string{"jquery2/dist/jquery.js"}, `<ul id=list></ul><button id=add>+</button>`, jqueryPage, jqueryOutput},
		"jQuery 3": {[]string{"jquery3/dist/jquery.js"}, `<ul id=list></ul><button id=add>+</button>`, jqueryPage, jqueryOutput},
		"Preact": {[]string{"preact/dist/preact.umd.js"}, `<div id=root></div>`, `
			const {h, render, Component} = preact;
			class List extends Component {
				constructor() { super(); this.state = {items: ['a', 'b']}; }
				render() {
					return h('ul', {id: 'list', onClick: () => this.setState({items: [...this.state.items, 'c']})},
						this.state.items.map(i => h('li', {key: i, class: i, style: {color: 'red'}}, i)));
				}
			}
			render(h(List), document.getElementById('root'));
			` + report + `;
			document.querySelector('li').click();
			setTimeout(() => { ` + report + ` }, 20);`,
			[]string{
				`<ul id="list"><li class="a" style="color: red;">a</li><li class="b" style="color: red;">b</li></ul>`,
				`<ul id="list"><li class="a" style="color: red;">a</li><li class="b" style="color: red;">b</li><li class="c" style="color: red;">c</li></ul>`,
			}},
		"React": {[]string{"react/umd/react.production.min.js", "react-dom/umd/react-dom.production.min.js"}, `<div id=root></div>`, `
			const e = React.createElement;
			function List() {
				const [items, setItems] = React.useState(['a', 'b']), [text, setText] = React.useState('');
				return e('div', null, e('ul', {id: 'list', onClick: () => setItems(i => [...i, 'c'])}, items.map(i => e('li', {key: i, className: i}, i + text))),
					e('input', {value: text, onChange: event => setText(event.target.value)}));
			}
			ReactDOM.createRoot(document.getElementById('root')).render(e(List));
			setTimeout(() => {
				` + report + `;
				document.querySelector('li').click();
				const input = document.querySelector('input');
				Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set.call(input, '!');
				input.dispatchEvent(new Event('input', {bubbles: true}));
				setTimeout(() => { ` + report + ` }, 30);
			}, 60);`,
			[]string{
				`<ul id="list"><li class="a">a</li><li class="b">b</li></ul>`,
				`<ul id="list"><li class="a">a!</li><li class="b">b!</li><li class="c">c!</li></ul>`,
			}},
		"AngularJS": {[]string{"angular/angular.js"}, `<div ng-app=app ng-csp ng-controller=main><ul id=list><li ng-repeat="i in items" ng-class="i">{{i}}</li></ul><button ng-click="items.push('c')">+</button><input ng-model="text"><b>{{text}}</b></div>`, `
			angular.module('app', []).controller('main', ['$scope', $scope => { $scope.items = ['a', 'b']; $scope.text = 'typed'; }]);
			const list = () => console.log([...document.querySelectorAll('#list li')].map(li => li.className.replace(/ng-\S+ */g, '') + '=' + li.textContent).join(), document.querySelector('b').textContent);
			addEventListener('load', () => {
				list();
				document.querySelector('button').click();
				const input = document.querySelector('input');
				input.value = 'changed';
				input.dispatchEvent(new Event('input'));
				list();
			});`,
			[]string{"a=a,b=b typed", "a=a,b=b,c=c changed"}},
		"Backbone": {[]string{"jquery3/dist/jquery.js", "underscore/underscore-umd.js", "backbone/backbone.js"}, `<div id=root></div>`, `
			const View = Backbone.View.extend({
				tagName: 'ul', id: 'list', events: {'click li': 'more'},
				initialize() { this.listenTo(this.collection, 'add', this.render); },
				render() { this.$el.html(this.collection.map(m => '<li class="' + m.get('n') + '">' + m.get('n') + '</li>').join('')); return this; },
				more() { this.collection.add({n: 'c'}); },
			});
			$('#root').append(new View({collection: new Backbone.Collection([{n: 'a'}, {n: 'b'}])}).render().el);
			` + report + `;
			$('li').first().trigger('click');
			` + report,
			[]string{
				`<ul id="list"><li class="a">a</li><li class="b">b</li></ul>`,
				`<ul id="list"><li class="a">a</li><li class="b">b</li><li class="c">c</li></ul>`,
			}},
		"Knockout": {[]string{"knockout/build/output/knockout-latest.js"}, `<ul id=list data-bind="foreach: items"><li data-bind="text: $data, css: $data"></li></ul>`, `
			const model = {items: ko.observableArray(['a', 'b'])};
			ko.applyBindings(model);
			console.log([...document.querySelectorAll('li')].map(li => li.className + li.textContent).join());
			model.items.push('c');
			console.log([...document.querySelectorAll('li')].map(li => li.className + li.textContent).join());`,
			[]string{"aa,bb", "aa,bb,cc"}},
	} {
		t.Run(name, func(t *testing.T) {
			page := files{"code.js": c.code}
			html := "<!DOCTYPE html><body>" + c.body
			for _, l := range c.libraries {
				text, err := os.ReadFile(filepath.Join(folder, l))
				if err != nil {
					t.Fatal(err)
				}
				page[l] = string(text)
				html += "<script src=" + l + "></script>"
			}
			page["page.html"] = html + "<script src=code.js></script>"
			newTestPage(t, page).expect(c.want...)
		})
	}
}

const jqueryPage = `
	$(function () {
		var list = $('#list');
		$.each(['a', 'b'], function (i, x) { $('<li>').addClass(x).text(x).appendTo(list); });
		list.on('click', 'li', function (e) { $(this).toggleClass('on').css('color', 'red'); });
		$('#add').click(function () { list.append('<li class="c" title="t">c</li>'); return false; }).click();
		$('li:first').click();
		console.log(list.html());
		console.log($('li').length, $('li.c').attr('title'), $('li').filter(':even').length, $('li:eq(1)').text());
		$('li.b').hide();
		console.log($('li.b').is(':visible'), $('li.b').css('display'), $('li.a').data('x', 1).data('x'), $('<input value=v>').val());
		$('li').last().fadeOut(20, function () { console.log('faded', this.style.display); list.empty(); console.log(list.children().length); });
	});`

var jqueryOutput = []string{
	`<li class="a on" style="color: red;">a</li><li class="b">b</li><li class="c" title="t">c</li>`,
	`3 t 2 b`,
	`false none 1 v`,
	`faded none`,
	`0`,
}
