// identity: nobody is signed in.
// manifest: {"permissions": ["identity"]}

const {assertEq, callbackFail, callbackPass, succeed} = chrome.test;
const {identity} = chrome;

chrome.test.runTests([
  function getRedirectURL() {
    const home = `https://${chrome.runtime.id}.chromiumapp.org/`;
    assertEq([home, home, home], [identity.getRedirectURL(), identity.getRedirectURL(null), identity.getRedirectURL('')]);
    assertEq([home + 'p', home + 'p', home + '/p'], [identity.getRedirectURL('p'), identity.getRedirectURL('/p'), identity.getRedirectURL('//p')]);
    assertEq(home + 'a b?c#d', identity.getRedirectURL('a b?c#d'));
    succeed();
  },
  function accounts() {
    identity.getAccounts(callbackPass(list => assertEq([], list)));
    identity.getProfileUserInfo(callbackPass(info => assertEq({email: '', id: ''}, info)));
    identity.getProfileUserInfo({accountStatus: 'ANY'}, callbackPass(info => assertEq({email: '', id: ''}, info)));
  },
  function tokens() {
    identity.getAuthToken(callbackFail('Invalid OAuth2 Client ID.'));
    identity.getAuthToken({interactive: true}, callbackFail('Invalid OAuth2 Client ID.'));
    identity.removeCachedAuthToken({token: 'x'}, callbackPass());
    identity.clearAllCachedAuthTokens(callbackPass());
  },
  function webAuthFlow() {
    for (const url of ['ftp://x', 'foo', '', 'javascript:1']) {
      identity.launchWebAuthFlow({url}, callbackFail('The auth url has an invalid scheme. Only http:// and https:// schemes are allowed.'));
    }
  },
]);
