// performance: the clock of the page, marks and measures.

runCases('performance', [
  [() => Math.abs(performance.timeOrigin + performance.now() - Date.now()) < 50, true],
  [() => { const e = performance.mark('a'); return [e instanceof PerformanceMark, e.name, e.entryType, e.duration, e.detail]; }, [true, 'a', 'mark', 0, null]],
  [() => { const e = performance.mark('b', {startTime: 5, detail: {x: 1}}); return [e.startTime, e.detail]; }, [5, {x: 1}]],
  [() => performance.mark(), "TypeError: Failed to execute 'mark' on 'Performance': 1 argument required, but only 0 present."],
  [() => performance.mark('x', {startTime: -1}), "TypeError: Failed to execute 'mark' on 'Performance': 'x' cannot have a negative start time."],
  [() => performance.mark('navigationStart'), "SyntaxError: Failed to execute 'mark' on 'Performance': 'navigationStart' is part of the PerformanceTiming interface, and cannot be used as a mark name."],
  [() => performance.mark('x', {detail: () => 1}), "DataCloneError: Failed to execute 'mark' on 'Performance': () => 1 could not be cloned."],
  [() => performance.measure('m', 'b').startTime, 5],
  [() => performance.measure('m', 'nope'), "SyntaxError: Failed to execute 'measure' on 'Performance': The mark 'nope' does not exist."],
  [() => { const e = performance.measure('m', {start: 1, end: 4, detail: 7}); return [e.startTime, e.duration, e.detail]; }, [1, 3, 7]],
  [() => { const e = performance.measure('m', {end: 5, duration: 4}); return [e.startTime, e.duration]; }, [1, 4]],
  [() => performance.measure('m', {start: 1, end: 2, duration: 3}), "TypeError: Failed to execute 'measure' on 'Performance': If a non-empty PerformanceMeasureOptions object was passed, it must not have all of its 'start', 'duration', and 'end' properties defined"],
  [() => performance.measure('m', {duration: 3}), "TypeError: Failed to execute 'measure' on 'Performance': If a non-empty PerformanceMeasureOptions object was passed, at least one of its 'start' or 'end' properties must be present."],
  [() => performance.measure('m', {start: 1}, 'b'), "TypeError: Failed to execute 'measure' on 'Performance': If a non-empty PerformanceMeasureOptions object was passed, |end_mark| must not be passed."],
  [() => [performance.getEntriesByName('b').length, performance.getEntriesByName('b', 'measure').length, performance.getEntriesByType('mark').length], [1, 0, 2]],
  [() => { performance.clearMarks('a'); return performance.getEntriesByType('mark').map((e) => e.name); }, ['b']],
  [() => { performance.clearMarks(); performance.clearMeasures(); return performance.getEntriesByType('measure').length; }, 0],
  [async () => {
    const seen = new Promise((done) => new PerformanceObserver((list, observer) => { observer.disconnect(); done(list.getEntries().map((e) => e.name)); }).observe({entryTypes: ['mark', 'measure']}));
    performance.mark('one');
    performance.measure('two');
    return (await seen).sort();
  }, ['one', 'two']],
  [() => new PerformanceObserver(() => {}).observe({}), "TypeError: Failed to execute 'observe' on 'PerformanceObserver': An observe() call must include either entryTypes or type arguments."],
  [() => new Performance, "TypeError: Failed to construct 'Performance': Illegal constructor"],
  [() => { const {now} = performance; return now(); }, 'TypeError: Illegal invocation'],
]);
