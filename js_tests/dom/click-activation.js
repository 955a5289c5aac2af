// What a click does by default, and what takes it back.
chrome.test.runTests([
  function boxes() {
    const {assertEq} = chrome.test;
    const form = document.body.appendChild(document.createElement('form'));
    form.innerHTML = '<input type=checkbox id=c><label for=c id=l>x</label><input type=radio name=r value=1 checked><input type=radio name=r value=2><label><span>y</span><input type=checkbox></label>';
    const [box, , one, two, label] = form.children, seen = [];
    for (const type of ['click', 'input', 'change']) form.addEventListener(type, e => seen.push(`${type} ${e.target.value} ${e.target.checked} ${e.isTrusted}`));
    box.click();
    assertEq(['click on true false', 'input on true true', 'change on true true'], seen.splice(0));
    box.addEventListener('click', e => e.preventDefault(), {once: true});
    box.click();
    assertEq(['click on true false'].map(s => s.replace('true', 'false')), seen.splice(0));
    assertEq(true, box.checked);
    two.click();
    assertEq(['click 2 true false', 'input 2 true true', 'change 2 true true'], seen.splice(0));
    assertEq([false, true], [one.checked, two.checked]);
    label.firstChild.click();
    assertEq(true, label.control.checked);
    seen.length = 0;
    document.getElementById('l').click();
    assertEq([false, true], [box.checked, seen.length > 0]);
    box.disabled = true;
    seen.length = 0;
    box.click();
    assertEq([0, false], [seen.length, box.checked]);
    form.remove();
    chrome.test.succeed();
  },

  function buttons() {
    const {assertEq} = chrome.test;
    const form = document.body.appendChild(document.createElement('form'));
    form.innerHTML = '<input name=a value=1 id=a><button id=go>go</button><button type=button id=no></button><input type=reset id=back>';
    const seen = [], [a, go, no, back] = form.children;
    form.onsubmit = e => { seen.push(e.type, e.submitter.id, e.bubbles, e.isTrusted); return false; };
    form.onreset = e => { seen.push(e.type); };
    no.click();
    go.click();
    a.value = '2';
    back.click();
    assertEq(['submit', 'go', true, true, 'reset'], seen);
    assertEq('1', a.value);
    form.remove();
    chrome.test.succeed();
  },
]);
