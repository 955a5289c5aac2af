// Lists that follow the tree, and lists that do not.
chrome.test.runTests([
  function lists() {
    const {assertEq} = chrome.test;
    const div = document.createElement('div');
    const nodes = div.childNodes, elements = div.children, tags = div.getElementsByTagName('P'), classes = div.getElementsByClassName('a b'), all = div.querySelectorAll('p');
    div.innerHTML = 'text<p id=x class="b a">1</p><p name=y>2</p>';
    assertEq([3, 2, 2, 1, 0], [nodes.length, elements.length, tags.length, classes.length, all.length]);
    assertEq(true, nodes === div.childNodes && elements === div.children);
    assertEq([true, true, true, undefined, null], [elements[0] === tags[0], elements.x === tags[0], tags.namedItem('y') === elements[1], elements[9], elements.item(9)]);
    assertEq([false, false, true], [Array.isArray(nodes), nodes instanceof Array, 'length' in nodes]);
    assertEq(['[object NodeList]', '[object HTMLCollection]', '[object NodeList]'], [nodes, elements, all].map(String));
    assertEq(['x', ''], [...elements].map(e => e.id));
    assertEq([0, 1], [...nodes.keys()].slice(0, 2));
    const seen = [];
    nodes.forEach((n, i, list) => seen.push(n.nodeName + i + (list === nodes)));
    assertEq(['#text0true', 'P1true', 'P2true'], seen);
    while (elements.length) elements[0].remove();
    assertEq([1, 0, 0, 0], [nodes.length, elements.length, tags.length, classes.length]);
    assertEq(['0'], Object.keys(nodes));
    chrome.test.succeed();
  },

  function ofTheDocument() {
    const {assertEq} = chrome.test;
    const form = document.body.appendChild(document.createElement('form'));
    form.id = 'namedForm';
    form.innerHTML = '<a href="a.html">a</a><a name=n>b</a><img name=pic>';
    assertEq([1, 1, 1, 1], [document.forms.length, document.links.length, document.anchors.length, document.images.length]);
    assertEq([true, true, true], [document.forms.namedForm === form, window.namedForm === form, namedForm === form]);
    assertEq(true, document.scripts.length > 0 && document.scripts === document.scripts);
    form.remove();
    assertEq([0, 'undefined', false], [document.forms.length, typeof namedForm, 'namedForm' in window]);
    chrome.test.succeed();
  },
]);
