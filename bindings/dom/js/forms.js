// Form controls and what a click does to them. See https://html.spec.whatwg.org/multipage/forms.html.

const {HTMLInputElement, HTMLSelectElement, HTMLOptionElement, HTMLTextAreaElement, HTMLFormElement, HTMLLabelElement, HTMLButtonElement} = elements;
const isInput = isHTMLNamed('input'), isOption = isHTMLNamed('option'), isSelect = isHTMLNamed('select');
const listedNames = new Set(['button', 'fieldset', 'input', 'object', 'output', 'select', 'textarea']);
const labelableNames = new Set(['button', 'input', 'meter', 'output', 'progress', 'select', 'textarea']);

// The form of a control: the one its form attribute names, or around it.
const formOf = e => {
  const id = e.getAttribute('form');
  if (id !== null && isConnected(e)) {
    const form = document.getElementById(id);
    return form && form.localName === 'form' ? form : null;
  }
  for (let p = e.parentNode; p; p = p.parentNode) if (p.localName === 'form' && p.namespaceURI === HTML) return p;
  return null;
};
for (const name of ['HTMLButtonElement', 'HTMLFieldSetElement', 'HTMLInputElement', 'HTMLObjectElement', 'HTMLOutputElement', 'HTMLSelectElement', 'HTMLTextAreaElement',
  'HTMLLabelElement', 'HTMLLegendElement'])
  define(elements[name].prototype, {get form() {
    if (name === 'HTMLLabelElement') { const c = this.control; return c && listedNames.has(c.localName) ? formOf(c) : null; }
    return formOf(this);
  }});
for (const name of ['HTMLButtonElement', 'HTMLInputElement', 'HTMLMeterElement', 'HTMLOutputElement', 'HTMLProgressElement', 'HTMLSelectElement', 'HTMLTextAreaElement'])
  define(elements[name] ? elements[name].prototype : {}, {get labels() {
    if (this.type === 'hidden') return null;
    return cached(this, '_labels', () => live(NodeListPrototype, () => descendants(rootOf(this), e => isHTMLNamed('label')(e) && e.control === this)));
  }});
define(HTMLLabelElement.prototype, {
  get htmlFor() { return this.getAttribute('for') || ''; },
  set htmlFor(v) { this.setAttribute('for', v); },
  get control() {
    const id = this.getAttribute('for');
    if (id !== null) {
      const e = isConnected(this) ? this.doc.getElementById(id) : null;
      return e && labelableNames.has(e.localName) && e.type !== 'hidden' ? e : null;
    }
    return descendants(this, e => labelableNames.has(e.localName) && e.type !== 'hidden')[0] || null;
  },
});

// Validity: what the attributes ask for.
const validityOf = e => {
  const custom = e._customValidity || '', v = {badInput: false, customError: custom !== '', patternMismatch: false, rangeOverflow: false, rangeUnderflow: false,
    stepMismatch: false, tooLong: false, tooShort: false, typeMismatch: false, valueMissing: false, valid: true};
  if (e.localName === 'input' || e.localName === 'textarea' || e.localName === 'select') {
    const value = e.value;
    if (e.hasAttribute('required') && !isDisabled(e) && !e.readOnly)
      v.valueMissing = e.type === 'checkbox' ? !e.checked : e.type === 'radio' ? !radioGroup(e).some(r => r.checked) : value === '';
    if (e.localName === 'input' && value !== '') {
      const pattern = e.getAttribute('pattern'), min = parseFloat(e.getAttribute('min')), max = parseFloat(e.getAttribute('max'));
      if (pattern !== null) try { v.patternMismatch = !new RegExp(`^(?:${pattern})$`).test(value); } catch (x) {}
      if (e.type === 'email') v.typeMismatch = !/^[^\s@]+@[^\s@]+$/.test(value);
      if (e.type === 'url') v.typeMismatch = !/^[a-z][a-z0-9+.-]*:/i.test(value);
      if (e.type === 'number' || e.type === 'range') {
        v.rangeUnderflow = +value < min;
        v.rangeOverflow = +value > max;
        const step = e.getAttribute('step') === 'any' ? 0 : parseFloat(e.getAttribute('step')) || 1, off = (+value - (min || 0)) / step;
        v.stepMismatch = step > 0 && Math.abs(off - Math.round(off)) > 1e-9;
      }
    }
  }
  v.valid = !Object.keys(v).some(k => k !== 'valid' && v[k]);
  return v;
};
const ValidityStatePrototype = {};
const validities = new WeakMap();
for (const key of ['valueMissing', 'typeMismatch', 'patternMismatch', 'tooLong', 'tooShort', 'rangeUnderflow', 'rangeOverflow', 'stepMismatch', 'badInput', 'customError', 'valid'])
  defineProperty(ValidityStatePrototype, key, {get() { return validityOf(validities.get(this))[key]; }, enumerable: true, configurable: true});
