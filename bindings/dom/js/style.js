// Style declarations and sheets: what is set is kept and given back in Chrome's form; what is computed comes from attributes and
// the rules of the page. Then numbers in place of a layout.

const cssNames = ('align-content align-items align-self all animation animation-delay animation-direction animation-duration animation-fill-mode ' +
  'animation-iteration-count animation-name animation-play-state animation-timing-function appearance backdrop-filter backface-visibility background ' +
  'background-attachment background-blend-mode background-clip background-color background-image background-origin background-position ' +
  'background-position-x background-position-y background-repeat background-size border border-bottom border-bottom-color border-bottom-left-radius ' +
  'border-bottom-right-radius border-bottom-style border-bottom-width border-collapse border-color border-image border-left border-left-color ' +
  'border-left-style border-left-width border-radius border-right border-right-color border-right-style border-right-width border-spacing border-style ' +
  'border-top border-top-color border-top-left-radius border-top-right-radius border-top-style border-top-width border-width bottom box-shadow box-sizing ' +
  'caption-side caret-color clear clip clip-path color column-count column-gap column-rule column-span column-width columns contain content ' +
  'counter-increment counter-reset cursor direction display empty-cells fill fill-opacity filter flex flex-basis flex-direction flex-flow flex-grow ' +
  'flex-shrink flex-wrap float font font-family font-feature-settings font-kerning font-size font-stretch font-style font-variant font-weight gap grid ' +
  'grid-area grid-auto-columns grid-auto-flow grid-auto-rows grid-column grid-column-end grid-column-gap grid-column-start grid-gap grid-row grid-row-end ' +
  'grid-row-gap grid-row-start grid-template grid-template-areas grid-template-columns grid-template-rows height hyphens image-rendering inset isolation ' +
  'justify-content justify-items justify-self left letter-spacing line-height list-style list-style-image list-style-position list-style-type margin ' +
  'margin-bottom margin-left margin-right margin-top mask max-height max-width min-height min-width mix-blend-mode object-fit object-position opacity order ' +
  'orphans outline outline-color outline-offset outline-style outline-width overflow overflow-wrap overflow-x overflow-y padding padding-bottom ' +
  'padding-left padding-right padding-top page-break-after page-break-before page-break-inside perspective perspective-origin place-content place-items ' +
  'place-self pointer-events position quotes resize right rotate row-gap scale scroll-behavior stroke stroke-dasharray stroke-dashoffset stroke-linecap ' +
  'stroke-linejoin stroke-opacity stroke-width tab-size table-layout text-align text-align-last text-decoration text-decoration-color text-decoration-line ' +
  'text-decoration-style text-indent text-overflow text-rendering text-shadow text-transform top touch-action transform transform-origin transform-style ' +
  'transition transition-delay transition-duration transition-property transition-timing-function translate unicode-bidi user-select vertical-align ' +
  'visibility white-space widows width will-change word-break word-spacing word-wrap writing-mode z-index zoom').split(' ');
const webkitNames = 'animation app-region appearance border-radius box-shadow box-sizing filter flex font-smoothing line-clamp transform transform-origin transition user-drag user-select text-fill-color tap-highlight-color overflow-scrolling'.split(' ').map(n => '-webkit-' + n);
const inherited = new Set(('border-collapse border-spacing caption-side color cursor direction empty-cells font-family font-size font-style font-variant font-weight ' +
  'letter-spacing line-height list-style-image list-style-position list-style-type orphans pointer-events quotes tab-size text-align text-indent text-transform ' +
  'user-select visibility white-space widows word-break word-spacing').split(' '));
const lengthNames = /^(width|height|(min|max)-(width|height)|top|left|right|bottom|font-size|text-indent|letter-spacing|word-spacing|(row-|column-)?gap|outline-(offset|width)|border-(top|right|bottom|left)-width|(margin|padding)(-(top|right|bottom|left))?|border-radius|border-width|border-(top|bottom)-(left|right)-radius|flex-basis)$/;
const colorNames = /(^|-)color$|^(fill|stroke)$/;
const numberNames = /^(z-index|opacity|order|flex-(grow|shrink)|zoom|orphans|widows|column-count|(fill|stroke)-opacity)$/;
const wideKeywords = /^(inherit|initial|unset|revert)$/i;
const keywordSets = {
  display: 'none block inline inline-block flex inline-flex grid inline-grid table inline-table table-row table-cell table-row-group table-header-group table-footer-group table-column table-column-group table-caption list-item contents flow-root -webkit-box -webkit-inline-box -webkit-flex',
  position: 'static relative absolute fixed sticky -webkit-sticky', visibility: 'visible hidden collapse', float: 'none left right inline-start inline-end',
  clear: 'none left right both inline-start inline-end', overflow: 'visible hidden scroll auto clip overlay', 'overflow-x': 'visible hidden scroll auto clip overlay',
  'overflow-y': 'visible hidden scroll auto clip overlay', 'text-align': 'left right center justify start end -webkit-left -webkit-right -webkit-center',
  'white-space': 'normal nowrap pre pre-wrap pre-line break-spaces', 'box-sizing': 'content-box border-box', 'text-transform': 'none capitalize uppercase lowercase full-width',
  'font-style': 'normal italic oblique', direction: 'ltr rtl', 'pointer-events': 'auto none visible visiblePainted visibleFill visibleStroke painted fill stroke all',
  'user-select': 'auto none text all contain', resize: 'none both horizontal vertical', 'flex-direction': 'row row-reverse column column-reverse', 'flex-wrap': 'nowrap wrap wrap-reverse',
  'border-collapse': 'collapse separate', 'table-layout': 'auto fixed', 'object-fit': 'fill contain cover none scale-down',
};
const namedColors = new Set(('aliceblue antiquewhite aqua aquamarine azure beige bisque black blanchedalmond blue blueviolet brown burlywood cadetblue chartreuse chocolate ' +
  'coral cornflowerblue cornsilk crimson cyan darkblue darkcyan darkgoldenrod darkgray darkgreen darkgrey darkkhaki darkmagenta darkolivegreen darkorange darkorchid ' +
  'darkred darksalmon darkseagreen darkslateblue darkslategray darkslategrey darkturquoise darkviolet deeppink deepskyblue dimgray dimgrey dodgerblue firebrick ' +
  'floralwhite forestgreen fuchsia gainsboro ghostwhite gold goldenrod gray green greenyellow grey honeydew hotpink indianred indigo ivory khaki lavender ' +
  'lavenderblush lawngreen lemonchiffon lightblue lightcoral lightcyan lightgoldenrodyellow lightgray lightgreen lightgrey lightpink lightsalmon lightseagreen ' +
  'lightskyblue lightslategray lightslategrey lightsteelblue lightyellow lime limegreen linen magenta maroon mediumaquamarine mediumblue mediumorchid mediumpurple ' +
  'mediumseagreen mediumslateblue mediumspringgreen mediumturquoise mediumvioletred midnightblue mintcream mistyrose moccasin navajowhite navy oldlace olive ' +
  'olivedrab orange orangered orchid palegoldenrod palegreen paleturquoise palevioletred papayawhip peachpuff peru pink plum powderblue purple rebeccapurple red ' +
  'rosybrown royalblue saddlebrown salmon sandybrown seagreen seashell sienna silver skyblue slateblue slategray slategrey snow springgreen steelblue tan teal ' +
  'thistle tomato turquoise violet wheat white whitesmoke yellow yellowgreen transparent currentcolor').split(' '));
