const jasmine = jasmineRequire.core(jasmineRequire);
const env = jasmine.getEnv();
Object.assign(window, jasmineRequire.interface(jasmine, env));
env.configure({random: false});
env.addReporter({
  specDone: r => console.log(r.status, r.fullName, ...r.failedExpectations.map(f => f.message)),
  jasmineDone: r => console.log('overall', r.overallStatus),
});
describe('suite', () => {
  it('works', () => {
    expect({a: [1]}).toEqual({a: [1]});
    const spy = jasmine.createSpy('spy');
    spy(5);
    expect(spy).toHaveBeenCalledWith(5);
  });
  it('is async', async () => { await expectAsync(Promise.resolve(3)).toBeResolvedTo(3) });
});
env.execute();