expose('ValidityState', ValidityStatePrototype);
const validationTexts = [['customError', e => e._customValidity], ['valueMissing', e => e.type === 'checkbox' ? 'Please check this box if you want to proceed.' : e.type === 'radio' ? 'Please select one of these options.' : e.localName === 'select' ? 'Please select an item in the list.' : 'Please fill out this field.'],
  ['typeMismatch', e => e.type === 'url' ? 'Please enter a URL.' : 'Please enter an email address.'], ['patternMismatch', () => 'Please match the requested format.'],
  ['rangeUnderflow', e => `Value must be greater than or equal to ${e.min}.`], ['rangeOverflow', e => `Value must be less than or equal to ${e.max}.`], ['stepMismatch', () => 'Please enter a valid value.']];
const candidate = e => !isDisabled(e) && !(e.localName === 'input' && ['hidden', 'reset', 'button'].includes(e.type)) && !(e.localName === 'button' && e.type !== 'submit') && e.localName !== 'fieldset' && e.localName !== 'output' && e.localName !== 'object';
for (const name of ['HTMLButtonElement', 'HTMLFieldSetElement', 'HTMLInputElement', 'HTMLObjectElement', 'HTMLOutputElement', 'HTMLSelectElement', 'HTMLTextAreaElement'])
  define(elements[name].prototype, {
    get willValidate() { return candidate(this); },
    get validity() { return cached(this, '_validity', () => { const v = createObject(ValidityStatePrototype); validities.set(v, this); return v; }); },
    get validationMessage() {
      if (!candidate(this)) return '';
      const v = validityOf(this), found = validationTexts.find(([key]) => v[key]);
      return found ? found[1](this) : '';
    },
    setCustomValidity(text) { hide(this, '_customValidity', String(text)); },
    checkValidity() { return !candidate(this) || validityOf(this).valid || (host.fire(this, 'invalid', false, true), false); },
    reportValidity() { return this.checkValidity(); },
  });

// Inputs. A value that was set counts more than the attribute.
const inputTypes = new Set('hidden text search tel url email password date month week time datetime-local number range color checkbox radio file submit image reset button'.split(' '));
const valueMode = type => type === 'file' ? 'filename' : type === 'checkbox' || type === 'radio' ? 'default/on'
  : ['hidden', 'submit', 'image', 'reset', 'button'].includes(type) ? 'default' : 'value';
