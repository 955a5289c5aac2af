// management: what an app learns about itself.
// manifest: {"name": "management", "version": "1.2", "description": "d", "permissions": ["storage", "alarms", "http://a.test/*"]}

const {assertEq, callbackFail, callbackPass, succeed} = chrome.test;
const {management} = chrome;

chrome.test.runTests([
  function keys() {
    assertEq(
        ['getPermissionWarningsByManifest', 'getSelf', 'uninstallSelf', 'ExtensionDisabledReason', 'ExtensionInstallType', 'ExtensionType', 'LaunchType'],
        Object.keys(management));
    succeed();
  },
  function getSelf() {
    management.getSelf(callbackPass(self => assertEq({
      appLaunchUrl: '',
      availableLaunchTypes: ['OPEN_AS_WINDOW'],
      description: 'd',
      enabled: true,
      homepageUrl: '',
      hostPermissions: ['http://a.test/*'],
      id: chrome.runtime.id,
      installType: 'development',
      isApp: true,
      launchType: 'OPEN_AS_WINDOW',
      mayDisable: true,
      name: 'management',
      offlineEnabled: true,
      optionsUrl: '',
      permissions: ['alarms', 'storage'],
      shortName: 'management',
      type: 'packaged_app',
      version: '1.2',
      versionName: '',
    }, self)));
  },
  function warnings() {
    management.getPermissionWarningsByManifest('{"name": "x", "version": "1", "manifest_version": 2}', callbackPass(list => assertEq([], list)));
    management.getPermissionWarningsByManifest('5', callbackFail('Failed to parse manifest.'));
  },
]);
