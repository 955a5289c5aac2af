// What the tree refuses, in Chrome's words.
const attempt = f => {
  try { return f(); } catch (e) { return `${e.name} ${e.code || ''}: ${e.message}`; }
};

chrome.test.runTests([
  function refusals() {
    const div = document.createElement('div'), p = div.appendChild(document.createElement('p'));
    const {assertEq} = chrome.test;
    assertEq("TypeError : Failed to execute 'appendChild' on 'Node': parameter 1 is not of type 'Node'.", attempt(() => div.appendChild({})));
    assertEq("TypeError : Failed to execute 'appendChild' on 'Node': 1 argument required, but only 0 present.", attempt(() => div.appendChild()));
    assertEq("HierarchyRequestError 3: Failed to execute 'appendChild' on 'Node': The new child element contains the parent.", attempt(() => p.appendChild(div)));
    assertEq("NotFoundError 8: Failed to execute 'removeChild' on 'Node': The node to be removed is not a child of this node.", attempt(() => p.removeChild(div)));
    assertEq("NotFoundError 8: Failed to execute 'insertBefore' on 'Node': The node before which the new node is to be inserted is not a child of this node.",
      attempt(() => p.insertBefore(document.createElement('b'), div)));
    assertEq("SyntaxError 12: Failed to execute 'querySelector' on 'Document': '[[' is not a valid selector.", attempt(() => document.querySelector('[[')));
    assertEq("SyntaxError 12: Failed to execute 'matches' on 'Element': 'a:::b' is not a valid selector.", attempt(() => div.matches('a:::b')));
    assertEq("InvalidCharacterError 5: Failed to execute 'createElement' on 'Document': The tag name provided ('a b') is not a valid name.", attempt(() => document.createElement('a b')));
    assertEq("InvalidCharacterError 5: Failed to execute 'add' on 'DOMTokenList': The token provided ('a b') contains HTML space characters, which are not valid in tokens.", attempt(() => div.classList.add('a b')));
    assertEq("SyntaxError 12: Failed to execute 'add' on 'DOMTokenList': The token provided must not be empty.", attempt(() => div.classList.add('')));
    assertEq("TypeError : Failed to construct 'HTMLDivElement': Illegal constructor", attempt(() => new HTMLDivElement()));
    assertEq("SyntaxError 12: Failed to execute 'insertAdjacentHTML' on 'Element': The value provided ('x') is not one of 'beforeBegin', 'afterBegin', 'beforeEnd', or 'afterEnd'.", attempt(() => div.insertAdjacentHTML('x', '')));
    chrome.test.succeed();
  },
]);