const isNumber = s => /^-?(\d+|\d*\.\d+)([eE][-+]?\d+)?$/.test(s) && Number.isFinite(+s);
const sanitize = (e, value) => {
  switch (e.type) {
    case 'text': case 'search': case 'tel': case 'password': return value.replace(/[\r\n]/g, '');
    case 'url': case 'email': return value.replace(/[\r\n]/g, '').trim();
    case 'number': return isNumber(value) ? value : '';
    case 'range': {
      const min = parseFloat(e.getAttribute('min')), max = parseFloat(e.getAttribute('max'));
      const low = Number.isNaN(min) ? 0 : min, high = Math.max(low, Number.isNaN(max) ? 100 : max);
      let n = isNumber(value) ? +value : low + (high - low) / 2;
      n = Math.min(Math.max(n, low), high);
      const step = e.getAttribute('step') === 'any' ? 0 : parseFloat(e.getAttribute('step')) || 1;
      if (step > 0) n = low + Math.round((n - low) / step) * step;
      return String(+n.toFixed(10));
    }
    case 'color': return /^#[0-9a-f]{6}$/i.test(value) ? value.toLowerCase() : '#000000';
    case 'date': return /^\d{4,}-\d\d-\d\d$/.test(value) ? value : '';
    case 'month': return /^\d{4,}-\d\d$/.test(value) ? value : '';
    case 'week': return /^\d{4,}-W\d\d$/.test(value) ? value : '';
    case 'time': return /^\d\d:\d\d(:\d\d(\.\d{1,3})?)?$/.test(value) ? value : '';
    case 'datetime-local': return /^\d{4,}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d{1,3})?)?$/.test(value) ? value.replace(' ', 'T') : '';
  }
  return value;
};
const radioGroup = e => {
  const name = e.getAttribute('name');
  if (!name) return [e];
  const form = formOf(e);
  return descendants(rootOf(e), r => isInput(r) && r.type === 'radio' && r.getAttribute('name') === name && formOf(r) === form);
};
const setChecked = (e, on) => {
  hide(e, '_checked', on);
  version++;
  if (on && e.type === 'radio') for (const r of radioGroup(e)) if (r !== e) hide(r, '_checked', false);
};
const caret = (e, at) => { hide(e, '_selectionStart', at); hide(e, '_selectionEnd', at); };
const selects = type => ['text', 'search', 'tel', 'url', 'password', 'textarea'].includes(type);
const textMembers = name => ({
  get selectionStart() { return selects(this.type) ? Math.min(this._selectionStart || 0, this.value.length) : null; },
  set selectionStart(v) { checkSelects(this, 'selectionStart', name); this.setSelectionRange(v, Math.max(v, this.selectionEnd)); },
  get selectionEnd() { return selects(this.type) ? Math.min(this._selectionEnd || 0, this.value.length) : null; },
  set selectionEnd(v) { checkSelects(this, 'selectionEnd', name); this.setSelectionRange(Math.min(this.selectionStart, v), v); },
  get selectionDirection() { return selects(this.type) ? this._selectionDirection || 'none' : null; },
  set selectionDirection(v) { hide(this, '_selectionDirection', String(v)); },
  setSelectionRange(start, end, direction = 'none') {
    if (!selects(this.type)) fail('InvalidStateError', `${failure('setSelectionRange', name)}The input element's type ('${this.type}') does not support selection.`);
    const n = this.value.length;
    end = Math.min(end >>> 0, n);
    hide(this, '_selectionStart', Math.min(start >>> 0, end));
    hide(this, '_selectionEnd', end);
    hide(this, '_selectionDirection', direction);
  },
  setRangeText(text, start = this.selectionStart, end = this.selectionEnd) {
    const value = this.value;
    this.value = value.slice(0, start) + text + value.slice(end);
  },
  select() { if (selects(this.type)) this.setSelectionRange(0, this.value.length); },
});
const checkSelects = (e, member, name) => {
  if (!selects(e.type)) fail('InvalidStateError', `Failed to set the '${member}' property on '${name}': The input element's type ('${e.type}') does not support selection.`);
};
define(HTMLInputElement.prototype, textMembers('HTMLInputElement'));
define(HTMLInputElement.prototype, {
  get type() { const t = lowerCase(this.getAttribute('type') || 'text'); return inputTypes.has(t) ? t : 'text'; },
  set type(v) { this.setAttribute('type', v); },
  get value() {
    const attribute = this.getAttribute('value');
    switch (valueMode(this.type)) {
      case 'value': return sanitize(this, this._value !== undefined ? this._value : attribute === null ? '' : attribute);
      case 'default': return attribute === null ? '' : attribute;
      case 'default/on': return attribute === null ? 'on' : attribute;
      default: { const files = this.files; return files && files.length > 0 ? 'C:\\fakepath\\' + files[0].name : ''; }
    }
  },
  set value(v) {
    v = v === null ? '' : String(v);
    switch (valueMode(this.type)) {
      case 'value':
        hide(this, '_value', v);
        version++;
        caret(this, this.value.length);
        break;
      case 'filename':
        if (v !== '') fail('InvalidStateError', "Failed to set the 'value' property on 'HTMLInputElement': This input element accepts a filename, which may only be programmatically set to the empty string.");
        hide(this, '_files', undefined);
        break;
      default: this.setAttribute('value', v);
    }
  },
  get defaultValue() { return this.getAttribute('value') || ''; },
  set defaultValue(v) { this.setAttribute('value', v); },
  get checked() { return this._checked !== undefined ? this._checked : this.hasAttribute('checked') && !(this.type === 'radio' && radioGroup(this).some(r => r !== this && r._checked)); },
  set checked(v) { setChecked(this, !!v); },
  get defaultChecked() { return this.hasAttribute('checked'); },
  set defaultChecked(v) { this.toggleAttribute('checked', !!v); },
  get indeterminate() { return !!this._indeterminate; },
  set indeterminate(v) { hide(this, '_indeterminate', !!v); },
  get files() {
    if (this.type !== 'file') return null;
    return this._files || hide(this, '_files', host.fileList());
  },
  set files(v) { if (this.type === 'file' && v) hide(this, '_files', v); },
  get webkitdirectory() { return this.hasAttribute('webkitdirectory'); },
  set webkitdirectory(v) { this.toggleAttribute('webkitdirectory', !!v); },
  get webkitEntries() { return []; },
  get list() { const id = this.getAttribute('list'), e = id && this.doc.getElementById(id); return e && e.localName === 'datalist' ? e : null; },
  get valueAsNumber() { const v = this.value; return this.type === 'number' || this.type === 'range' ? v === '' ? NaN : +v : ['date', 'month', 'week', 'time', 'datetime-local'].includes(this.type) && v !== '' ? Date.parse(this.type === 'time' ? '1970-01-01T' + v + 'Z' : this.type === 'datetime-local' ? v + 'Z' : v) : NaN; },
  set valueAsNumber(v) { this.value = this.type === 'date' ? new Date(v).toISOString().slice(0, 10) : Number.isNaN(v) ? '' : String(v); },
  get valueAsDate() { const n = this.valueAsNumber; return ['date', 'month', 'week', 'time'].includes(this.type) && !Number.isNaN(n) ? new Date(n) : null; },
  set valueAsDate(v) { this.value = v === null ? '' : this.type === 'time' ? v.toISOString().slice(11, 16) : v.toISOString().slice(0, 10); },
  stepUp(n = 1) { step(this, n); },
  stepDown(n = 1) { step(this, -n); },
  showPicker() {},
});
const step = (e, n) => {
  if (e.type !== 'number' && e.type !== 'range') fail('InvalidStateError', failure('stepUp', 'HTMLInputElement') + 'This form element is not steppable.');
  const by = parseFloat(e.getAttribute('step')) || 1, min = parseFloat(e.getAttribute('min')), max = parseFloat(e.getAttribute('max'));
  let v = (+e.value || 0) + n * by;
  if (v < min) v = min;
  if (v > max) v = max;
  e.value = String(+v.toFixed(10));
};

