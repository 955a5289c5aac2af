// What ES modules do. The modules are in modules.txtar.


// Specifiers and files

row('bare', () => import('./modules/bare.js'));
row('bare from', () => import('./modules/bare-from.js'));
row('bare export', () => import('./modules/bare-export.js'));
row('empty specifier', () => import('./modules/empty-specifier.js'));
row('bad url', () => import('./modules/bad-url.js'));
row('needs nobody', () => import('./modules/needs-nobody.js'));
row('needs text', () => import('./modules/needs-text.js'));
row('needs json', () => import('./modules/needs-json.js'));
row('needs noext', () => import('./modules/needs-noext.js'));
row('needs html', () => import('./modules/needs-html.js'));
row('two faults', () => import('./modules/two-faults.js'));
row('same url', () => import('./modules/same-url.js'));

// Exports that are not there

row('missing', () => import('./modules/missing.js'));
row('missing default', () => import('./modules/missing-default.js'));
row('missing renamed', () => import('./modules/missing-renamed.js'));
row('reexport missing', () => import('./modules/reexport-missing.js'));
row('reexport missing chain', () => import('./modules/reexport-missing-chain.js'));
row('star default', () => import('./modules/star-default.js'));
row('json named', () => import('./modules/json-named.js'));
row('cycle missing1', () => import('./modules/cycle-missing1.js'));
row('cycle missing2', () => import('./modules/cycle-missing2.js'));
row('cycle reexport1', () => import('./modules/cycle-reexport1.js'));
row('cycle reexport2', () => import('./modules/cycle-reexport2.js'));
row('star conflict', () => import('./modules/star-conflict.js'));
row('uses star conflict', () => import('./modules/uses-star-conflict.js'));
row('star as', () => import('./modules/star-as.js'));
row('undeclared', () => import('./modules/undeclared.js'));

// Syntax

row('syntax', () => import('./modules/syntax.js'));
row('needs syntax', () => import('./modules/needs-syntax.js'));
row('dup export', () => import('./modules/dup-export.js'));
row('dup default', () => import('./modules/dup-default.js'));
row('dup import', () => import('./modules/dup-import.js'));
row('import and let', () => import('./modules/import-and-let.js'));
row('self', () => import('./modules/self.js'));
row('return', () => import('./modules/return.js'));
row('html comment', () => import('./modules/html-comment.js'));
row('html close', () => import('./modules/html-close.js'));
row('await name', () => import('./modules/await-name.js'));
row('await in function', () => import('./modules/await-in-function.js'));
row('octal', () => import('./modules/octal.js'));
row('with', () => import('./modules/with.js'));
row('delete name', () => import('./modules/delete-name.js'));
row('new target', () => import('./modules/new-target.js'));
row('super', () => import('./modules/super.js'));
row('yield name', () => import('./modules/yield-name.js'));
row('import in block', () => import('./modules/import-in-block.js'));
row('export in function', () => import('./modules/export-in-function.js'));
row('string name', () => import('./modules/string-name.js'));
row('lone surrogate', () => import('./modules/lone-surrogate.js'));
row('uses string name', () => import('./modules/uses-string-name.js'));
row('hashbang', () => import('./modules/hashbang.js'));
row('comment only', () => import('./modules/comment-only.js'));
row('assert', () => import('./modules/assert.js'));
row('meta assign', () => import('./modules/meta-assign.js'));

// Bindings

row('assigns import', () => import('./modules/assigns-import.js'));
row('assigns namespace', () => import('./modules/assigns-namespace.js'));
row('cycle1', () => import('./modules/cycle1.js'));
row('cycle2', () => import('./modules/cycle2.js'));
row('cycle star1', () => import('./modules/cycle-star1.js'));
row('cycle star2', () => import('./modules/cycle-star2.js'));
row('self keys', () => import('./modules/self-keys.js'));
row('hoist', () => import('./modules/hoist.js'));
row('tdz', () => import('./modules/tdz.js'));
row('tdz class', () => import('./modules/tdz-class.js'));
row('typeof import', () => import('./modules/typeof-import.js'));
row('live', () => import('./modules/live.js'));
row('this', () => import('./modules/this.js'));
row('undefined var', () => import('./modules/undefined-var.js'));
row('assign undeclared', () => import('./modules/assign-undeclared.js'));
row('latin', () => import('./modules/latin.js'));
row('async fn name', () => import('./modules/async-fn-name.js'));
row('named default', () => import('./modules/named-default.js'));
row('anon default', () => import('./modules/anon-default.js'));
row('anon class', () => import('./modules/anon-class.js'));
row('arrow default', () => import('./modules/arrow-default.js'));
row('expr default', () => import('./modules/expr-default.js'));

