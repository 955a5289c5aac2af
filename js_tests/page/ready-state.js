// document.readyState: loading while the scripts run; then DOMContentLoaded, load.

const log = [document.readyState];
document.addEventListener('DOMContentLoaded', () => log.push('DOMContentLoaded ' + document.readyState));
addEventListener('load', () => {
  log.push('load ' + document.readyState);
  chrome.test.runTests([
    function states() {
      chrome.test.assertEq(['loading', 'DOMContentLoaded interactive', 'load complete'], log);
      chrome.test.succeed();
    },
  ]);
});