// Text areas.
define(HTMLTextAreaElement.prototype, textMembers('HTMLTextAreaElement'));
define(HTMLTextAreaElement.prototype, {
  get type() { return 'textarea'; },
  get value() { return (this._value !== undefined ? this._value : textOf(this)).replace(/\r\n?/g, '\n'); },
  set value(v) {
    hide(this, '_value', v === null ? '' : String(v));
    version++;
    caret(this, this.value.length);
  },
  get defaultValue() { return textOf(this); },
  set defaultValue(v) { this.textContent = v; },
  get textLength() { return this.value.length; },
});

// Selects and options. Which options are selected follows from what was set and from the attributes.
const optionsOf = select => descendants(select, e => isOption(e) && (e.parentNode === select || e.parentNode.localName === 'optgroup' && e.parentNode.parentNode === select));
const wantsSelected = o => o._selected !== undefined ? o._selected : o.hasAttribute('selected');
const selectOf = o => {
  const p = o.parentNode;
  if (!p) return null;
  return isSelect(p) ? p : p.localName === 'optgroup' && p.parentNode && isSelect(p.parentNode) ? p.parentNode : null;
};
const optionDisabled = o => o.hasAttribute('disabled') || o.parentNode && o.parentNode.localName === 'optgroup' && o.parentNode.hasAttribute('disabled');
const selectedOptions = select => {
  const options = optionsOf(select), wanted = options.filter(wantsSelected);
  if (select.multiple) return wanted;
  if (wanted.length > 0) {
    // The one that was set last by a script, else the last that the attributes select.
    let best = wanted[wanted.length - 1];
    for (const o of wanted) if ((o._selectedAt || 0) > (best._selectedAt || 0)) best = o;
    for (const o of wanted) if (o !== best) hide(o, '_selected', false);
    return [best];
  }
  if (select._none || select.size > 1) return [];
  const first = options.find(o => !optionDisabled(o));
  return first ? [first] : [];
};
let selectionTime = 0;
const setSelected = (o, on) => {
  const select = selectOf(o);
  version++;
  if (select && !select.multiple) {
    for (const other of optionsOf(select)) hide(other, '_selected', false);
    hide(select, '_none', false);
  }
  hide(o, '_selected', on);
  hide(o, '_selectedAt', ++selectionTime);
};
const selectIndex = (select, i) => {
  version++;
  optionsOf(select).forEach((o, k) => { hide(o, '_selected', k === i); });
  hide(select, '_none', i < 0 || i >= optionsOf(select).length);
};
define(HTMLOptionElement.prototype, {
  get form() { const s = selectOf(this); return s ? formOf(s) : null; },
  get value() { const v = this.getAttribute('value'); return v === null ? this.text : v; },
  set value(v) { this.setAttribute('value', v); },
  get text() { return collapse(textOf(this)); },
  set text(v) { this.textContent = v; },
  get label() { const v = this.getAttribute('label'); return v === null || v === '' ? this.text : v; },
  set label(v) { this.setAttribute('label', v); },
  get selected() { const s = selectOf(this); return s ? selectedOptions(s).includes(this) : wantsSelected(this); },
  set selected(v) { setSelected(this, !!v); },
  get defaultSelected() { return this.hasAttribute('selected'); },
  set defaultSelected(v) { this.toggleAttribute('selected', !!v); },
  get index() { const s = selectOf(this); return s ? optionsOf(s).indexOf(this) : 0; },
});
const HTMLOptionsCollectionPrototype = createObject(HTMLCollectionPrototype);
const optionOwners = new WeakMap();
define(HTMLOptionsCollectionPrototype, {
  get length() { return liveLists.get(this).items().length; },
  set length(n) {
    const select = optionOwners.get(liveLists.get(this)), options = optionsOf(select);
    for (const o of options.slice(n >>> 0)) o.remove();
    for (let i = options.length; i < n; i++) select.appendChild(document.createElement('option'));
  },
  get selectedIndex() { return optionOwners.get(liveLists.get(this)).selectedIndex; },
  set selectedIndex(i) { optionOwners.get(liveLists.get(this)).selectedIndex = i; },
  add(option, before) { optionOwners.get(liveLists.get(this)).add(option, before); },
  remove(i) { optionOwners.get(liveLists.get(this)).remove(i); },
});
expose('HTMLOptionsCollection', HTMLOptionsCollectionPrototype, 'HTMLCollection');
const setOption = (select, i, option) => {
  const options = optionsOf(select);
  if (option == null) { if (options[i]) options[i].remove(); return; }
  for (let k = options.length; k < i; k++) select.appendChild(document.createElement('option'));
  if (options[i]) options[i].replaceWith(option); else select.appendChild(option);
};
define(HTMLSelectElement.prototype, {
  get type() { return this.multiple ? 'select-multiple' : 'select-one'; },
  get options() {
    return cached(this, '_options', () => {
      const list = live(HTMLOptionsCollectionPrototype, () => optionsOf(this), {setIndex: (i, v) => setOption(this, i, v)});
      optionOwners.set(liveLists.get(list), this);
      return list;
    });
  },
  get selectedOptions() { return cached(this, '_selectedOptions', () => live(HTMLCollectionPrototype, () => selectedOptions(this))); },
  get selectedIndex() { const o = selectedOptions(this)[0]; return o ? optionsOf(this).indexOf(o) : -1; },
  set selectedIndex(i) { selectIndex(this, i | 0); },
  get value() { const o = selectedOptions(this)[0]; return o ? o.value : ''; },
  set value(v) { v = v === null ? '' : String(v); selectIndex(this, optionsOf(this).findIndex(o => o.value === v)); },
  get length() { return optionsOf(this).length; },
  set length(n) { this.options.length = n; },
  item(i) { return optionsOf(this)[i >>> 0] || null; },
  namedItem(name) { return this.options.namedItem(name); },
  add(option, before) {
    if (!(isElement(option) && (isOption(option) || option.localName === 'optgroup')))
      throw new TypeError(failure('add', 'HTMLSelectElement') + "The provided value is not of type '(HTMLOptGroupElement or HTMLOptionElement)'.");
    const at = before == null ? null : typeof before === 'number' ? optionsOf(this)[before] || null : before;
    if (at) at.parentNode.insertBefore(option, at); else this.appendChild(option);
  },
  remove(i) { if (arguments.length === 0) { childRemove.call(this); return; } const o = optionsOf(this)[i | 0]; if (o) o.remove(); },
});
const childRemove = Element.prototype.remove;
hide(HTMLSelectElement.prototype, Symbol.iterator, function () { return optionsOf(this)[Symbol.iterator](); });

