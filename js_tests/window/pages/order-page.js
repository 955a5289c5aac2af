var log = opener.log;
var kept;
var overwritten = 'by the page';
log('script, ' + document.readyState + ', ' + given + ', ' + kept + ', ' + overwritten);
Promise.resolve().then(() => log('job of the script'));
document.addEventListener('DOMContentLoaded', () => log('DOMContentLoaded in the page'));
addEventListener('load', () => log('load in the page'));