// import.meta and attributes

row('meta', () => import('./modules/meta.js'));
row('json import', () => import('./modules/json-import.js'));
row('json bad', () => import('./modules/json-bad.js'));
row('json of js', () => import('./modules/json-of-js.js'));
row('attr unknown', () => import('./modules/attr-unknown.js'));
row('attr type', () => import('./modules/attr-type.js'));
row('attr js', () => import('./modules/attr-js.js'));
row('attr dup', () => import('./modules/attr-dup.js'));
row('css import', () => import('./modules/css-import.js'));

// Evaluation

row('needs throws', () => import('./modules/needs-throws.js'));
row('throws value', () => import('./modules/throws-value.js'));
row('tla rejects', () => import('./modules/tla-rejects.js'));
row('needs tla rejects', () => import('./modules/needs-tla-rejects.js'));
row('tla for await', () => import('./modules/tla-for-await.js'));
row('dynamic in module', () => import('./modules/dynamic-in-module.js'));
row('stack', () => import('./modules/stack.js'));
row('tla stack', () => import('./modules/tla-stack.js'));
row('one error for ever', async () => { const a = await import('./modules/throws.js').catch(e => e), b = await import('./modules/throws.js').catch(e => e), c = await import('./modules/needs-throws.js').catch(e => e); return [a === b, a === c, threw, typeof after]; });
row('one syntax error for ever', async () => { const a = await import('./modules/syntax.js').catch(e => e), b = await import('./modules/syntax.js').catch(e => e), c = await import('./modules/needs-syntax.js').catch(e => e); return [a === b, a === c]; });
row('a new error of linking each time', async () => { const a = await import('./modules/missing.js').catch(e => e), b = await import('./modules/missing.js').catch(e => e); return [a === b, typeof ran]; });
row('a new error of fetching each time', async () => { const a = await import('./nobody.js').catch(e => e), b = await import('./nobody.js').catch(e => e); return [a === b]; });
row('one namespace', async () => { const a = await import('./modules/a.js'), b = await import('./modules/a.js'); return [a === b, a.count, a.bump(), a.count, Object.keys(a), a[Symbol.toStringTag], Object.prototype.toString.call(a)]; });
row('bindings are live', async () => { const l = await import('./modules/live.js'); l.set(9); return [l.n, l.m, l.default]; });
row('names of default exports', async () => { const n = []; for (const f of ['named-default', 'anon-default', 'anon-class', 'arrow-default', 'expr-default']) n.push((await import(`./modules/${f}.js`)).default.name); return n; });
row('what a module exports works', async () => { const {gen, C} = await import('./modules/async-fn-name.js'), r = []; for await (const x of gen()) r.push(x); const m = await import('./modules/typeof-import.js'); return [r, new C().p, gen.name, C.name, m.f(3), m.g()]; });
row('top-level await: siblings', async () => { await import('./modules/log.js'); log.length = 0; await import('./modules/tla1.js'); return log.splice(0); });
row('top-level await: a diamond', async () => { await import('./modules/log.js'); log.length = 0; await import('./modules/tla-diamond.js'); return log.splice(0); });
row('top-level await: a cycle', async () => { await import('./modules/log.js'); log.length = 0; await import('./modules/tla-cycle1.js'); return log.splice(0); });
row('imports are evaluated first', async () => { await import('./modules/log.js'); log.length = 0; await import('./modules/order.js'); return log.splice(0); });
row('stack of an error in a module', async () => { const {boom} = await import('./modules/stack.js'); try { boom(); } catch (e) { return e.stack.split('\n').slice(0, 2); } });

// import()

