// innerText, classes, data and styles.
chrome.test.runTests([
  function text() {
    const {assertEq} = chrome.test;
    const e = document.createElement('div');
    e.innerText = 'a\nb <c>';
    assertEq('a<br>b &lt;c&gt;', e.innerHTML);
    e.textContent = null;
    assertEq('', e.innerHTML);
    e.innerText = undefined;
    assertEq('undefined', e.innerHTML);
    e.innerHTML = 'a<b hidden>c</b><script>d</scr' + 'ipt>';
    assertEq(['acd', 'acd'], [e.innerText, e.textContent]);
    document.title = '  x  \n y ';
    assertEq('x y', document.title);
    chrome.test.succeed();
  },

  function classes() {
    const {assertEq} = chrome.test;
    const e = document.createElement('div');
    e.className = ' a  b a ';
    assertEq([2, 'a', 'b', ' a  b a '], [e.classList.length, e.classList[0], e.classList.item(1), e.className]);
    assertEq([false, true, true, true], [e.classList.toggle('a'), e.classList.toggle('c'), e.classList.contains('b'), e.classList.toggle('d', true)]);
    assertEq(['b c d', 'b c d'], [e.className, String(e.classList)]);
    e.classList.add('b', 'e');
    e.classList.remove('c', 'x');
    assertEq([true, 'b d f'], [e.classList.replace('e', 'f'), e.className]);
    assertEq(['b', 'd', 'f'], [...e.classList]);
    e.dataset.fooBar = 1;
    e.setAttribute('data-x-y', 'z');
    assertEq(['1', 'z', '{"fooBar":"1","xY":"z"}', undefined], [e.getAttribute('data-foo-bar'), e.dataset.xY, JSON.stringify(e.dataset), e.dataset.none]);
    delete e.dataset.xY;
    assertEq([false, true], [e.hasAttribute('data-x-y'), 'fooBar' in e.dataset]);
    e.setAttribute('ID', 'i');
    assertEq(['i', ['class', 'data-foo-bar', 'id']], [e.id, e.getAttributeNames()]);
    assertEq(['i', 'id', 3], [e.attributes.id.value, e.attributes[2].name, e.attributes.length]);
    chrome.test.succeed();
  },

  function styles() {
    const {assertEq} = chrome.test;
    const e = document.createElement('div');
    e.style.color = '#FF0000';
    e.style.width = '10';
    e.style.height = '10px';
    e.style.zIndex = 3;
    e.style.display = 'nonsense';
    e.style.backgroundColor = 'RED';
    assertEq('color: rgb(255, 0, 0); height: 10px; z-index: 3; background-color: red;', e.getAttribute('style'));
    assertEq(['rgb(255, 0, 0)', '', '10px', '3', 4], [e.style.color, e.style.width, e.style.getPropertyValue('height'), e.style.zIndex, e.style.length]);
    for (const name of ['color', 'height', 'zIndex', 'backgroundColor']) e.style[name] = '';
    assertEq(['', '<div style=""></div>'], [e.style.cssText, e.outerHTML]);
    e.style.cssText = 'margin: 1px 2px; --my-var: x; opacity: .5 !important; bad: 1';
    assertEq(['1px', '2px', 'x', '0.5', 'important'], [e.style.marginTop, e.style.marginLeft, e.style.getPropertyValue('--my-var'), e.style.opacity, e.style.getPropertyPriority('opacity')]);
    e.style.setProperty('display', 'none');
    assertEq(['none', 'none', ''], [e.style.removeProperty('display'), 'none', e.style.display]);
    e.setAttribute('style', 'top: 0; left: 5px');
    assertEq(['0px', '5px', ''], [e.style.top, e.style.left, e.style.opacity]);
    assertEq([true, true, false], ['color' in e.style, 'webkitTransform' in e.style, 'nothing' in e.style]);
    chrome.test.succeed();
  },

  function computed() {
    const {assertEq} = chrome.test;
    const style = document.head.appendChild(document.createElement('style'));
    style.textContent = '.k { display: none; color: blue } #q.k { color: #00ff00 }';
    const e = document.body.appendChild(document.createElement('p'));
    assertEq('block', getComputedStyle(e).display);
    e.className = 'k';
    e.id = 'q';
    assertEq(['none', 'rgb(0, 255, 0)'], [getComputedStyle(e).display, getComputedStyle(e).getPropertyValue('color')]);
    e.style.display = 'inline';
    assertEq('inline', getComputedStyle(e).display);
    assertEq([1, 2, '.k'], [document.styleSheets.length, style.sheet.cssRules.length, style.sheet.cssRules[0].selectorText]);
    e.remove();
    style.remove();
    chrome.test.succeed();
  },
]);
