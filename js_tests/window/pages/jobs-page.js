var job = text => { Promise.resolve().then(() => opener.log(text)); };
async function work() {
  opener.log('work');
  await null;
  opener.log('worked');
  return 'result';
}
opener.loaded(window);
