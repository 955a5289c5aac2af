// identity.getAuthToken of an app with an OAuth2 client.
// manifest: {"permissions": ["identity"], "oauth2": {"client_id": "1.apps.googleusercontent.com", "scopes": ["email"]}}

const {callbackFail} = chrome.test;
const {identity} = chrome;

chrome.test.runTests([
  function notSignedIn() {
    identity.getAuthToken(callbackFail('The user is not signed in.'));
    identity.getAuthToken({interactive: false}, callbackFail('The user is not signed in.'));
  },
  function interactive() {
    identity.getAuthToken({interactive: true}, callbackFail('The user turned off browser signin'));
  },
  function refused() {
    identity.getAuthToken({scopes: []}, callbackFail('Invalid OAuth2 scopes.'));
    identity.getAuthToken({account: {id: 'x'}}, callbackFail('Only the primary user account is allowed'));
  },
]);
