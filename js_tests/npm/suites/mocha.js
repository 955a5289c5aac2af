mocha.setup({ui: 'bdd', reporter: 'spec', color: false});
describe('suite', () => {
  const order = [];
  beforeEach(() => order.push('before'));
  afterEach(() => order.push('after'));
  it('works', () => {});
  it('is async', async () => { await 0 });
  it('has done', done => setTimeout(done, 1));
  describe('inner', () => {
    it('is nested', () => { if (order.join() !== 'before,after,before,after,before,after,before') throw new Error(order.join()) });
    it.skip('is skipped', () => {});
  });
});
mocha.run(failures => console.log('failures', failures));
