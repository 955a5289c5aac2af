var events = [];
for (const type of ['blur', 'focus']) addEventListener(type, () => events.push(type));
document.addEventListener('visibilitychange', () => events.push(document.visibilityState));
addEventListener('custom', event => {
  events.push(event.detail);
  event.preventDefault();
});
document.addEventListener('custom', event => events.push('document'));
opener.loaded(window);
