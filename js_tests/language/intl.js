// Numbers and dates in English, as a server prints them.

chrome.test.runTests([
  function numbers() {
    chrome.test.assertEq('1,234,567.891', (1234567.891).toLocaleString());
    chrome.test.assertEq('$1,234.50', new Intl.NumberFormat('en-US', {style: 'currency', currency: 'USD'}).format(1234.5));
    chrome.test.assertEq('1.01', new Intl.NumberFormat('en-US', {maximumFractionDigits: 2}).format(1.005));
    chrome.test.assertEq('1.2K', new Intl.NumberFormat('en-US', {notation: 'compact'}).format(1234));
    chrome.test.succeed();
  },
  function dates() {
    const date = new Date(Date.UTC(2024, 1, 29, 13, 5, 9));
    chrome.test.assertEq('2/29/2024, 1:05:09 PM', date.toLocaleString('en-US', {timeZone: 'UTC'}));
    chrome.test.assertEq('2/29/2024, 8:05:09 AM', date.toLocaleString('en-US', {timeZone: 'America/New_York'}));
    chrome.test.assertEq('Thursday, February 29, 2024', date.toLocaleDateString('en-US', {dateStyle: 'full', timeZone: 'UTC'}));
    chrome.test.assertEq('13:05', date.toLocaleTimeString('en-US', {hour: '2-digit', minute: '2-digit', hour12: false, timeZone: 'UTC'}));
    chrome.test.succeed();
  },
]);
