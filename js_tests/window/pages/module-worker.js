import {a} from './module-good.js';
const results = [a, typeof window];
try { importScripts('module-classic.js'); } catch (e) { results.push(String(e)); }
await import('./module-no-export.js').catch(e => results.push(e.message));
postMessage(results);