// Buttons.
for (const prototype of [HTMLButtonElement.prototype, HTMLInputElement.prototype])
  define(prototype, {
    get formAction() { const v = this.getAttribute('formaction'); return v === null || v === '' ? host.url() : host.resolve(v); },
    set formAction(v) { this.setAttribute('formaction', v); },
  });

// Forms.
const HTMLFormControlsCollectionPrototype = createObject(HTMLCollectionPrototype);
const controlsNamed = (list, name) => {
  const found = itemsOf(list).filter(e => namesOf(e).includes(name));
  return found.length === 0 ? null : found.length === 1 ? found[0] : live(RadioNodeListPrototype, () => itemsOf(list).filter(e => namesOf(e).includes(name)), {named: false});
};
define(HTMLFormControlsCollectionPrototype, {namedItem(name) { return controlsNamed(this, String(name)); }});
expose('HTMLFormControlsCollection', HTMLFormControlsCollectionPrototype, 'HTMLCollection');
const controlsOf = form => descendants(rootOf(form), e => e.namespaceURI === HTML && listedNames.has(e.localName) && !(e.localName === 'input' && e.type === 'image') && formOf(e) === form);
const allControlsOf = form => descendants(rootOf(form), e => e.namespaceURI === HTML && listedNames.has(e.localName) && formOf(e) === form);
define(HTMLFormElement.prototype, {
  get elements() {
    return cached(this, '_controls', () => {
      const list = live(HTMLFormControlsCollectionPrototype, () => controlsOf(this));
      liveLists.get(list).byName = name => controlsNamed(list, name) || undefined;
      return list;
    });
  },
  get length() { return controlsOf(this).length; },
  get action() { const v = this.getAttribute('action'); return v === null || v === '' ? host.url() : host.resolve(v); },
  set action(v) { this.setAttribute('action', v); },
  submit() { sendForm(this, null); },
  requestSubmit(submitter = null) { submitForm(this, submitter); },
  reset() {
    if (!host.fire(this, 'reset', true, true)) return;
    for (const e of allControlsOf(this)) resetControl(e);
  },
  checkValidity() { return allControlsOf(this).map(e => !candidate(e) || e.checkValidity()).every(Boolean); },
  reportValidity() { return this.checkValidity(); },
});
hide(HTMLFormElement.prototype, Symbol.iterator, function () { return controlsOf(this)[Symbol.iterator](); });
const resetControl = e => {
  version++;
  switch (e.localName) {
    case 'input': hide(e, '_value', undefined); hide(e, '_checked', undefined); hide(e, '_files', undefined); break;
    case 'textarea': hide(e, '_value', undefined); break;
    case 'select': hide(e, '_none', false); for (const o of optionsOf(e)) hide(o, '_selected', undefined); break;
  }
};
// Names of a form's controls are members of the form.
const formNames = (form, name) => controlsNamed(form.elements, name) || descendants(form, e => isHTMLNamed('img')(e) && namesOf(e).includes(name))[0];
setPrototypeOf(HTMLFormElement.prototype, new Proxy(HTMLElement.prototype, {
  get(target, key, receiver) {
    if (typeof key === 'string' && !(key in target) && receiver instanceof Node && receiver.localName === 'form' && key[0] !== '_') {
      const found = formNames(receiver, key);
      if (found) return found;
    }
    return Reflect.get(target, key, receiver);
  },
}));