row('import() without a place', () => import('m/a.js'));
row('import() of nothing', () => import(''));
row('import() of a dot', () => import('.'));
row('import() of a slash', () => import('/'));
row('import() of a bare name', () => import('bare'));
row('import() of a file that is not there', () => import('./nobody.js'));
row('import() of a text', () => import('./modules/text.txt'));
row('import() of JSON', () => import('./modules/data.json'));
row('import() of a name without a type', () => import('./modules/noext'));
row('import() of a page', () => import('./modules/page.html'));
row('import() of a data URL', () => import('data:text/javascript,export default 1'));
row('import() of another app', () => import('chrome-extension://aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa/x.js'));
row('import() of a file URL', () => import('file:///none'));
row('import() of a javascript URL', () => import('javascript:1'));
row('import() of about:blank', () => import('about:blank'));
row('import() of a folder', () => import('./modules/'));
row('import() of null', () => import(null));
row('import() of undefined', () => import(undefined));
row('import() of a number', () => import(5));
row('import() of what throws', () => import({toString() { throw new RangeError('no'); }}));
row('import() of an object', () => import({toString() { return './modules/a.js'; }}));
row('import() of an escaped name', () => import('./modules/%61.js'));
row('import() of a name with a NUL', () => import('./modules/a.js\u0000'));
row('import() of a percent sign', () => import('%'));
row('import() of an invalid URL', () => import('http://['));
row('import() of a blob URL that is none', () => import('blob:nothing'));
row('import() of a symbol', () => import(Symbol('s')));
row('import() with options undefined', () => import('./modules/data.json', undefined));
row('import() with options null', () => import('./modules/data.json', null));
row('import() with options 5', () => import('./modules/data.json', 5));
row('import() with options "x"', () => import('./modules/data.json', 'x'));
row('import() with options {}', () => import('./modules/data.json', {}));
row('import() with options {with: null}', () => import('./modules/data.json', {with: null}));
row('import() with options {with: 5}', () => import('./modules/data.json', {with: 5}));
row('import() with options {with: {}}', () => import('./modules/data.json', {with: {}}));
row('import() with options {with: {type: "json"}}', () => import('./modules/data.json', {with: {type: 'json'}}));
row('import() with options {with: {type: "css"}}', () => import('./modules/data.json', {with: {type: 'css'}}));
row('import() with options {with: {type: "x"}}', () => import('./modules/data.json', {with: {type: 'x'}}));
row('import() with options {with: {type: 5}}', () => import('./modules/data.json', {with: {type: 5}}));
row('import() with options {with: {foo: "x"}}', () => import('./modules/data.json', {with: {foo: 'x'}}));
row('import() with options {with: {type: "javascript"}}', () => import('./modules/data.json', {with: {type: 'javascript'}}));
row('import() with options {assert: {type: "json"}}', () => import('./modules/data.json', {assert: {type: 'json'}}));
row('import() with options {with: {type: undefined}}', () => import('./modules/data.json', {with: {type: undefined}}));
row('import() with options {with: {type: "text"}}', () => import('./modules/data.json', {with: {type: 'text'}}));
row('import() of a script as JSON', () => import('./modules/a.js', {with: {type: 'json'}}));

function importText(text, type = 'text/javascript') {
  return import(URL.createObjectURL(new Blob([text], {type}))).catch(e => e.name + ': ' + e.message.replace(/[0-9a-f-]{36}/, 'UUID'));
}

row('import() of a blob', () => importText('export default import.meta.url.slice(0, 5)'));
row('import() of a blob: relative imports', () => importText('import "./a.js"'));
row('import() of a blob: imports by path', () => importText('import "/modules/a.js"'));
row('import() of a blob: imports by URL', () => importText(`export {a} from "${chrome.runtime.getURL('modules/a.js')}"`));
row('import() of a blob without a type', () => importText('export default 1', ''));
row('import() of a blob of text', () => importText('export default 1', 'text/plain'));
row('import() of a blob with a parameter in its type', () => importText('export default 1', 'text/javascript;charset=utf-8'));
row('import() comes after the script and its jobs', async () => { const r = []; const p = import('./modules/a.js').then(() => r.push('import')); r.push('sync'); Promise.resolve().then(() => r.push('job')); await p; return r; });
row('import() gives a promise of the page', () => { const p = import('./modules/a.js'); return [p instanceof Promise, p.constructor === Promise]; });
row('stack of what import() refuses', async () => { try { await import('bare'); } catch (e) { return e.stack.split('\n')[1].replace(/\S+\/(\S+):\d+/, '$1'); } });
row('stack of an import that is read too early', async () => (await import('./modules/cycle1.js'), await import('./modules/cycle2.js')).e.stack.split('\n').slice(0, 2).map(l => l.replace(/\S+\/(\S+):\d+/, '$1')));
row('members named import and export', () => import('./modules/members.js'));
