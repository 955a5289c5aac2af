// What is in chrome.runtime and chrome.app.runtime, in order, and the enums.

const {assertEq, succeed} = chrome.test;

chrome.test.runTests([
  function runtime() {
    assertEq(
        ['dynamicId', 'id', 'onRestartRequired', 'onMessageExternal', 'onMessage', 'onConnectExternal', 'onConnect', 'onBrowserUpdateAvailable',
         'onUpdateAvailable', 'onSuspendCanceled', 'onSuspend', 'onEnabled', 'onInstalled', 'onStartup', 'connect', 'getBackgroundPage', 'getManifest',
         'getPackageDirectoryEntry', 'getPlatformInfo', 'getURL', 'getVersion', 'openOptionsPage', 'reload', 'requestUpdateCheck', 'restart',
         'restartAfterDelay', 'sendMessage', 'setUninstallURL', 'ContextType', 'OnInstalledReason', 'OnRestartRequiredReason', 'PlatformArch',
         'PlatformNaclArch', 'PlatformOs', 'RequestUpdateCheckStatus'],
        Object.keys(chrome.runtime));
    succeed();
  },
  function appRuntime() {
    assertEq(['onRestarted', 'onLaunched', 'onEmbedRequested', 'LaunchSource'], Object.keys(chrome.app.runtime));
    succeed();
  },
  function enums() {
    for (const [object, text] of [
      [chrome.runtime.ContextType,
       '{"BACKGROUND":"BACKGROUND","DEVELOPER_TOOLS":"DEVELOPER_TOOLS","OFFSCREEN_DOCUMENT":"OFFSCREEN_DOCUMENT","POPUP":"POPUP",' +
           '"SIDE_PANEL":"SIDE_PANEL","TAB":"TAB"}'],
      [chrome.runtime.OnInstalledReason,
       '{"CHROME_UPDATE":"chrome_update","INSTALL":"install","SHARED_MODULE_UPDATE":"shared_module_update","UPDATE":"update"}'],
      [chrome.runtime.OnRestartRequiredReason, '{"APP_UPDATE":"app_update","OS_UPDATE":"os_update","PERIODIC":"periodic"}'],
      [chrome.runtime.PlatformArch,
       '{"ARM":"arm","ARM64":"arm64","MIPS":"mips","MIPS64":"mips64","PPC64":"ppc64","RISCV64":"riscv64","X86_32":"x86-32","X86_64":"x86-64"}'],
      [chrome.runtime.PlatformNaclArch,
       '{"ARM":"arm","MIPS":"mips","MIPS64":"mips64","PPC64":"ppc64","X86_32":"x86-32","X86_64":"x86-64"}'],
      [chrome.runtime.PlatformOs, '{"ANDROID":"android","CROS":"cros","LINUX":"linux","MAC":"mac","OPENBSD":"openbsd","WIN":"win"}'],
      [chrome.runtime.RequestUpdateCheckStatus, '{"NO_UPDATE":"no_update","THROTTLED":"throttled","UPDATE_AVAILABLE":"update_available"}'],
    ]) {
      assertEq(text, JSON.stringify(object));
    }
    succeed();
  },
  function launchSource() {
    assertEq(
        ['about_page', 'app_home_page', 'app_launcher', 'arc', 'background', 'chrome_internal', 'command_line', 'context_menu', 'ephemeral_app',
         'extensions_page', 'file_handler', 'focus_mode', 'installed_notification', 'intent_url', 'keyboard', 'kiosk', 'load_and_launch',
         'management_api', 'new_tab_page', 'reload', 'restart', 'sparky', 'system_tray', 'test', 'untracked', 'url_handler'],
        Object.values(chrome.app.runtime.LaunchSource));
    assertEq('command_line', chrome.app.runtime.LaunchSource.COMMAND_LINE);
    succeed();
  },
  function notForThisApp() {
    for (const key of ['connectNative', 'sendNativeMessage', 'onConnectNative', 'getContexts', 'lastError']) assertEq(undefined, chrome.runtime[key], key);
    succeed();
  },
]);
