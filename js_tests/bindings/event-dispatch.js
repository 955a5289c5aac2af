// Listeners run in the order in which they were added, with the same argument. The list is the one at the beginning of the round.

const {assertEq, assertTrue, succeed} = chrome.test;
const event = tcpServer.onAcceptError;

function dispatchTo(...listeners) {
  for (const listener of listeners) event.addListener(listener);
  const result = event.dispatch({});
  for (const listener of listeners) event.removeListener(listener);
  return result;
}

chrome.test.runTests([
  function orderAndDuplicates() {
    const log = [];
    const a = () => { log.push('a'); };
    const b = () => { log.push('b'); };
    dispatchTo(a, b, a);
    assertEq(['a', 'b'], log);
    succeed();
  },
  function removedInTheRound() {
    const log = [];
    const second = () => { log.push('second'); };
    dispatchTo(() => { event.removeListener(second); }, second);
    assertEq(['second'], log);
    assertEq(undefined, event.dispatch({}));
    assertEq(['second'], log);
    succeed();
  },
  function addedInTheRound() {
    const log = [];
    const late = () => { log.push('late'); };
    dispatchTo(() => { event.addListener(late); });
    assertEq([], log);
    event.dispatch({});
    assertEq(['late'], log);
    event.removeListener(late);
    succeed();
  },
  function sameArgument() {
    const seen = [];
    dispatchTo(info => { info.mark = 1; seen.push(info); }, info => { seen.push(info); });
    assertTrue(seen[0] === seen[1]);
    assertEq(1, seen[1].mark);
    succeed();
  },
  function results() {
    assertEq({results: [1, 'x']}, dispatchTo(() => 1, () => {}, () => 'x'));
    assertEq(undefined, dispatchTo(() => {}));
    assertEq(undefined, dispatchTo());
    succeed();
  },
]);