// Their elements and their options are members of forms and selects.
const indexed = (prototype, items) => setPrototypeOf(prototype, new Proxy(Object.getPrototypeOf(prototype), {
  get(target, key, receiver) {
    const index = indexOf(key);
    return index >= 0 && receiver instanceof Node ? items(receiver)[index] : Reflect.get(target, key, receiver);
  },
  set(target, key, value, receiver) {
    const index = indexOf(key);
    if (index < 0) return Reflect.set(target, key, value, receiver);
    if (isSelect(receiver)) setOption(receiver, index, value);
    return true;
  },
}));
indexed(HTMLSelectElement.prototype, optionsOf);
indexed(HTMLFormElement.prototype, controlsOf);

// Submission: the event, then nothing, since the page stays where it is.
const submitForm = (form, submitter) => {
  if (!form || form._submitting) return;
  hide(form, '_submitting', true);
  try {
    if (!form.hasAttribute('novalidate') && !(submitter && submitter.hasAttribute('formnovalidate')) && !form.checkValidity()) return;
    if (!host.fireEvent(form, new window.SubmitEvent('submit', {bubbles: true, cancelable: true, submitter}))) return;
  } finally {
    form._submitting = false;
  }
  sendForm(form, submitter);
};
const sendForm = (form, submitter) => {
  if (!isConnected(form)) return;
  const method = submitter && submitter.getAttribute('formmethod') || form.getAttribute('method') || 'get';
  if (lowerCase(method) === 'dialog') {
    for (let p = form.parentNode; p; p = p.parentNode) if (p.localName === 'dialog') { p.close(submitter ? submitter.value : undefined); return; }
    return;
  }
  const action = new URL(submitter && submitter.hasAttribute('formaction') ? submitter.formAction : form.action);
  if (lowerCase(method) === 'get') action.search = new URLSearchParams(entriesOf(form, submitter).map(([n, v]) => [n, typeof v === 'string' ? v : v.name])).toString();
  host.navigate(action.href);
};
// entriesOf is the entry list of a form.
const entriesOf = (form, submitter) => {
  const entries = [];
  for (const e of allControlsOf(form)) {
    const name = e.getAttribute('name'), type = e.type;
    if (isDisabled(e) || e.localName === 'fieldset' || e.localName === 'output' || e.localName === 'object') continue;
    if ((e.localName === 'button' || ['submit', 'image', 'reset', 'button'].includes(type)) && e !== submitter) continue;
    if ((type === 'checkbox' || type === 'radio') && !e.checked) continue;
    if (!name) continue;
    if (e.localName === 'select') { for (const o of selectedOptions(e)) if (!optionDisabled(o)) entries.push([name, o.value]); continue; }
    if (type === 'file') {
      const files = itemsOf(e.files);
      if (files.length === 0) entries.push([name, new File([], '', {type: 'application/octet-stream'})]);
      for (const f of files) entries.push([name, f]);
      continue;
    }
    entries.push([name, e.localName === 'textarea' ? e.value.replace(/\n/g, '\r\n') && e.value : e.value]);
  }
  return entries;
};

