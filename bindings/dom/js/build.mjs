// Makes domino.js of the npm package domino: `make dom`. What the page itself has is left out: the parser of HTML (it is
// golang.org/x/net/html), events, the window, URLs, style sheets.
import {createRequire} from 'node:module';
import {copyFileSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {fileURLToPath} from 'node:url';

const require = createRequire(process.cwd() + '/');
const {build} = require('esbuild');
const home = dirname(require.resolve('domino/package.json'));
const {version} = require('domino/package.json');
const here = dirname(fileURLToPath(import.meta.url));

const given = {
  CSSStyleDeclaration: 'module.exports = host.CSSStyleDeclaration;',
  DOMException: 'module.exports = host.DOMException;',
  EventTarget: 'module.exports = host.EventTarget;',
  Event: 'module.exports = host.Event;',
  HTMLParser: 'module.exports = host.HTMLParser;',
  URL: 'module.exports = host.URL;',
  URLUtils: 'module.exports = {_inherit() {}};',
  Window: 'module.exports = function () {};',
  events: 'module.exports = {};',
  sloppy: 'module.exports = {EventHandlerBuilder_build: host.refuseInlineHandler};',
};
await build({
  stdin: {
    contents: `
      exports.Comment = require('domino/lib/Comment');
      exports.CharacterData = require('domino/lib/CharacterData');
      exports.DOMImplementation = require('domino/lib/DOMImplementation');
      exports.DOMTokenList = require('domino/lib/DOMTokenList');
      exports.Document = require('domino/lib/Document');
      exports.DocumentFragment = require('domino/lib/DocumentFragment');
      exports.DocumentType = require('domino/lib/DocumentType');
      exports.Element = require('domino/lib/Element');
      exports.Attr = exports.Element._Attr;
      exports.FilteredElementList = require('domino/lib/FilteredElementList');
      exports.NamedNodeMap = require('domino/lib/NamedNodeMap');
      exports.Node = require('domino/lib/Node');
      exports.NodeFilter = require('domino/lib/NodeFilter');
      exports.NodeIterator = require('domino/lib/NodeIterator');
      exports.NodeList = require('domino/lib/NodeList');
      exports.NodeUtils = require('domino/lib/NodeUtils');
      exports.ProcessingInstruction = require('domino/lib/ProcessingInstruction');
      exports.Text = require('domino/lib/Text');
      exports.TreeWalker = require('domino/lib/TreeWalker');
      exports.attributes = require('domino/lib/attributes');
      exports.html = require('domino/lib/htmlelts');
      exports.svg = require('domino/lib/svg');
      exports.select = require('domino/lib/select');
      exports.utils = require('domino/lib/utils');
    `,
    resolveDir: process.cwd(),
  },
  bundle: true,
  format: 'cjs',
  target: 'es2020',
  minifyWhitespace: true,
  keepNames: true,
  legalComments: 'none',
  banner: {js: `/* domino ${version}, see domino.LICENSE; made by build.mjs */(function (host) {'use strict';const exports = {}, module = {exports}, global = globalThis, Object = host.Object;`},
  footer: {js: 'return module.exports})'},
  outfile: join(here, 'domino.js'),
  plugins: [{
    name: 'given',
    setup(b) {
      b.onResolve({filter: /^\.\/\w+$/}, ({path, importer}) => {
        const name = path.slice(2);
        if (importer.startsWith(join(home, 'lib')) && name in given) return {path: name, namespace: 'given'};
      });
      b.onLoad({filter: /.*/, namespace: 'given'}, ({path}) => ({contents: given[path]}));
    },
  }],
});
copyFileSync(join(home, 'LICENSE'), join(here, 'domino.LICENSE'));
