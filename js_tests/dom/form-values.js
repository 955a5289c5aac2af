// Values of controls: what was set counts more than the attribute.
chrome.test.runTests([
  function inputs() {
    const {assertEq} = chrome.test;
    const input = document.createElement('input');
    input.setAttribute('value', 'a');
    assertEq(['a', 'a', 'text'], [input.value, input.defaultValue, input.type]);
    input.value = 'b';
    input.setAttribute('value', 'c');
    assertEq(['b', 'c', 'c'], [input.value, input.defaultValue, input.getAttribute('value')]);
    input.value = null;
    assertEq('', input.value);
    input.value = undefined;
    assertEq('undefined', input.value);
    input.value = 'x\ny';
    assertEq('xy', input.value);
    input.type = 'number';
    assertEq(['', NaN], [input.value, input.valueAsNumber]);
    input.value = '12';
    assertEq(['12', 12], [input.value, input.valueAsNumber]);
    input.value = 'abc';
    assertEq('', input.value);
    input.type = 'nonsense';
    assertEq('text', input.type);
    const box = document.createElement('input');
    box.type = 'checkbox';
    assertEq(['on', false, false], [box.value, box.checked, box.defaultChecked]);
    box.setAttribute('checked', '');
    assertEq([true, true], [box.checked, box.defaultChecked]);
    box.checked = false;
    box.defaultChecked = true;
    assertEq([false, true], [box.checked, box.hasAttribute('checked')]);
    const file = document.createElement('input');
    file.type = 'file';
    assertEq(['', 0, '[object FileList]'], [file.value, file.files.length, String(file.files)]);
    try { file.value = 'x'; chrome.test.fail('a file was set'); } catch (e) { assertEq('InvalidStateError', e.name); }
    assertEq(null, input.files);
    chrome.test.succeed();
  },

  function selects() {
    const {assertEq} = chrome.test;
    const select = document.createElement('select');
    assertEq(['', -1, 0], [select.value, select.selectedIndex, select.options.length]);
    select.innerHTML = '<option> a  b <option value=2 label=L>c<optgroup><option value=3 disabled>d</optgroup>';
    assertEq(['a b', 0, 3, 'select-one'], [select.value, select.selectedIndex, select.length, select.type]);
    select.value = '3';
    assertEq([2, '3', true], [select.selectedIndex, select.value, select.options[2].selected]);
    select.value = 'none';
    assertEq([-1, ''], [select.selectedIndex, select.value]);
    select.options[1].selected = true;
    assertEq([1, 'L', 1], [select.selectedIndex, select.options[1].label, select.options[1].index]);
    select.add(new Option('n', 'v', false, true));
    assertEq(['v', 4], [select.value, select.options.length]);
    select.options[select.options.length] = new Option('m');
    assertEq(['v', 5, 'm'], [select.value, select.length, select[4].value]);
    select.remove(3);
    assertEq([4, 0], [select.length, select.selectedIndex]);
    select.options.length = 1;
    assertEq([1, 2], [select.options.length, select.children.length]);
    select.multiple = true;
    select.innerHTML = '<option selected>a<option selected>b<option>c';
    select.options[2].selected = true;
    assertEq(['a', 'b', 'c'], [...select.selectedOptions].map(o => o.value));
    select.options[0].selected = false;
    assertEq(['b', 1], [select.value, select.selectedIndex]);
    chrome.test.succeed();
  },

  function textareas() {
    const {assertEq} = chrome.test;
    const div = document.createElement('div');
    div.innerHTML = '<textarea>\n\na</textarea>';
    const area = div.firstChild;
    assertEq(['\na', '\na', 2], [area.value, area.defaultValue, area.textLength]);
    area.value = 'x\r\ny';
    assertEq(['x\ny', '\na', 3, 3], [area.value, area.textContent, area.selectionStart, area.textLength]);
    area.textContent = 'z';
    assertEq(['x\ny', 'z'], [area.value, area.defaultValue]);
    area.setSelectionRange(1, 2);
    assertEq([1, 2], [area.selectionStart, area.selectionEnd]);
    chrome.test.succeed();
  },

  function forms() {
    const {assertEq} = chrome.test;
    const form = document.createElement('form');
    form.innerHTML = `<input name=a value=1><input name=b disabled value=2><input type=checkbox name=c><input type=checkbox name=c checked value=3>
      <select name=d multiple><option selected>x<option selected>y</select><textarea name=e>t</textarea><button name=f value=g>h</button><input value=noname><input type=radio name=r value=r1><input type=radio name=r value=r2 checked>`;
    assertEq([10, '1', 'r2', 2], [form.elements.length, form.elements.a.value, form.elements.r.value, form.elements.c.length]);
    assertEq(['1', true], [form.a.value, form.elements[0] === form.a]);
    assertEq('a=1,c=3,d=x,d=y,e=t,r=r2', [...new FormData(form)].map(p => p.join('=')).join());
    form.a.value = 'changed';
    form.elements.c[1].checked = false;
    form.reset();
    assertEq(['1', true], [form.a.value, form.elements.c[1].checked]);
    assertEq([true, null], [form.a.form === form, document.createElement('input').form]);
    chrome.test.succeed();
  },
]);