// What a click does: the nearest element on its way that has an activation behaviour.
const fireInputs = e => {
  if (!isConnected(e)) return;
  host.fireEvent(e, new window.Event('input', {bubbles: true, composed: true}));
  host.fire(e, 'change', true);
};
const activationOf = (e, event) => {
  if (e.namespaceURI !== HTML) return null;
  switch (e.localName) {
    case 'input':
      if (isDisabled(e)) return null;
      switch (e.type) {
        case 'checkbox': {
          const before = e.checked, indeterminate = e.indeterminate;
          setChecked(e, !before);
          e.indeterminate = false;
          return canceled => { if (canceled) { setChecked(e, before); e.indeterminate = indeterminate; } else fireInputs(e); };
        }
        case 'radio': {
          const group = radioGroup(e), before = group.find(r => r.checked);
          if (before === e) return () => {};
          setChecked(e, true);
          return canceled => {
            if (!canceled) return fireInputs(e);
            setChecked(e, false);
            if (before) setChecked(before, true);
          };
        }
        case 'submit': case 'image': return canceled => { if (!canceled) submitForm(formOf(e), e); };
        case 'reset': return canceled => { if (!canceled && formOf(e)) formOf(e).reset(); };
        default: return null;
      }
    case 'button':
      if (isDisabled(e)) return null;
      return canceled => {
        const form = formOf(e);
        if (canceled || !form) return;
        if (e.type === 'submit') submitForm(form, e); else if (e.type === 'reset') form.reset();
      };
    case 'a': case 'area':
      if (!e.hasAttribute('href')) return null;
      return canceled => { if (!canceled) follow(e); };
    case 'label':
      return canceled => {
        const control = e.control;
        if (canceled || !control || event.target !== e && (control.contains(event.target) || interactive(event.target, e))) return;
        if (focusable(control)) setFocus(control);
        control.click();
      };
    case 'summary': {
      const details = e.parentNode;
      if (!details || details.localName !== 'details' || details.querySelector('summary') !== e) return null;
      return canceled => { if (!canceled) details.open = !details.open; };
    }
  }
  return null;
};
const interactive = (e, label) => {
  for (; e && e !== label; e = e.parentNode) if (['a', 'button', 'input', 'select', 'textarea'].includes(e.localName)) return true;
  return false;
};
const activate = (path, event) => {
  for (const e of path) {
    if (!(e instanceof Element)) continue;
    if (e === path[0] && isDisabled(e)) return null;
    const finish = activationOf(e, event);
    if (finish) return finish;
  }
  return null;
};
const follow = a => {
  const url = host.resolve(a.getAttribute('href'));
  if (/^javascript:/i.test(url)) {
    host.error(host.refusedInline('event handler', url).replace('Executing inline event handler', 'Running the JavaScript URL'));
    return;
  }
  if (a.hasAttribute('download') || /^(_blank|_new)$/i.test(a.getAttribute('target') || '')) return;
  host.navigate(url);
};

// A user who leaves a text field that he changed makes it fire change.
const rememberValue = e => { if (isInput(e) || e.localName === 'textarea') hide(e, '_before', e.value); };
const commitChange = e => {
  const before = e._before;
  if (before === undefined) return;
  hide(e, '_before', undefined);
  if (e._typed && e.value !== before) host.fire(e, 'change', true);
  hide(e, '_typed', false);
};
