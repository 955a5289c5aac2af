// A File is a Blob with a name and a date.

const {assertEq, assertTrue, succeed} = chrome.test;

chrome.test.runTests([
  async function members() {
    const file = new File(['abc'], 'name.txt', {type: 'text/plain', lastModified: 1000});
    assertTrue(file instanceof Blob);
    assertEq(['name.txt', 3, 'text/plain', 1000, ''], [file.name, file.size, file.type, file.lastModified, file.webkitRelativePath]);
    assertEq(1000, file.lastModifiedDate.getTime());
    assertEq('abc', await file.text());
    assertEq('[object Blob]', String(file.slice(1)));
    succeed();
  },
]);