const basicColors = {black: '0, 0, 0', silver: '192, 192, 192', gray: '128, 128, 128', grey: '128, 128, 128', white: '255, 255, 255', maroon: '128, 0, 0', red: '255, 0, 0', purple: '128, 0, 128',
  fuchsia: '255, 0, 255', green: '0, 128, 0', lime: '0, 255, 0', olive: '128, 128, 0', yellow: '255, 255, 0', navy: '0, 0, 128', blue: '0, 0, 255', teal: '0, 128, 128', aqua: '0, 255, 255',
  orange: '255, 165, 0', pink: '255, 192, 203', lightgray: '211, 211, 211', lightgreen: '144, 238, 144', darkgreen: '0, 100, 0', darkred: '139, 0, 0', lightblue: '173, 216, 230'};
const colorValue = v => {
  const low = v.toLowerCase();
  if (namedColors.has(low)) return low;
  let m = /^#([0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})$/.exec(low);
  if (m) {
    let hex = m[1];
    if (hex.length < 6) hex = hex.replace(/./g, '$&$&');
    const [r, g, b, a] = hex.match(/../g).map(x => parseInt(x, 16));
    return a === undefined || a === 255 ? `rgb(${r}, ${g}, ${b})` : `rgba(${r}, ${g}, ${b}, ${+(a / 255).toFixed(3)})`;
  }
  m = /^rgba?\(\s*([-\d.]+%?)[\s,]+([-\d.]+%?)[\s,]+([-\d.]+%?)(?:[\s,/]+([-\d.]+%?))?\s*\)$/.exec(low);
  if (m) {
    const part = x => Math.max(0, Math.min(255, Math.round(x.endsWith('%') ? parseFloat(x) * 2.55 : +x)));
    const a = m[4] === undefined ? 1 : m[4].endsWith('%') ? parseFloat(m[4]) / 100 : +m[4];
    const rgb = [m[1], m[2], m[3]].map(part).join(', ');
    return a >= 1 ? `rgb(${rgb})` : `rgba(${rgb}, ${a})`;
  }
  return /^(hsla?|hwb|lab|lch|oklab|oklch|color|color-mix|var)\(.*\)$/.test(low) || /^(canvas|canvastext|linktext|buttonface|buttontext|field|highlight|highlighttext|graytext|-webkit-link)$/.test(low) ? low : null;
};
const lengthPart = v => {
  if (/^[-+]?0+(\.0+)?$/.test(v)) return '0px';
  if (/^[-+]?(\d+\.?\d*|\.\d+)(px|em|rem|ex|ch|vw|vh|vmin|vmax|%|pt|pc|cm|mm|in|q|fr)$/i.test(v)) return v.toLowerCase().replace(/^([-+]?)\./, '$10.').replace(/^\+/, '');
  if (/^(calc|min|max|clamp|var|env|attr)\(.*\)$/i.test(v)) return v;
  return null;
};
const lengthWords = /^(auto|none|normal|thin|medium|thick|min-content|max-content|fit-content|-webkit-fill-available|stretch|xx-small|x-small|small|large|x-large|xx-large|smaller|larger|content)$/i;
// cssValue gives a value as Chrome keeps it, null for one it refuses.
const cssValue = (name, text) => {
  const v = text.trim();
  if (v === '') return null;
  if (name.startsWith('--')) return v;
  if (wideKeywords.test(v)) return v.toLowerCase();
  if (/[;{}]/.test(v)) return null;
  if (/^var\(/.test(v)) return v;
  if (keywordSets[name]) return keywordSets[name].split(' ').includes(v.toLowerCase()) ? v.toLowerCase() : null;
  if (numberNames.test(name)) {
    if (/^(auto|normal)$/i.test(v)) return v.toLowerCase();
    if (name === 'opacity' && /^[\d.]+%$/.test(v)) return String(parseFloat(v) / 100);
    return /^[-+]?(\d+\.?\d*|\.\d+)$/.test(v) && (name !== 'z-index' || /^[-+]?\d+$/.test(v)) ? String(+v) : /^calc\(/.test(v) ? v : null;
  }
  if (colorNames.test(name)) return colorValue(v) || (/^none$/i.test(v) && /^(fill|stroke)$/.test(name) ? 'none' : null);
  if (lengthNames.test(name)) {
    const parts = /\(/.test(v) ? [v] : v.split(/\s+/);
    const shorthand = /^(margin|padding|border-width|border-radius|gap)$/.test(name);
    if (parts.length > (shorthand ? 4 : 1)) return null;
    const kept = parts.map(p => lengthPart(p) || (lengthWords.test(p) ? p.toLowerCase() : null));
    if (kept.includes(null)) return null;
    while (shorthand && kept.length > 1 && (kept.length === 4 && kept[3] === kept[1] || kept.length === 3 && kept[2] === kept[0] || kept.length === 2 && kept[1] === kept[0])) kept.pop();
    return kept.join(' ');
  }
  if (name === 'font-weight' && !/^(normal|bold|bolder|lighter|\d{1,4})$/i.test(v)) return null;
  if (name === 'line-height' && !/^(normal|[\d.]+)$/i.test(v) && lengthPart(v) === null) return null;
  return v.replace(/#([0-9a-f]{3,8})\b/gi, hex => colorValue(hex) || hex).replace(/url\(\s*(['"]?)(.*?)\1\s*\)/g, (_, q, u) => `url("${u}")`);
};
const sides = ['top', 'right', 'bottom', 'left'];
const sideOf = (value, side) => {
  const p = value.split(/\s+/), i = sides.indexOf(side);
  return p[i] !== undefined ? p[i] : i === 3 ? p[1] !== undefined ? p[1] : p[0] : i === 2 ? p[0] : p[0];
};

// A declaration block: names and values, in order.
const parseDeclarations = text => {
  const found = [];
  for (const part of splitOutside(text.replace(/\/\*[\s\S]*?\*\//g, ''), ';')) {
    const colon = part.indexOf(':');
    if (colon < 0) continue;
    let name = part.slice(0, colon).trim(), value = part.slice(colon + 1).trim();
    if (!name.startsWith('--')) name = name.toLowerCase();
    const important = /\s*!\s*important$/i.test(value);
    if (important) value = value.replace(/\s*!\s*important$/i, '');
    found.push([name, value, important ? 'important' : '']);
  }
  return found;
};
const splitOutside = (text, separator) => {
  const parts = [];
  let depth = 0, quote = '', from = 0;
  for (let i = 0; i < text.length; i++) {
    const c = text[i];
    if (quote) { if (c === '\\') i++; else if (c === quote) quote = ''; } else if (c === '"' || c === "'") quote = c;
    else if (c === '(' || c === '[') depth++;
    else if (c === ')' || c === ']') depth--;
    else if (c === separator && depth <= 0) { parts.push(text.slice(from, i)); from = i + 1; }
  }
  parts.push(text.slice(from));
  return parts;
};
let knownNames;
const isKnown = name => {
  if (!knownNames) knownNames = new Set([...cssNames, ...webkitNames]);
  return knownNames.has(name) || name.startsWith('--');
};
class Block {
  constructor(text, write) { this.write = write; this.parse(text); }
  parse(text) {
    this.values = new Map();
    for (const [name, value, priority] of parseDeclarations(text)) this.put(name, value, priority);
  }
  put(name, value, priority) {
    if (!isKnown(name)) return false;
    const v = cssValue(name, value);
    if (v === null) return false;
    const old = this.values.get(name);
    if (old && old.value === v && old.priority === priority) return false;
    if (/^(margin|padding)$/.test(name)) for (const s of sides) this.values.delete(`${name}-${s}`);
    if (name === 'border') for (const key of [...this.values.keys()]) if (key.startsWith('border-') && /-(width|style|color)$|^border-(top|right|bottom|left)$/.test(key)) this.values.delete(key);
    if (name === 'background') for (const key of [...this.values.keys()]) if (key.startsWith('background-')) this.values.delete(key);
    this.values.set(name, {value: v, priority});
    return true;
  }
  get(name) {
    const v = this.values.get(name);
    if (v) return v.value;
    let m = /^(margin|padding)-(top|right|bottom|left)$/.exec(name);
    if (m && this.values.has(m[1])) return sideOf(this.values.get(m[1]).value, m[2]);
    m = /^(margin|padding)$/.exec(name);
    if (m) {
      const parts = sides.map(s => this.values.get(`${name}-${s}`));
      if (parts.every(Boolean)) return cssValue(name, parts.map(p => p.value).join(' '));
    }
    m = /^border(?:-(top|right|bottom|left))?-(width|style|color)$/.exec(name);
    if (m) {
      const whole = this.values.get(`border-${m[1]}`) || this.values.get(`border-${m[2]}`) || this.values.get('border');
      if (whole) return borderPart(whole.value, m[2]);
    }
    if (name === 'background-color' && this.values.has('background')) return this.values.get('background').value.split(/\s+(?![^(]*\))/).map(colorValue).find(Boolean) || 'initial';
    if (name === 'overflow-x' || name === 'overflow-y') return this.values.has('overflow') ? this.values.get('overflow').value : '';
    return '';
  }
  get text() { return [...this.values].map(([n, {value, priority}]) => `${n}: ${value}${priority ? ' !important' : ''};`).join(' '); }
}
const borderPart = (value, part) => {
  for (const p of value.split(/\s+(?![^(]*\))/)) {
    const is = lengthPart(p) || /^(thin|medium|thick)$/.test(p) ? 'width' : /^(none|hidden|dotted|dashed|solid|double|groove|ridge|inset|outset)$/.test(p) ? 'style' : 'color';
    if (is === part) return part === 'color' ? colorValue(p) || p : part === 'width' ? lengthPart(p) || p : p;
  }
  return part === 'width' ? 'medium' : part === 'style' ? 'none' : 'currentcolor';
};

const blocks = new WeakMap(); // of a declaration: a function that gives its Block
const CSSStyleDeclarationPrototype = {};
const blockOf = s => blocks.get(s)();
const putProperty = (s, name, value, priority) => {
  const block = blockOf(s);
  if (!block.write) fail('NoModificationAllowedError', "Failed to set the '" + name + "' property on 'CSSStyleDeclaration': These styles are computed, and therefore the '" + name + "' property is read-only.");
  value = value === null ? '' : String(value);
  if (value.trim() === '' ? dropProperty(block, name) : block.put(name, value, priority)) block.write(block.text);
};
const dropProperty = (block, name) => {
  let dropped = block.values.delete(name);
  if (/^(margin|padding)$/.test(name)) for (const s of sides) dropped = block.values.delete(`${name}-${s}`) || dropped;
  const m = /^(margin|padding)-(top|right|bottom|left)$/.exec(name), whole = m && block.values.get(m[1]);
  if (whole) {
    block.values.delete(m[1]);
    for (const s of sides) if (s !== m[2]) block.put(`${m[1]}-${s}`, sideOf(whole.value, s), whole.priority);
    dropped = true;
  }
  return dropped;
};
define(CSSStyleDeclarationPrototype, {
  get cssText() { return blockOf(this).text; },
  set cssText(v) { const block = blockOf(this); block.parse(String(v)); if (block.write) block.write(block.text); },
  get length() { return blockOf(this).values.size; },
  get parentRule() { return null; },
  item(i) { return [...blockOf(this).values.keys()][i >>> 0] || ''; },
  getPropertyValue(name) { name = String(name); return blockOf(this).get(name.startsWith('--') ? name : lowerCase(name)); },
  getPropertyPriority(name) { const v = blockOf(this).values.get(lowerCase(String(name))); return v ? v.priority : ''; },
  setProperty(name, value, priority = '') {
    required('setProperty', 'CSSStyleDeclaration', arguments, 2);
    name = String(name);
    putProperty(this, name.startsWith('--') ? name : lowerCase(name), value, lowerCase(String(priority)) === 'important' ? 'important' : '');
  },
  removeProperty(name) {
    name = lowerCase(String(name));
    const old = this.getPropertyValue(name), block = blockOf(this);
    if (dropProperty(block, name) && block.write) block.write(block.text);
    return old;
  },
  get cssFloat() { return this.getPropertyValue('float'); },
  set cssFloat(v) { putProperty(this, 'float', v, ''); },
});
hide(CSSStyleDeclarationPrototype, Symbol.iterator, arrayMethods.values);
expose('CSSStyleDeclaration', CSSStyleDeclarationPrototype);
{
  const accessor = name => ({get() { return blockOf(this).get(name); }, set(v) { putProperty(this, name, v, ''); }, enumerable: true, configurable: true});
  for (const name of [...cssNames, ...webkitNames]) {
    const d = accessor(name), camel = name.replace(/-([a-z])/g, (_, c) => c.toUpperCase());
    defineProperty(CSSStyleDeclarationPrototype, camel, d);
    if (camel !== name) defineProperty(CSSStyleDeclarationPrototype, name, d);
    if (camel.startsWith('Webkit')) defineProperty(CSSStyleDeclarationPrototype, 'w' + camel.slice(1), d);
  }
}
function newStyle(block) {
  const s = createObject(CSSStyleDeclarationPrototype);
  blocks.set(s, block);
  return s;
}
// The style of an element is what its attribute says.
function inlineStyle(element) {
  let known, block = new Block('');
  block.write = text => { known = text; element.setAttribute('style', text); };
  return newStyle(() => {
    const text = element.getAttribute('style') || '';
    if (text !== known) { block.parse(text); known = text; }
    return block;
  });
}
define(SVGElement.prototype, {
  get style() { return cached(this, '_style', () => inlineStyle(this)); },
  set style(v) { this.style.cssText = v; },
  get dataset() { return cached(this, '_dataset', () => datasetOf(this)); },
  get tabIndex() { return -1; },
  focus() {}, blur() {},
  get ownerSVGElement() { for (let p = this.parentNode; p; p = p.parentNode) if (p.localName === 'svg') return p; return null; },
  get viewportElement() { return this.ownerSVGElement; },
  getBBox() { return rectOf(0, 0, 0, 0); },
});
// Its class is no text, as in browsers.
defineProperty(SVGElement.prototype, 'className', {get() {
  const e = this;
  return cached(this, '_className', () => ({get baseVal() { return e.getAttribute('class') || ''; }, set baseVal(v) { e.setAttribute('class', v); }, get animVal() { return this.baseVal; }}));
}, enumerable: true, configurable: true});

// Style sheets.
const sheetStates = new WeakMap();
const parseRules = (text, rules = []) => {
  text = text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/<!--|-->/g, '');
  let i = 0;
  while (i < text.length) {
    const open = text.indexOf('{', i), semicolon = text.indexOf(';', i);
    if (open < 0) break;
    const prelude = text.slice(i, open).trim();
    if (prelude[0] === '@' && semicolon >= 0 && semicolon < open) { i = semicolon + 1; continue; }
    let depth = 1, end = open + 1;
    while (end < text.length && depth > 0) { if (text[end] === '{') depth++; else if (text[end] === '}') depth--; end++; }
    const body = text.slice(open + 1, depth === 0 ? end - 1 : end);
    if (prelude[0] === '@') {
      const m = /^@(media|supports|layer|-webkit-keyframes|keyframes|font-face|page)\b\s*([\s\S]*)$/i.exec(prelude);
      if (m && /^(media|supports|layer)$/i.test(m[1])) rules.push({type: m[1].toLowerCase() === 'media' ? 4 : 12, condition: m[2], rules: parseRules(body), text: prelude});
      else rules.push({type: m && /keyframes/i.test(m[1]) ? 7 : 5, text: prelude, body});
    } else if (prelude !== '') rules.push({type: 1, selector: prelude.replace(/\s+/g, ' '), block: new Block(body)});
    i = end;
  }
  return rules;
};
const CSSRulePrototype = {}, CSSStyleRulePrototype = createObject(CSSRulePrototype), CSSMediaRulePrototype = createObject(CSSRulePrototype);
const ruleStates = new WeakMap();
define(CSSRulePrototype, {
  get type() { return ruleStates.get(this).type; },
  get cssText() { const r = ruleStates.get(this); return r.type === 1 ? `${r.selector} { ${r.block.text} }` : r.text; },
  get parentStyleSheet() { return ruleStates.get(this).sheet || null; },
  get parentRule() { return null; },
});
define(CSSStyleRulePrototype, {
  get selectorText() { return ruleStates.get(this).selector; },
  set selectorText(v) { ruleStates.get(this).selector = String(v); version++; },
  get style() { const r = ruleStates.get(this); return r.style || (r.block.write = () => { version++; }, r.style = newStyle(() => r.block)); },
  set style(v) { this.style.cssText = v; },
});
define(CSSMediaRulePrototype, {get conditionText() { return ruleStates.get(this).condition; }, get cssRules() { return ruleStates.get(this).rules.map(ruleObject); }});
expose('CSSRule', CSSRulePrototype);
expose('CSSStyleRule', CSSStyleRulePrototype, 'CSSRule');
expose('CSSMediaRule', CSSMediaRulePrototype, 'CSSRule');
const ruleObject = r => r.object || (r.object = createObject(r.type === 1 ? CSSStyleRulePrototype : r.rules ? CSSMediaRulePrototype : CSSRulePrototype), ruleStates.set(r.object, r), r.object);
const CSSStyleSheetPrototype = {};
const rulesOf = sheet => sheetStates.get(sheet).rules;
define(CSSStyleSheetPrototype, {
  get cssRules() { const list = rulesOf(this).map(ruleObject); list.item = i => list[i] || null; return list; },
  get rules() { return this.cssRules; },
  get ownerNode() { return sheetStates.get(this).owner; },
  get ownerRule() { return null; },
  get href() { return sheetStates.get(this).href || null; },
  get type() { return 'text/css'; },
  get title() { return null; },
  get media() { return sheetStates.get(this).media; },
  get disabled() { return !!sheetStates.get(this).disabled; },
  set disabled(v) { sheetStates.get(this).disabled = !!v; version++; },
  insertRule(text, index = 0) {
    const [rule] = parseRules(String(text));
    if (!rule) fail('SyntaxError', failure('insertRule', 'CSSStyleSheet') + `Failed to parse the rule '${text}'.`);
    if (index > rulesOf(this).length) fail('IndexSizeError', `${failure('insertRule', 'CSSStyleSheet')}The index provided (${index}) is larger than the maximum index (${rulesOf(this).length}).`);
    rulesOf(this).splice(index, 0, rule);
    version++;
    return index;
  },
  deleteRule(index) { rulesOf(this).splice(index, 1); version++; },
  addRule(selector, style, index = rulesOf(this).length) { this.insertRule(`${selector} { ${style} }`, index); return -1; },
  removeRule(index = 0) { this.deleteRule(index); },
  replaceSync(text) { sheetStates.get(this).rules = parseRules(String(text)); version++; },
  replace(text) { this.replaceSync(text); return Promise.resolve(this); },
});
expose('StyleSheet', {});
expose('CSSStyleSheet', CSSStyleSheetPrototype, 'StyleSheet', () => newSheet(null, '', null, ''));
expose('StyleSheetList', {});
const newSheet = (owner, text, href, media) => {
  const sheet = createObject(CSSStyleSheetPrototype);
  sheetStates.set(sheet, {owner, rules: parseRules(text), href, media: {mediaText: media, length: media ? 1 : 0}, text});
  return sheet;
};
const sheetOf = e => {
  if (!isConnected(e)) return null;
  if (e.localName === 'style') {
    const text = textOf(e);
    if (!e._sheet || sheetStates.get(e._sheet).text !== text) hide(e, '_sheet', newSheet(e, text, null, e.getAttribute('media') || ''));
    return e._sheet;
  }
  return e._sheet || null;
};
const sheets = () => descendants(document, isHTMLNamed('style', 'link')).map(sheetOf).filter(Boolean);
for (const name of ['HTMLStyleElement', 'HTMLLinkElement']) define(elements[name].prototype, {
  get sheet() { return sheetOf(this); },
  get disabled() { const s = sheetOf(this); return !!s && s.disabled; },
  set disabled(v) { const s = sheetOf(this); if (s) s.disabled = v; },
});
define(Document.prototype, {get styleSheets() { const list = sheets(); list.item = i => list[i] || null; return list; }});

// Media queries are about a window without a screen.
const mediaMatches = query => query.split(',').some(part => {
  let q = part.trim().toLowerCase();
  if (q === '') return true;
  let not = false;
  if (/^not\s/.test(q)) { not = true; q = q.slice(4); }
  const ok = q.replace(/^only\s+/, '').split(/\s+and\s+/).every(c => {
    if (c === 'all' || c === 'screen') return true;
    if (c === 'print' || c === 'speech') return false;
    const m = /^\(\s*([a-z-]+)\s*(?::\s*(.*?))?\s*\)$/.exec(c);
    if (!m) return false;
    const size = /(min|max)-(width|height)/.exec(m[1]), n = parseFloat(m[2]);
    if (size) { const have = size[2] === 'width' ? window.innerWidth : window.innerHeight; return size[1] === 'min' ? have >= n : have <= n; }
    switch (m[1]) {
      case 'prefers-color-scheme': return m[2] === 'light';
      case 'prefers-reduced-motion': return m[2] === 'no-preference';
      case 'orientation': return m[2] === (window.innerWidth >= window.innerHeight ? 'landscape' : 'portrait');
      case 'hover': case 'any-hover': return m[2] !== 'none';
      case 'pointer': case 'any-pointer': return m[2] !== 'none' && m[2] !== 'coarse';
      case 'min-resolution': case '-webkit-min-device-pixel-ratio': case 'min-device-pixel-ratio': return n <= 1;
      case 'color': return true;
    }
    return false;
  });
  return ok !== not;
});

// The cascade: rules of the page by specificity and order, then the attribute.
let cascadeVersion = -1, cascade = [];
const specificity = s => {
  s = s.replace(/::[\w-]+/g, ' e').replace(/:not\(([^)]*)\)/g, ' $1');
  const count = re => (s.match(re) || []).length;
  return count(/#[\w-]+/g) * 1e6 + (count(/\.[\w-]+/g) + count(/\[[^\]]*\]/g) + count(/:[\w-]+/g)) * 1e3 + count(/(^|[\s>+~])[a-z][\w-]*/gi);
};
const collectRules = (rules, out) => {
  for (const r of rules) {
    if (r.rules) { if (r.type !== 4 || mediaMatches(r.condition)) collectRules(r.rules, out); continue; }
    if (r.type !== 1) continue;
    for (const selector of splitOutside(r.selector, ',')) out.push({selector: selector.trim(), weight: specificity(selector), order: out.length, block: r.block});
  }
};
const rulesInForce = () => {
  if (cascadeVersion !== version) {
    cascade = [];
    for (const s of sheets()) if (!s.disabled && mediaMatches(sheetStates.get(s).media.mediaText)) collectRules(rulesOf(s), cascade);
    cascade.sort((a, b) => a.weight - b.weight || a.order - b.order);
    cascadeVersion = version;
    computedCache = new Map();
  }
  return cascade;
};
let computedCache = new Map();
const declared = e => {
  const rules = rulesInForce();
  let found = computedCache.get(e);
  if (found) return found;
  found = new Map();
  const apply = block => { for (const [name, v] of block.values) { const old = found.get(name); if (!old || !old.priority || v.priority) { found.delete(name); found.set(name, v); } } };
  for (const r of rules) { let hit = false; try { hit = select.matches(e, r.selector); } catch (x) {} if (hit) apply(r.block); }
  if (e.hasAttribute('style') && e.style) apply(blockOf(e.style));
  const block = new Block('');
  block.values = found;
  computedCache.set(e, block);
  return block;
};
const initialValues = {display: 'inline', position: 'static', visibility: 'visible', color: 'rgb(0, 0, 0)', 'background-color': 'rgba(0, 0, 0, 0)', 'background-image': 'none', opacity: '1', float: 'none', clear: 'none',
  overflow: 'visible', 'overflow-x': 'visible', 'overflow-y': 'visible', 'font-family': '"DejaVu Sans"', 'font-weight': '400', 'font-style': 'normal', 'line-height': 'normal', 'text-align': 'start', 'white-space': 'normal',
  'z-index': 'auto', 'box-sizing': 'content-box', cursor: 'default', transform: 'none', 'text-decoration': 'none', 'user-select': 'none', 'pointer-events': 'auto', direction: 'ltr', 'list-style-type': 'disc', content: 'normal',
  'transition-duration': '0s', 'transition-delay': '0s', 'transition-property': 'all', 'animation-name': 'none', 'animation-duration': '0s', 'animation-delay': '0s', 'max-width': 'none', 'max-height': 'none', 'min-width': '0px', 'min-height': '0px',
  top: 'auto', left: 'auto', right: 'auto', bottom: 'auto', 'flex-direction': 'row', 'text-transform': 'none', 'vertical-align': 'baseline', 'border-collapse': 'separate', 'font-size': '12px', order: '0', 'flex-grow': '0', 'flex-shrink': '1'};
const tableDisplays = {table: 'table', thead: 'table-header-group', tbody: 'table-row-group', tfoot: 'table-footer-group', tr: 'table-row', td: 'table-cell', th: 'table-cell', caption: 'table-caption', colgroup: 'table-column-group', col: 'table-column'};
const defaultDisplay = e => {
  if (e.namespaceURI !== HTML) return 'inline';
  const n = e.localName;
  if (unrendered.has(n) || e.hasAttribute('hidden') || n === 'input' && e.type === 'hidden' || n === 'dialog' && !e.hasAttribute('open')) return 'none';
  if (tableDisplays[n]) return tableDisplays[n];
  if (n === 'li' || n === 'summary') return 'list-item';
  if (['input', 'button', 'select', 'textarea', 'meter', 'progress'].includes(n)) return 'inline-block';
  return blockNames.has(n) ? 'block' : 'inline';
};
const headingSizes = {h1: 2, h2: 1.5, h3: 1.17, h4: 1, h5: .83, h6: .67, small: .8333};
// computed gives the computed value of a property.
function computed(e, name) {
  let v = declared(e).get(name);
  if (v === 'inherit' || v === 'unset' && inherited.has(name) || v === '' && inherited.has(name) && !isOwnDefault(e, name)) {
    const parent = e.parentElement;
    v = parent ? computed(parent, name) : '';
  }
  if (v === 'initial' || v === 'unset') v = initialValues[name] || '';
  if (name === 'font-size' && v !== '' && !/px$/.test(v)) {
    const base = e.parentElement ? parseFloat(computed(e.parentElement, 'font-size')) : 12, n = parseFloat(v);
    v = /rem$/.test(v) ? n * 12 + 'px' : /em$/.test(v) ? n * base + 'px' : /%$/.test(v) ? n * base / 100 + 'px' : /pt$/.test(v) ? n * 4 / 3 + 'px' : v;
  }
  if (v !== '') return colorNames.test(name) && basicColors[v] ? `rgb(${basicColors[v]})` : v === 'transparent' && colorNames.test(name) ? 'rgba(0, 0, 0, 0)'
    : name === 'font-weight' ? {normal: '400', bold: '700'}[v] || v : v;
  switch (name) {
    case 'display': return defaultDisplay(e);
    case 'font-weight': if (/^(b|strong|th|h[1-6])$/.test(e.localName)) return '700'; break;
    case 'font-style': if (/^(i|em|cite|var|dfn|address)$/.test(e.localName)) return 'italic'; break;
    case 'font-size': if (headingSizes[e.localName]) return +((e.parentElement ? parseFloat(computed(e.parentElement, 'font-size')) : 12) * headingSizes[e.localName]).toFixed(4) + 'px'; break;
  }
  const m = /^(margin|padding)-(top|right|bottom|left)$/.exec(name);
  if (m) return e.localName === 'body' && m[1] === 'margin' ? '8px' : '0px';
  if (/^border-.*-width$/.test(name)) return '0px';
  if (/^border-.*-style$/.test(name)) return 'none';
  if (/^border-.*-color$|^outline-color$/.test(name)) return computed(e, 'color');
  if (/radius$/.test(name)) return '0px';
  return initialValues[name] === undefined ? '' : initialValues[name];
}
const isOwnDefault = (e, name) => name === 'font-weight' && /^(b|strong|th|h[1-6])$/.test(e.localName) || name === 'font-style' && /^(i|em|cite|var|dfn|address)$/.test(e.localName) || name === 'font-size' && !!headingSizes[e.localName];

// In place of a layout: boxes stacked from top to bottom, texts of letters of one size.
const pixels = v => /px$/.test(v) ? parseFloat(v) : NaN;
const box = (e, name) => pixels(computed(e, name)) || 0;
const letterWidth = 7, lineHeight = 15;
const layoutCache = {version: -1, sizes: new Map()};
const isInline = e => /^inline/.test(computed(e, 'display'));
const sizeOf = e => {
  if (layoutCache.version !== version) { layoutCache.version = version; layoutCache.sizes = new Map(); }
  let s = layoutCache.sizes.get(e);
  if (!s) { s = measure(e); layoutCache.sizes.set(e, s); }
  return s;
};
const padX = e => box(e, 'padding-left') + box(e, 'padding-right') + box(e, 'border-left-width') + box(e, 'border-right-width');
const padY = e => box(e, 'padding-top') + box(e, 'padding-bottom') + box(e, 'border-top-width') + box(e, 'border-bottom-width');
const available = e => {
  const p = e.parentElement;
  if (!p) return window.innerWidth;
  return Math.max(0, contentWidth(p) - box(e, 'margin-left') - box(e, 'margin-right'));
};
const contentWidth = e => sizeOf(e).width - padX(e);
const lengthIn = (e, name, whole) => {
  const v = computed(e, name);
  return /px$/.test(v) ? parseFloat(v) : /%$/.test(v) ? whole() * parseFloat(v) / 100 : /vw$/.test(v) ? window.innerWidth * parseFloat(v) / 100
    : /vh$/.test(v) ? window.innerHeight * parseFloat(v) / 100 : /em$/.test(v) ? parseFloat(v) * parseFloat(computed(e, 'font-size')) : NaN;
};
const controlSizes = {input: [153, 21], button: [16, 21], select: [40, 19], textarea: [182, 36], canvas: [300, 150], video: [300, 150], iframe: [304, 154], progress: [160, 16], meter: [80, 16], img: [0, 0]};
const measure = e => {
  if (!isRendered(e)) return {width: 0, height: 0};
  if (e.localName === 'html') {
    layoutCache.sizes.set(e, {width: window.innerWidth, height: 0});
    return {width: window.innerWidth, height: heightOfChildren(e, window.innerWidth)};
  }
  const border = computed(e, 'box-sizing') === 'border-box', control = controlSizes[e.localName];
  let width = lengthIn(e, 'width', () => e.parentElement ? contentWidth(e.parentElement) : window.innerWidth);
  if (Number.isNaN(width) && control && e.hasAttribute('width')) width = parseFloat(e.getAttribute('width'));
  if (!Number.isNaN(width)) width += border ? 0 : padX(e);
  else if (control) width = control[0] + (e.localName === 'button' ? textOf(e).length * letterWidth : 0);
  else if (isInline(e)) width = Math.min(collapse(textOf(e)).length * letterWidth + padX(e), e.parentElement ? sizeOf(e.parentElement).width : window.innerWidth);
  else width = available(e);
  layoutCache.sizes.set(e, {width, height: 0});
  let height = lengthIn(e, 'height', () => e.localName === 'body' ? window.innerHeight : e.parentElement ? sizeOf(e.parentElement).height : window.innerHeight);
  if (Number.isNaN(height) && control && e.hasAttribute('height')) height = parseFloat(e.getAttribute('height'));
  if (!Number.isNaN(height)) height += border ? 0 : padY(e);
  else if (control) height = control[1];
  else height = heightOfChildren(e, Math.max(width - padX(e), letterWidth)) + padY(e);
  return {width, height};
};
// heightOfChildren is how high the content of an element is in that width.
const heightOfChildren = (e, width) => {
  let height = 0, letters = 0, line = 0;
  const endLine = () => { if (letters > 0 || line > 0) height += Math.max(line, Math.ceil(letters * letterWidth / width) * lineHeight); letters = 0; line = 0; };
  for (let kid = e.firstChild; kid !== null; kid = kid.nextSibling) {
    if (kid.nodeType === 3) letters += collapse(kid._data).length;
    else if (kid.nodeType === 1) {
      if (kid.localName === 'br') { letters = Math.max(letters, 1); endLine(); continue; }
      const position = computed(kid, 'position');
      if (computed(kid, 'display') === 'none' || position === 'absolute' || position === 'fixed') continue;
      if (isInline(kid)) { const s = sizeOf(kid); letters += Math.ceil(s.width / letterWidth); line = Math.max(line, s.height); } else { endLine(); height += sizeOf(kid).height + box(kid, 'margin-top') + box(kid, 'margin-bottom'); }
    }
  }
  endLine();
  return height;
};
const placeOf = e => {
  const p = e.parentElement;
  if (!p || !isRendered(e)) return {left: 0, top: 0};
  const position = computed(e, 'position'), at = position === 'fixed' ? {left: 0, top: 0} : placeOf(p), own = name => lengthIn(e, name, () => 0) || 0;
  if (position === 'absolute' || position === 'fixed') return {left: at.left + own('left'), top: at.top + own('top')};
  let top = at.top + box(p, 'padding-top') + box(p, 'border-top-width') + box(e, 'margin-top'), left = at.left + box(p, 'padding-left') + box(p, 'border-left-width') + box(e, 'margin-left');
  for (const before of elementChildren(p)) {
    if (before === e) break;
    if (!isRendered(before) || /absolute|fixed/.test(computed(before, 'position'))) continue;
    if (isInline(before) && isInline(e)) left += sizeOf(before).width; else top += sizeOf(before).height + box(before, 'margin-top') + box(before, 'margin-bottom');
  }
  if (position === 'relative') { top += own('top'); left += own('left'); }
  return {left, top: top - (p._scrollTop || 0)};
};
const DOMRectReadOnlyPrototype = {}, DOMRectPrototype = createObject(DOMRectReadOnlyPrototype), rects = new WeakMap();
for (const [key, f] of Object.entries({
  x: r => r.x, y: r => r.y, width: r => r.width, height: r => r.height, top: r => Math.min(r.y, r.y + r.height), bottom: r => Math.max(r.y, r.y + r.height),
  left: r => Math.min(r.x, r.x + r.width), right: r => Math.max(r.x, r.x + r.width),
})) defineProperty(DOMRectReadOnlyPrototype, key, {get() { return f(rects.get(this)); }, enumerable: true, configurable: true});
for (const key of ['x', 'y', 'width', 'height'])
  defineProperty(DOMRectPrototype, key, {get() { return rects.get(this)[key]; }, set(v) { rects.get(this)[key] = +v; }, enumerable: true, configurable: true});
define(DOMRectReadOnlyPrototype, {toJSON() { const {x, y, width, height, top, right, bottom, left} = this; return {x, y, width, height, top, right, bottom, left}; }});
function rectOf(x, y, width, height) {
  const r = createObject(DOMRectPrototype);
  rects.set(r, {x: +x || 0, y: +y || 0, width: +width || 0, height: +height || 0});
  return r;
}
expose('DOMRectReadOnly', DOMRectReadOnlyPrototype, undefined, a => rectOf(...a));
expose('DOMRect', DOMRectPrototype, 'DOMRectReadOnly', a => rectOf(...a));
const scrollable = e => Math.max(0, e.scrollHeight - e.clientHeight);
define(Element.prototype, {
  getBoundingClientRect() { const {left, top} = placeOf(this), {width, height} = sizeOf(this); return isRendered(this) ? rectOf(left, top, width, height) : rectOf(0, 0, 0, 0); },
  getClientRects() { return isRendered(this) ? [this.getBoundingClientRect()] : []; },
  get clientWidth() { return this.localName === 'html' ? window.innerWidth : isInline(this) && !controlSizes[this.localName] ? 0 : Math.round(sizeOf(this).width - box(this, 'border-left-width') - box(this, 'border-right-width')); },
  get clientHeight() { return this.localName === 'html' ? window.innerHeight : isInline(this) && !controlSizes[this.localName] ? 0 : Math.round(sizeOf(this).height - box(this, 'border-top-width') - box(this, 'border-bottom-width')); },
  get clientTop() { return Math.round(box(this, 'border-top-width')); },
  get clientLeft() { return Math.round(box(this, 'border-left-width')); },
  get scrollWidth() { return this.clientWidth; },
  get scrollHeight() { return !isRendered(this) ? 0 : Math.round(Math.max(this.clientHeight, heightOfChildren(this, Math.max(contentWidth(this), letterWidth)) + box(this, 'padding-top') + box(this, 'padding-bottom'))); },
  get scrollTop() { return Math.min(this._scrollTop || 0, scrollable(this)); },
  set scrollTop(v) { scrollTo(this, v); },
  get scrollLeft() { return 0; },
  set scrollLeft(v) {},
  scroll(x, y) { scrollTo(this, typeof x === 'object' ? x.top : y); },
  scrollTo(x, y) { scrollTo(this, typeof x === 'object' ? x.top : y); },
  scrollBy(x, y) { scrollTo(this, this.scrollTop + ((typeof x === 'object' ? x.top : y) || 0)); },
  scrollIntoView() {},
  scrollIntoViewIfNeeded() {},
  checkVisibility() { return isRendered(this); },
  animate() { return {play() {}, pause() {}, cancel() {}, finish() {}, reverse() {}, finished: Promise.resolve(), playState: 'finished', currentTime: 0, onfinish: null}; },
  getAnimations() { return []; },
  requestFullscreen() { return Promise.reject(new TypeError('fullscreen error')); },
  webkitRequestFullscreen() {}, webkitRequestFullScreen() {},
  requestPointerLock() {}, setPointerCapture() {}, releasePointerCapture() {}, hasPointerCapture() { return false; },
});
const scrollTo = (e, v) => {
  const at = Math.max(0, Math.min(+v || 0, scrollable(e)));
  if (at === e.scrollTop) return;
  hide(e, '_scrollTop', at);
  window.requestAnimationFrame(() => { if (isConnected(e)) host.fire(e.localName === 'html' ? document : e, 'scroll', e.localName === 'html'); });
};
const offsetParentOf = e => {
  if (!isRendered(e) || e.localName === 'body' || e.localName === 'html' || computed(e, 'position') === 'fixed') return null;
  for (let p = e.parentElement; p; p = p.parentElement) if (p.localName === 'body' || computed(p, 'position') !== 'static' || computed(e, 'position') === 'static' && /^(td|th|table)$/.test(p.localName)) return p;
  return null;
};
define(HTMLElement.prototype, {
  get offsetWidth() { return Math.round(sizeOf(this).width); },
  get offsetHeight() { return Math.round(sizeOf(this).height); },
  get offsetTop() { const p = offsetParentOf(this); return Math.round(isRendered(this) ? placeOf(this).top - (p && p.localName !== 'body' ? placeOf(p).top : 0) : 0); },
  get offsetLeft() { const p = offsetParentOf(this); return Math.round(isRendered(this) ? placeOf(this).left - (p && p.localName !== 'body' ? placeOf(p).left : 0) : 0); },
  get offsetParent() { return offsetParentOf(this); },
});

const computedStyle = e => newStyle(() => {
  const block = new Block('');
  block.get = name => {
    if (!isConnected(e)) return '';
    if ((name === 'width' || name === 'height') && isRendered(e) && !(isInline(e) && !controlSizes[e.localName])) {
      const pad = computed(e, 'box-sizing') === 'border-box' ? 0 : name === 'width' ? padX(e) : padY(e);
      return +(sizeOf(e)[name] - pad).toFixed(4) + 'px';
    }
    if ((name === 'width' || name === 'height') && computed(e, name) === '') return 'auto';
    if (name === 'margin' || name === 'padding') return cssValue(name, sides.map(s => computed(e, `${name}-${s}`)).join(' '));
    if (name === 'float') return computed(e, 'float');
    return computed(e, name);
  };
  block.values = new Map(cssNames.map(n => [n, {value: '', priority: ''}]));
  return block;
});
