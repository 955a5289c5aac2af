// What a row may use, and how its value is printed.

const rows = [];

function row(name, f) {
  rows.push({name, f});
}

// show prints a value so that two engines print equal ones alike.
function show(value, depth = 0) {
  switch (typeof value) {
    case 'string': return quote(value);
    case 'number': return Object.is(value, -0) ? '-0' : String(value);
    case 'bigint': return value + 'n';
    case 'function': return `function ${value.name}`;
    case 'object': break;
    default: return String(value);
  }
  if (value === null) {
    return 'null';
  }
  if (depth > 5) {
    return '...';
  }
  const inner = v => show(v, depth + 1);
  const tag = Object.prototype.toString.call(value).slice(8, -1);
  if (value instanceof Error || tag === 'DOMException') {
    return thrown(value);
  }
  if (Array.isArray(value)) {
    const parts = [];
    for (let i = 0; i < value.length; i++) {
      parts.push(i in value ? inner(value[i]) : '<hole>');
    }
    return `[${parts.join(', ')}]`;
  }
  if (ArrayBuffer.isView(value) && tag !== 'DataView') {
    return `${tag}[${Array.prototype.map.call(value, inner).join(', ')}]`;
  }
  switch (tag) {
    case 'ArrayBuffer': return `ArrayBuffer[${Array.from(new Uint8Array(value)).join(', ')}]`;
    case 'Date': return `Date(${value.getTime()})`;
    case 'RegExp': return String(value);
    case 'Map': return `Map{${Array.from(value, ([k, v]) => `${inner(k)} => ${inner(v)}`).join(', ')}}`;
    case 'Set': return `Set{${Array.from(value, inner).join(', ')}}`;
    case 'Number': case 'String': case 'Boolean': return `${tag}(${inner(value.valueOf())})`;
  }
  const members = Object.keys(value).map(key => `${/^[A-Za-z_$][\w$]*$/.test(key) ? key : quote(key)}: ${inner(value[key])}`);
  return `${tag === 'Object' ? '' : tag}{${members.join(', ')}}`;
}

function quote(text) {
  return ascii(JSON.stringify(text));
}

function ascii(text) {
  return text.replace(/[^ -~]/g, c => '\\u' + c.charCodeAt(0).toString(16).padStart(4, '0'));
}

function thrown(e) {
  const isObject = e !== null && typeof e === 'object';
  return isObject && 'message' in e ? ascii(`${e.name}: ${e.message}`) : show(e);
}

// later resolves after some milliseconds.
function later(ms = 0) {
  return new Promise(resolve => setTimeout(resolve, ms));
}

// rowTimeLimit is long, for a machine that is busy with something else.
const rowTimeLimit = 6000;

// answer runs a row in a task of its own.
function answer(f) {
  return new Promise(resolve => {
    setTimeout(() => Promise.resolve().then(f).then(show).catch(e => 'throws ' + thrown(e)).then(text => resolve(text.replaceAll(chrome.runtime.id, 'ID'))));
    setTimeout(resolve, rowTimeLimit, `no answer in ${rowTimeLimit} ms`);
  });
}

async function runTable() {
  // Chrome suspends a background page that calls no API for 10 s.
  setInterval(() => chrome.runtime.getPlatformInfo(() => {}), 3000);
  for (const {name, f} of rows) {
    console.log('[row] ' + JSON.stringify([name, await answer(f)]));
  }
  console.log('[row] null');
}
