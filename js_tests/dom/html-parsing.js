// innerHTML gives the tree that a browser makes of the text.
chrome.test.runTests([
  function innerHTML() {
    const parsed = (text, name = 'div') => {
      const e = document.createElement(name);
      e.innerHTML = text;
      return e.innerHTML;
    };
    for (const [text, want, name] of [
      ['<P CLASS=a>x<p>y', '<p class="a">x</p><p>y</p>'],
      ['<ul><li>a<li>b</ul>', '<ul><li>a</li><li>b</li></ul>'],
      ['<table><tr><td>1<td>2', '<table><tbody><tr><td>1</td><td>2</td></tr></tbody></table>'],
      ['<tr><td>1', '1'],
      ['<tr><td>1', '<tr><td>1</td></tr>', 'tbody'],
      ['<td>1', '<tbody><tr><td>1</td></tr></tbody>', 'table'],
      ['<option>a<option selected>b', '<option>a</option><option selected="">b</option>', 'select'],
      ['a &amp; b &lt; &nbsp;&copy;&notin; &#65; &#x42; &bogus;', 'a &amp; b &lt; &nbsp;\u00a9\u2209 A B &amp;bogus;'],
      ['<a href="?a=1&amp;b=<2>" title=\'"\'>x</a>', '<a href="?a=1&amp;b=&lt;2&gt;" title="&quot;">x</a>'],
      ['<br/><img src=x><hr>', '<br><img src="x"><hr>'],
      ['<b><i>x</b>y</i>', '<b><i>x</i></b><i>y</i>'],
      ['<!-- c --><!doctype html>x', '<!-- c -->x'],
      ['<textarea>\n<b></textarea>', '<textarea>&lt;b&gt;</textarea>'],
      ['<script>a<b</scr' + 'ipt>', '<script>a<b</scr' + 'ipt>'],
      ['<style>a>b{}</style>', '<style>a>b{}</style>'],
      ['<svg viewbox="0 0 1 1"><lineargradient/></svg>', '<svg viewBox="0 0 1 1"><linearGradient></linearGradient></svg>'],
      ['<template><td>x</td></template>', '<template><td>x</td></template>'],
      ['a\0b', 'ab'],
      ['<p>a</div>b', '<p>ab</p>'],
      ['<button>a<button>b', '<button>a</button><button>b</button>'],
      ['<h1>a<h2>b', '<h1>a</h1><h2>b</h2>'],
    ]) chrome.test.assertEq([text, want], [text, parsed(text, name)]);
    chrome.test.succeed();
  },

  function parser() {
    const d = new DOMParser().parseFromString('<title> a \n b </title>x', 'text/html');
    chrome.test.assertEq('<html><head><title> a \n b </title></head><body>x</body></html>', d.documentElement.outerHTML);
    chrome.test.assertEq(['a b', '[object HTMLDocument]', null, 'complete'], [d.title, String(d), d.defaultView, d.readyState]);
    chrome.test.succeed();
  },
]);
