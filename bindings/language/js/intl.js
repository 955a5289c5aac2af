// Intl for the common cases: English as Chrome has it; other locales as far as golang.org/x/text has their data.
// https://tc39.es/ecma402/
({kind, native, newClass, members, Stamp}, host) => {
  const nbsp = '\u00a0';
  const slots = (name, method) => class Slot extends Stamp {
    #state;
    constructor(object, state) { super(object); this.#state = state; }
    static of(o, member) {
      if (Object(o) !== o || !(#state in o)) {
        throw new TypeError(`Method Intl.${name}.prototype.${member} called on incompatible receiver ${kind.text(o)}`);
      }
      return o.#state;
    }
  };

  // Locales

  const wellFormed = /^(?:[a-z]{2,3}(?:-[a-z]{3}){0,3}|[a-z]{4,8})(?:-[a-z]{4})?(?:-(?:[a-z]{2}|\d{3}))?(?:-(?:[a-z\d]{5,8}|\d[a-z\d]{3}))*(?:-[\da-wyz](?:-[a-z\d]{2,8})+)*(?:-x(?:-[a-z\d]{1,8})+)?$/i;
  const canonical = tag => {
    const text = String(tag);
    if (!wellFormed.test(text)) throw new RangeError(`Invalid language tag: ${text}`);
    return host.canonical(text);
  };
  const canonicalList = locales => {
    if (locales === undefined) return [];
    if (typeof locales === 'string' || LocaleSlot.is(locales)) return [canonical(locales)];
    if (locales === null) throw new TypeError('Cannot convert undefined or null to object');
    const list = [];
    for (const tag of Array.from(Object(locales))) {
      if (typeof tag !== 'string' && Object(tag) !== tag) throw new TypeError('Incorrect locale information provided');
      const c = canonical(tag);
      if (!list.includes(c)) list.push(c);
    }
    return list;
  };
  const defaultLocale = 'en-US';
  const baseOf = tag => tag.replace(/-[a-z\d]-.*$/i, '');
  const languages = new Set('af am ar az be bg bn bs ca cs cy da de el en es et eu fa fi fil fr ga gl gu he hi hr hu hy id is it ja ka kk km kn ko ky lo lt lv mk ml mn mr ms my nb ne nl nn no or pa pl ps pt ro ru sd si sk sl so sq sr sv sw ta te th tk tr uk ur uz vi zh zu'.split(' '));
  const languageOf = tag => tag.split('-')[0];
  const resolve = locales => {
    for (const tag of canonicalList(locales)) if (languages.has(languageOf(tag))) return baseOf(tag);
    return defaultLocale;
  };
  const supportedLocalesOf = native('supportedLocalesOf', 1, locales => canonicalList(locales).filter(tag => languages.has(languageOf(tag))));

  const option = (options, name, values, fallback) => {
    let value = options[name];
    if (value === undefined) return fallback;
    value = String(value);
    if (values && !values.includes(value)) throw new RangeError(`Value ${value} out of range for Intl options property ${name}`);
    return value;
  };
  const numberOption = (options, name, min, max, fallback) => {
    const value = options[name];
    if (value === undefined) return fallback;
    const number = Number(value);
    if (!(number >= min && number <= max)) throw new RangeError(`${name} value is out of range.`);
    return Math.floor(number);
  };
  const optionsOf = options => options === undefined ? {__proto__: null} : Object(options);

  // make defines a constructor of Intl.
  const make = (name, length, Slot, init, methods, getters, requireNew = true) => {
    const prototype = {};
    const constructor = newClass(name, length, prototype, (self, target, c, ...args) => { new Slot(self, init(...args)); });
    const made = requireNew ? constructor : host.callable(constructor, name, length);
    members(prototype, made, `Intl.${name}`, methods, getters);
    if (made !== constructor) Object.defineProperty(made, 'prototype', {value: prototype, writable: false, enumerable: false, configurable: false});
    Object.defineProperty(made, 'supportedLocalesOf', {value: supportedLocalesOf, writable: true, configurable: true});
    return made;
  };

  // Numbers

  // A decimal is an exact number: digits without leading zeros, and where the point stands among them.
  const decimalOf = x => {
    if (typeof x === 'bigint') {
      const digits = String(x < 0n ? -x : x);
      return {negative: x < 0n, digits: digits === '0' ? '' : digits, point: digits === '0' ? 0 : digits.length};
    }
    const negative = x < 0 || Object.is(x, -0);
    if (x === 0) return {negative, digits: '', point: 0};
    const [mantissa, exponent] = Math.abs(x).toExponential().split('e');
    return {negative, digits: mantissa.replace('.', ''), point: Number(exponent) + 1};
  };
  // round keeps so many digits, counted from the first.
  const round = (d, keep) => {
    if (keep >= d.digits.length) return d;
    if (keep < 0) return {...d, digits: '', point: 0};
    let digits = d.digits.slice(0, keep), {point} = d;
    if (d.digits[keep] >= '5') {
      digits = String(BigInt(digits || '0') + 1n).padStart(keep, '0');
      if (digits.length > keep) point++;
    }
    digits = digits.replace(/0+$/, '');
    return {...d, digits, point: digits === '' ? 0 : point};
  };
  const split = d => {
    const whole = d.point > 0 ? d.digits.slice(0, d.point).padEnd(d.point, '0') : '0';
    const fraction = d.point > 0 ? d.digits.slice(d.point) : d.digits === '' ? '' : '0'.repeat(-d.point) + d.digits;
    return [whole, fraction];
  };
  const roundFor = (d, o) => {
    if (o.maximumSignificantDigits !== undefined) {
      const r = round(d, o.maximumSignificantDigits);
      let [whole, fraction] = split(r);
      const have = whole === '0' ? fraction.replace(/^0+/, '').length + (r.digits === '' ? 1 : 0) : whole.length + fraction.length;
      if (have < o.minimumSignificantDigits) fraction += '0'.repeat(o.minimumSignificantDigits - have);
      return [r, whole, fraction];
    }
    const r = round(d, d.point + o.maximumFractionDigits);
    const [whole, fraction] = split(r);
    return [r, whole, fraction.padEnd(o.minimumFractionDigits, '0')];
  };

  const currencyDigits = {BHD: 3, BIF: 0, CLF: 4, CLP: 0, DJF: 0, GNF: 0, IQD: 0, IRR: 0, ISK: 0, JOD: 3, JPY: 0, KMF: 0, KRW: 0, KWD: 3, LYD: 3, OMR: 3, PYG: 0, RWF: 0, TND: 3, UGX: 0, VND: 0, VUV: 0, XAF: 0, XOF: 0, XPF: 0};
  const currencySymbols = {USD: '$', EUR: '\u20ac', GBP: '\u00a3', JPY: '\u00a5', INR: '\u20b9', CNY: 'CN\u00a5', KRW: '\u20a9', BRL: 'R$', CAD: 'CA$', AUD: 'A$', MXN: 'MX$', NZD: 'NZ$', ILS: '\u20aa', VND: '\u20ab', TWD: 'NT$', HKD: 'HK$', XAF: 'FCFA', XOF: 'F\u202fCFA', XPF: 'CFPF', PHP: '\u20b1', XCD: 'EC$'};
  const localSymbols = {'ja-JP': {JPY: '\uffe5'}, 'zh-CN': {CNY: '\u00a5'}, 'de-DE': {}, 'en-CA': {CAD: '$', USD: 'US$'}, 'en-AU': {AUD: '$', USD: 'USD'}};
  const currencyNames = {USD: ['US dollar', 'US dollars'], EUR: ['euro', 'euros'], GBP: ['British pound', 'British pounds'], JPY: ['Japanese yen', 'Japanese yen'], CNY: ['Chinese yuan', 'Chinese yuan'], INR: ['Indian rupee', 'Indian rupees'], CHF: ['Swiss franc', 'Swiss francs'], CAD: ['Canadian dollar', 'Canadian dollars'], AUD: ['Australian dollar', 'Australian dollars']};
  const suffixCurrency = new Set(['de', 'fr', 'es', 'it', 'ru', 'pl', 'cs', 'sv', 'da', 'nb', 'no', 'fi', 'uk', 'hu', 'ro', 'bg', 'sk', 'sl', 'hr', 'sr', 'el', 'lt', 'lv', 'et', 'vi', 'ca', 'pt-PT']);
  const spacedPercent = new Set(['de', 'fr', 'es', 'ru', 'cs', 'sv', 'da', 'nb', 'no', 'fi', 'uk', 'hu', 'ro', 'bg', 'sk', 'sl', 'hr', 'lt', 'ca']);
  // short, singular, plural, narrow
  const units = {
    acre: ['ac', 'acre', 'acres'], bit: ['bit', 'bit', 'bits'], byte: ['byte', 'byte', 'bytes', 'B'], celsius: ['\u00b0C', 'degree Celsius', 'degrees Celsius', '\u00b0C'], centimeter: ['cm', 'centimeter', 'centimeters'], day: ['day', 'day', 'days', 'd'], degree: ['deg', 'degree', 'degrees', '\u00b0'], fahrenheit: ['\u00b0F', 'degree Fahrenheit', 'degrees Fahrenheit', '\u00b0'], 'fluid-ounce': ['fl oz', 'fluid ounce', 'fluid ounces'], foot: ['ft', 'foot', 'feet', '\u2032'], gallon: ['gal', 'gallon', 'gallons'], gigabit: ['Gb', 'gigabit', 'gigabits'], gigabyte: ['GB', 'gigabyte', 'gigabytes'], gram: ['g', 'gram', 'grams'], hectare: ['ha', 'hectare', 'hectares'], hour: ['hr', 'hour', 'hours', 'h'], inch: ['in', 'inch', 'inches', '\u2033'], kilobit: ['kb', 'kilobit', 'kilobits'], kilobyte: ['kB', 'kilobyte', 'kilobytes'], kilogram: ['kg', 'kilogram', 'kilograms'], kilometer: ['km', 'kilometer', 'kilometers'], liter: ['L', 'liter', 'liters'], megabit: ['Mb', 'megabit', 'megabits'], megabyte: ['MB', 'megabyte', 'megabytes'], meter: ['m', 'meter', 'meters'], microsecond: ['\u03bcs', 'microsecond', 'microseconds'], mile: ['mi', 'mile', 'miles'], 'mile-scandinavian': ['smi', 'mile-scandinavian', 'miles-scandinavian'], milliliter: ['mL', 'milliliter', 'milliliters'], millimeter: ['mm', 'millimeter', 'millimeters'], millisecond: ['ms', 'millisecond', 'milliseconds'], minute: ['min', 'minute', 'minutes', 'm'], month: ['mth', 'month', 'months', 'm'], nanosecond: ['ns', 'nanosecond', 'nanoseconds'], ounce: ['oz', 'ounce', 'ounces'], percent: ['%', 'percent', 'percent', '%'], petabyte: ['PB', 'petabyte', 'petabytes'], pound: ['lb', 'pound', 'pounds', '#'], second: ['sec', 'second', 'seconds', 's'], stone: ['st', 'stone', 'stones'], terabit: ['Tb', 'terabit', 'terabits'], terabyte: ['TB', 'terabyte', 'terabytes'], week: ['wk', 'week', 'weeks', 'w'], yard: ['yd', 'yard', 'yards'], year: ['yr', 'year', 'years', 'y'],
  };
  const shortPlurals = {byte: 'byte', bit: 'bit', day: 'days', month: 'mths', week: 'wks', year: 'yrs'};
  const unitOf = unit => unit in units || /^(.+)-per-(.+)$/.test(unit) && RegExp(`^(?:${Object.keys(units).join('|')})-per-(?:${Object.keys(units).join('|')})$`).test(unit);
  const unitText = (unit, display, one) => {
    const [, top, bottom] = /^(.+)-per-(.+)$/.exec(unit) || [];
    if (top) {
      if (unit === 'mile-per-hour' && display !== 'long') return display === 'narrow' ? 'mph' : 'mph';
      if (unit === 'mile-per-gallon' && display !== 'long') return 'mpg';
      if (display === 'long') return `${unitText(top, display, one)} per ${units[bottom][1]}`;
      const below = {hour: 'h', second: 's', minute: 'min', day: 'd', week: 'w', month: 'm', year: 'y'}[bottom] || units[bottom][0];
      return `${units[top][0]}/${below}`;
    }
    const [short, singular, plural, narrow] = units[unit];
    if (display === 'long') return one ? singular : plural;
    return display === 'narrow' ? narrow || short : one ? short : shortPlurals[unit] || short;
  };

  const NumberSlot = slots('NumberFormat');
  const numberOptions = (locales, given) => {
    const options = optionsOf(given);
    const o = {locale: resolve(locales), numberingSystem: 'latn'};
    o.style = option(options, 'style', ['decimal', 'percent', 'currency', 'unit'], 'decimal');
    let currency = option(options, 'currency');
    if (currency !== undefined && !/^[a-z]{3}$/i.test(currency)) throw new RangeError(`Invalid currency code : ${currency}`);
    const currencyDisplay = option(options, 'currencyDisplay', ['code', 'symbol', 'narrowSymbol', 'name'], 'symbol');
    const currencySign = option(options, 'currencySign', ['standard', 'accounting'], 'standard');
    const unit = option(options, 'unit');
    if (unit !== undefined && !unitOf(unit)) throw new RangeError(`Invalid unit argument for Intl.NumberFormat() '${unit}'`);
    const unitDisplay = option(options, 'unitDisplay', ['short', 'narrow', 'long'], 'short');
    if (o.style === 'currency') {
      if (currency === undefined) throw new TypeError('Currency code is required with currency style.');
      Object.assign(o, {currency: currency.toUpperCase(), currencyDisplay, currencySign});
    }
    if (o.style === 'unit') {
      if (unit === undefined) throw new TypeError('Unit is required with unit style.');
      Object.assign(o, {unit, unitDisplay});
    }
    const notation = option(options, 'notation', ['standard', 'scientific', 'engineering', 'compact'], 'standard');
    const digits = o.style === 'currency' && notation === 'standard' ? currencyDigits[o.currency] ?? 2 : 0;
    const most = o.style === 'currency' && notation === 'standard' ? digits : o.style === 'percent' || notation === 'compact' ? 0 : 3;
    o.minimumIntegerDigits = numberOption(options, 'minimumIntegerDigits', 1, 21, 1);
    const has = name => options[name] !== undefined;
    let compactRounding = false;
    if (has('minimumSignificantDigits') || has('maximumSignificantDigits')) {
      o.minimumSignificantDigits = numberOption(options, 'minimumSignificantDigits', 1, 21, 1);
      o.maximumSignificantDigits = numberOption(options, 'maximumSignificantDigits', o.minimumSignificantDigits, 21, 21);
    } else if (notation === 'compact' && !has('minimumFractionDigits') && !has('maximumFractionDigits')) {
      compactRounding = true;
      Object.assign(o, {minimumFractionDigits: 0, maximumFractionDigits: 0, minimumSignificantDigits: 1, maximumSignificantDigits: 2});
    } else {
      const min = numberOption(options, 'minimumFractionDigits', 0, 100), max = numberOption(options, 'maximumFractionDigits', 0, 100);
      o.minimumFractionDigits = min ?? Math.min(digits, max ?? digits);
      o.maximumFractionDigits = max ?? Math.max(most, o.minimumFractionDigits);
      if (o.minimumFractionDigits > o.maximumFractionDigits) throw new RangeError('maximumFractionDigits value is out of range.');
    }
    let grouping = options.useGrouping;
    grouping = grouping === undefined ? notation === 'compact' ? 'min2' : 'auto' : grouping === true || grouping === 'true' ? 'always' : grouping === false || grouping === null || grouping === '' ? false : String(grouping) === 'false' ? false : String(grouping);
    o.useGrouping = grouping;
    o.notation = notation;
    if (notation === 'compact') o.compactDisplay = option(options, 'compactDisplay', ['short', 'long'], 'short');
    o.signDisplay = option(options, 'signDisplay', ['auto', 'never', 'always', 'exceptZero', 'negative'], 'auto');
    Object.assign(o, {roundingIncrement: 1, roundingMode: 'halfExpand', roundingPriority: compactRounding ? 'morePrecision' : 'auto', trailingZeroDisplay: option(options, 'trailingZeroDisplay', ['auto', 'stripIfInteger'], 'auto')});
    return {o, compactRounding, symbols: host.symbols(o.locale)};
  };

  const group = (whole, symbols, useGrouping) => {
    const least = useGrouping === 'min2' ? 5 : useGrouping === 'auto' && symbols.minimumGrouping === 2 ? 5 : 4;
    if (!useGrouping || whole.length < least) return [whole];
    const parts = [whole.slice(-3)];
    for (let rest = whole.slice(0, -3); rest !== '';) {
      parts.unshift(rest.slice(-symbols.secondary));
      rest = rest.slice(0, -symbols.secondary);
    }
    return parts;
  };

  const numeric = value => {
    if (typeof value === 'bigint') return value;
    const primitive = Object(value) === value ? (typeof value.valueOf() === 'bigint' ? value.valueOf() : Number(value)) : Number(value);
    return primitive;
  };

  const numberParts = ({o, compactRounding, symbols}, value) => {
    const parts = [];
    const add = (type, text) => { if (text !== '') parts.push({type, value: text}); };
    const finite = typeof value === 'bigint' || Number.isFinite(value);
    let negative = typeof value === 'bigint' ? value < 0n : value < 0 || Object.is(value, -0);
    let zero = false, suffix = '', one = false;
    if (Number.isNaN(value)) {
      add('nan', 'NaN');
      negative = false;
    } else if (!finite) {
      add('infinity', '\u221e');
    } else {
      let d = decimalOf(value);
      if (o.style === 'percent' && d.digits !== '') d = {...d, point: d.point + 2};
      let exponent;
      if (o.notation === 'compact') {
        const fit = d => compactRounding ? roundFor(d, d.point > 2 ? {minimumFractionDigits: 0, maximumFractionDigits: 0} : {minimumSignificantDigits: 1, maximumSignificantDigits: 2}) : roundFor(d, o);
        let power = Math.min(Math.max(Math.floor((d.point - 1) / 3), 0), 4);
        let scaled = {...d, point: d.point - 3 * power};
        if (fit(scaled)[1].length > 3 && power < 4) {
          power++;
          scaled = {...d, point: d.point - 3 * power};
        }
        d = scaled;
        suffix = o.compactDisplay === 'long' ? ['', 'thousand', 'million', 'billion', 'trillion'][power] : ['', 'K', 'M', 'B', 'T'][power];
        o = {...o, ...compactRounding ? d.point > 2 ? {minimumFractionDigits: 0, maximumFractionDigits: 0, maximumSignificantDigits: undefined} : {} : {}};
      } else if (o.notation !== 'standard') {
        exponent = d.digits === '' ? 0 : o.notation === 'scientific' ? d.point - 1 : Math.floor((d.point - 1) / 3) * 3;
        d = {...d, point: d.point - exponent};
      }
      let [r, whole, fraction] = roundFor(d, o);
      if (o.trailingZeroDisplay === 'stripIfInteger' && /^0*$/.test(fraction)) fraction = '';
      zero = r.digits === '';
      one = whole === '1' && fraction === '';
      whole = whole.padStart(o.minimumIntegerDigits, '0');
      group(whole, symbols, o.useGrouping).forEach((text, i) => {
        if (i > 0) add('group', symbols.group);
        add('integer', text);
      });
      if (fraction !== '') {
        add('decimal', symbols.decimal);
        add('fraction', fraction);
      }
      if (exponent !== undefined) {
        add('exponentSeparator', 'E');
        if (exponent < 0) add('exponentMinusSign', '-');
        add('exponentInteger', String(Math.abs(exponent)));
      }
      if (suffix !== '') {
        if (o.compactDisplay === 'long') add('literal', ' ');
        add('compact', suffix);
      }
    }
    let sign = '';
    switch (o.signDisplay) {
      case 'auto': sign = negative ? '-' : ''; break;
      case 'always': sign = negative ? '-' : '+'; break;
      case 'exceptZero': sign = zero || Number.isNaN(value) ? '' : negative ? '-' : '+'; break;
      case 'negative': sign = negative && !zero ? '-' : ''; break;
    }
    const language = languageOf(o.locale);
    let before = [], after = [];
    if (o.style === 'percent') {
      after = [...spacedPercent.has(language) ? [{type: 'literal', value: nbsp}] : [], {type: 'percentSign', value: '%'}];
    } else if (o.style === 'currency') {
      let symbol = o.currencyDisplay === 'code' ? o.currency : localSymbols[o.locale]?.[o.currency] ?? currencySymbols[o.currency] ?? o.currency;
      if (o.currencyDisplay === 'narrowSymbol') symbol = symbol.replace(/^[A-Z]+(?=\W)/, '');
      if (o.currencyDisplay === 'name') {
        const [singular, plural] = currencyNames[o.currency] || [o.currency, o.currency];
        after = [{type: 'literal', value: ' '}, {type: 'currency', value: one ? singular : plural}];
      } else if (suffixCurrency.has(language) || suffixCurrency.has(o.locale)) {
        after = [{type: 'literal', value: nbsp}, {type: 'currency', value: symbol}];
      } else {
        before = [{type: 'currency', value: symbol}];
        if (/[A-Za-z]$/.test(symbol) || ['nl', 'pt'].includes(language)) before.push({type: 'literal', value: nbsp});
      }
      if (sign === '-' && o.currencySign === 'accounting' && before.length > 0) {
        return [{type: 'literal', value: '('}, ...before, ...parts, {type: 'literal', value: ')'}];
      }
    } else if (o.style === 'unit') {
      const text = unitText(o.unit, o.unitDisplay, one);
      const tight = o.unit === 'percent' || /^\u00b0|^[\u2032\u2033]/.test(text) || o.unitDisplay === 'narrow' && !/^(?:fl oz|byte|bit)/.test(text);
      after = [...tight ? [] : [{type: 'literal', value: ' '}], {type: o.unit === 'percent' ? 'percentSign' : 'unit', value: text}];
    }
    const signs = sign === '' ? [] : [{type: sign === '-' ? 'minusSign' : 'plusSign', value: sign === '-' ? symbols.minus : sign}];
    return [...signs, ...before, ...parts, ...after];
  };
  const join = parts => parts.map(p => p.value).join('');
  const formatNumber = (state, value) => join(numberParts(state, numeric(value)));

  // bound makes the getter format, whose function is bound to the object.
  const bound = (Slot, f, length) => {
    const made = new WeakMap();
    return function () {
      const state = Slot.of(this, 'format');
      if (!made.has(this)) made.set(this, native('', length, value => f(state, value)));
      return made.get(this);
    };
  };
  const NumberFormat = make('NumberFormat', 0, NumberSlot, numberOptions, {
    resolvedOptions() { return {...NumberSlot.of(this, 'resolvedOptions').o}; },
    formatToParts(value) { return numberParts(NumberSlot.of(this, 'formatToParts'), numeric(value)); },
    formatRange(start, end) {
      const state = NumberSlot.of(this, 'formatRange'), a = formatNumber(state, start), b = formatNumber(state, end);
      return a === b ? `~${a}` : `${a}\u2013${b}`;
    },
  }, {format: bound(NumberSlot, formatNumber, 1)}, false);

  // Dates

  const months = 'January February March April May June July August September October November December'.split(' ');
  const days = 'Sunday Monday Tuesday Wednesday Thursday Friday Saturday'.split(' ');
  const english = {months, shortMonths: months.map(m => m.slice(0, 3)), days, shortDays: days.map(d => d.slice(0, 3)), periods: ['AM', 'PM']};
  // What a locale does with the parts of a date: d is made of names of fields in braces, which the formatter fills in.
  const dateLocales = {
    'en-US': {
      ...english, hour12: true, glue: ', ', longGlue: ' at ',
      numeric: {ymd: 'M/D/Y', ym: 'M/Y', md: 'M/D', weekday: 'W, '}, text: {ymd: 'M D, Y', ym: 'M Y', md: 'M D', weekday: 'W, '},
      styles: {full: {weekday: 'long', year: 'numeric', month: 'long', day: 'numeric'}, long: {year: 'numeric', month: 'long', day: 'numeric'}, medium: {year: 'numeric', month: 'short', day: 'numeric'}, short: {year: '2-digit', month: 'numeric', day: 'numeric'}},
    },
    'en-GB': {
      ...english, shortMonths: english.shortMonths.map(m => m === 'Sep' ? 'Sept' : m), periods: ['am', 'pm'], hour12: false, glue: ', ', longGlue: ' at ', pad: true,
      numeric: {ymd: 'D/M/Y', ym: 'M/Y', md: 'D/M', weekday: 'W, '}, text: {ymd: 'D M Y', ym: 'M Y', md: 'D M', weekday: 'W '},
      styles: {full: {weekday: 'long', year: 'numeric', month: 'long', day: 'numeric'}, long: {year: 'numeric', month: 'long', day: 'numeric'}, medium: {year: 'numeric', month: 'short', day: 'numeric'}, short: {year: 'numeric', month: '2-digit', day: '2-digit'}},
    },
    de: {
      months: 'Januar Februar M\u00e4rz April Mai Juni Juli August September Oktober November Dezember'.split(' '), shortMonths: 'Jan. Feb. M\u00e4rz Apr. Mai Juni Juli Aug. Sept. Okt. Nov. Dez.'.split(' '),
      days: 'Sonntag Montag Dienstag Mittwoch Donnerstag Freitag Samstag'.split(' '), shortDays: 'So Mo Di Mi Do Fr Sa'.split(' '), periods: ['AM', 'PM'], hour12: false, glue: ', ', longGlue: ' um ',
      numeric: {ymd: 'D.M.Y', ym: 'M/Y', md: 'D.M.', weekday: 'W, '}, text: {ymd: 'D. M Y', ym: 'M Y', md: 'D. M', weekday: 'W, '},
      styles: {full: {weekday: 'long', year: 'numeric', month: 'long', day: 'numeric'}, long: {year: 'numeric', month: 'long', day: 'numeric'}, medium: {year: 'numeric', month: '2-digit', day: '2-digit'}, short: {year: '2-digit', month: '2-digit', day: '2-digit'}},
    },
    fr: {
      months: 'janvier f\u00e9vrier mars avril mai juin juillet ao\u00fbt septembre octobre novembre d\u00e9cembre'.split(' '), shortMonths: 'janv. f\u00e9vr. mars avr. mai juin juil. ao\u00fbt sept. oct. nov. d\u00e9c.'.split(' '),
      days: 'dimanche lundi mardi mercredi jeudi vendredi samedi'.split(' '), shortDays: 'dim. lun. mar. mer. jeu. ven. sam.'.split(' '), periods: ['AM', 'PM'], hour12: false, glue: ' ', longGlue: ' \u00e0 ', pad: true,
      numeric: {ymd: 'D/M/Y', ym: 'M/Y', md: 'D/M', weekday: 'W '}, text: {ymd: 'D M Y', ym: 'M Y', md: 'D M', weekday: 'W '},
      styles: {full: {weekday: 'long', year: 'numeric', month: 'long', day: 'numeric'}, long: {year: 'numeric', month: 'long', day: 'numeric'}, medium: {year: 'numeric', month: 'short', day: 'numeric'}, short: {year: 'numeric', month: '2-digit', day: '2-digit'}},
    },
  };
  const dateData = locale => dateLocales[locale] || dateLocales[languageOf(locale)] || dateLocales['en-US'];
  const dateLocale = locales => {
    for (const tag of canonicalList(locales)) {
      const base = baseOf(tag);
      if (base in dateLocales || languageOf(base) in dateLocales || languageOf(base) === 'en') return base;
    }
    return defaultLocale;
  };

  const DateSlot = slots('DateTimeFormat');
  const dateFields = ['weekday', 'year', 'month', 'day'], timeFields = ['hour', 'minute', 'second', 'fractionalSecondDigits', 'dayPeriod'];
  const text3 = ['narrow', 'short', 'long'], digit2 = ['2-digit', 'numeric'];
  const fieldValues = {weekday: text3, era: text3, year: digit2, month: [...digit2, ...text3], day: digit2, dayPeriod: text3, hour: digit2, minute: digit2, second: digit2};

  const dateOptions = (locales, given, required = 'any', defaults = 'date') => {
    const options = given === undefined ? {__proto__: null} : Object(given);
    const o = {locale: dateLocale(locales), calendar: 'gregory', numberingSystem: 'latn'};
    const data = dateData(o.locale);
    let {hour12} = options;
    if (hour12 !== undefined) hour12 = Boolean(hour12);
    const hourCycle = option(options, 'hourCycle', ['h11', 'h12', 'h23', 'h24']);
    let zone = options.timeZone;
    zone = zone === undefined ? host.defaultZone() : host.zone(String(zone));
    if (zone === '') throw new RangeError(`Invalid time zone specified: ${options.timeZone}`);
    o.timeZone = zone;
    const fields = {};
    for (const name of ['weekday', 'era', 'year', 'month', 'day', 'dayPeriod', 'hour', 'minute', 'second']) {
      const value = option(options, name, fieldValues[name]);
      if (value !== undefined) fields[name] = value;
    }
    const fraction = numberOption(options, 'fractionalSecondDigits', 1, 3);
    if (fraction !== undefined) fields.fractionalSecondDigits = fraction;
    const zoneName = option(options, 'timeZoneName', ['short', 'long', 'shortOffset', 'longOffset', 'shortGeneric', 'longGeneric']);
    if (zoneName !== undefined) fields.timeZoneName = zoneName;
    const styles = ['full', 'long', 'medium', 'short'];
    const dateStyle = option(options, 'dateStyle', styles), timeStyle = option(options, 'timeStyle', styles);
    let shown = fields;
    if (dateStyle !== undefined || timeStyle !== undefined) {
      const conflict = Object.keys(fields)[0];
      if (conflict) throw new TypeError(`Can't set option ${conflict} when ${dateStyle !== undefined ? 'dateStyle' : 'timeStyle'} is used`);
      if (required === 'date' && timeStyle !== undefined) throw new TypeError('Invalid option : timeStyle');
      if (required === 'time' && dateStyle !== undefined) throw new TypeError('Invalid option : dateStyle');
      shown = {...dateStyle && data.styles[dateStyle]};
      if (timeStyle) {
        Object.assign(shown, {hour: 'numeric', minute: '2-digit'});
        if (timeStyle !== 'short') shown.second = '2-digit';
        if (timeStyle === 'full') shown.timeZoneName = 'long';
        if (timeStyle === 'long') shown.timeZoneName = 'short';
      }
    } else {
      let missing = true;
      if (required !== 'time' && dateFields.some(f => f in fields)) missing = false;
      if (required !== 'date' && timeFields.some(f => f in fields)) missing = false;
      if (missing) {
        if (defaults !== 'time') Object.assign(fields, {year: 'numeric', month: 'numeric', day: 'numeric'});
        if (defaults !== 'date') Object.assign(fields, {hour: 'numeric', minute: 'numeric', second: 'numeric'});
      }
    }
    let h12 = false;
    if (shown.hour) {
      h12 = hour12 ?? (hourCycle ? hourCycle === 'h11' || hourCycle === 'h12' : data.hour12);
      o.hourCycle = hour12 !== undefined || !hourCycle ? h12 ? 'h12' : 'h23' : hourCycle;
      o.hour12 = h12;
    }
    const resolved = {...o};
    if (dateStyle || timeStyle) {
      if (dateStyle) resolved.dateStyle = dateStyle;
      if (timeStyle) resolved.timeStyle = timeStyle;
    } else {
      for (const name of ['weekday', 'era', 'year', 'month', 'day', 'dayPeriod', 'hour', 'minute', 'second', 'fractionalSecondDigits', 'timeZoneName']) {
        if (!(name in fields)) continue;
        let value = fields[name];
        if ((name === 'minute' || name === 'second') && 'hour' in fields) value = '2-digit';
        if (name === 'hour' && !h12 && value === 'numeric' ) value = '2-digit';
        resolved[name] = value;
      }
    }
    return {o, resolved, shown, data, h12, long: dateStyle === 'full' || dateStyle === 'long'};
  };

  const two = n => String(n).padStart(2, '0');
  const dateParts = ({o, shown, data, h12, long}, time) => {
    if (!Number.isFinite(time) || Math.abs(time) > 8.64e15) throw new RangeError('Invalid time value');
    const zone = host.offset(o.timeZone, time, dateLanguage(o.locale)); // offset in ms, abbreviation, long name
    const local = new Date(time + zone.offset);
    const year = local.getUTCFullYear(), month = local.getUTCMonth(), day = local.getUTCDate(), hour = local.getUTCHours();
    const parts = [];
    const literal = value => { if (value !== '') parts.push({type: 'literal', value}); };
    const isText = shown.month === 'long' || shown.month === 'short' || shown.month === 'narrow';
    const patterns = isText ? data.text : data.numeric;
    const key = (shown.year ? 'y' : '') + (shown.month ? 'm' : '') + (shown.day ? 'd' : '');
    const pad = data.pad && !isText && key.length > 1;
    const fill = {
      W: () => ['weekday', shown.weekday === 'long' ? data.days[local.getUTCDay()] : shown.weekday === 'narrow' ? data.days[local.getUTCDay()][0] : data.shortDays[local.getUTCDay()]],
      Y: () => ['year', shown.year === '2-digit' ? two(Math.abs(year) % 100) : String(year > 0 ? year : 1 - year)],
      M: () => ['month', shown.month === 'long' ? data.months[month] : shown.month === 'short' ? data.shortMonths[month] : shown.month === 'narrow' ? data.months[month][0] : shown.month === '2-digit' || pad ? two(month + 1) : String(month + 1)],
      D: () => ['day', shown.day === '2-digit' || pad ? two(day) : String(day)],
    };
    const emit = pattern => {
      for (const piece of pattern.split(/([WYMD])/)) {
        if (fill[piece]) {
          const [type, value] = fill[piece]();
          parts.push({type, value});
        } else {
          literal(piece);
        }
      }
    };
    if (shown.weekday) emit(key === '' ? 'W' : patterns.weekday);
    if (key !== '') emit(patterns[key] || {y: 'Y', m: 'M', d: 'D', yd: 'D Y'}[key] || 'M/D/Y');
    if (shown.era || shown.year && year <= 0) {
      literal(' ');
      parts.push({type: 'era', value: shown.era === 'long' ? year > 0 ? 'Anno Domini' : 'Before Christ' : shown.era === 'narrow' ? year > 0 ? 'A' : 'B' : year > 0 ? 'AD' : 'BC'});
    }
    const hasDate = parts.length > 0;
    const pieces = [];
    if (shown.hour) {
      let h = h12 ? hour % 12 : hour;
      if (h12 && o.hourCycle !== 'h11' && h === 0) h = 12;
      if (!h12 && o.hourCycle === 'h24' && h === 0) h = 24;
      pieces.push({type: 'hour', value: shown.hour === '2-digit' || !h12 ? two(h) : String(h)});
    }
    const clock = shown.hour || shown.second && shown.minute;
    if (shown.minute) pieces.push({type: 'minute', value: clock || shown.minute === '2-digit' && false ? two(local.getUTCMinutes()) : String(local.getUTCMinutes())});
    if (shown.second) pieces.push({type: 'second', value: shown.minute ? two(local.getUTCSeconds()) : String(local.getUTCSeconds())});
    if (pieces.length > 0 || shown.fractionalSecondDigits) {
      if (hasDate) literal(long ? data.longGlue : data.glue);
      pieces.forEach((p, i) => {
        if (i > 0) literal(':');
        parts.push(p);
      });
      if (shown.fractionalSecondDigits) {
        if (pieces.length > 0) literal('.');
        parts.push({type: 'fractionalSecond', value: String(local.getUTCMilliseconds()).padStart(3, '0').slice(0, shown.fractionalSecondDigits)});
      }
      if (shown.hour && h12) {
        literal(' ');
        parts.push({type: 'dayPeriod', value: data.periods[hour < 12 ? 0 : 1]});
      }
    }
    if (shown.timeZoneName) {
      if (parts.length > 0) literal(pieces.length > 0 ? ' ' : ', ');
      const minutes = Math.round(zone.offset / 60000), sign = minutes < 0 ? '-' : '+', abs = Math.abs(minutes);
      const offset = pad => minutes === 0 ? 'GMT' : `GMT${sign}${pad ? two(Math.floor(abs / 60)) : Math.floor(abs / 60)}${abs % 60 || pad ? ':' + two(abs % 60) : ''}`;
      const value = {short: zone.short || offset(false), long: zone.long || offset(true), shortOffset: offset(false), longOffset: offset(true), shortGeneric: zone.short || offset(false), longGeneric: zone.long || offset(true)}[shown.timeZoneName];
      parts.push({type: 'timeZoneName', value});
    }
    return parts;
  };
  const dateLanguage = locale => languageOf(locale);
  const timeOf = date => date === undefined ? Date.now() : Number(date);
  const formatDate = (state, date) => join(dateParts(state, timeOf(date)));
  const DateTimeFormat = make('DateTimeFormat', 0, DateSlot, (locales, options) => dateOptions(locales, options), {
    resolvedOptions() { return {...DateSlot.of(this, 'resolvedOptions').resolved}; },
    formatToParts(date) { return dateParts(DateSlot.of(this, 'formatToParts'), timeOf(date)); },
    formatRange(start, end) {
      const state = DateSlot.of(this, 'formatRange'), a = formatDate(state, start), b = formatDate(state, end);
      return a === b ? a : `${a} \u2013 ${b}`;
    },
  }, {format: bound(DateSlot, formatDate, 1)}, false);

  // Collation, plurals, lists, times from now

  const CollatorSlot = slots('Collator');
  const collatorOptions = (locales, given) => {
    const options = optionsOf(given);
    const tag = canonicalList(locales)[0] || '';
    const o = {locale: resolve(locales)};
    o.usage = option(options, 'usage', ['sort', 'search'], 'sort');
    o.sensitivity = option(options, 'sensitivity', ['base', 'accent', 'case', 'variant'], 'variant');
    o.ignorePunctuation = Boolean(options.ignorePunctuation);
    o.collation = 'default';
    o.numeric = options.numeric === undefined ? /-u(?:-[a-z\d]{3,8})*-kn(?!-false)/.test(tag) : Boolean(options.numeric);
    o.caseFirst = option(options, 'caseFirst', ['upper', 'lower', 'false'], 'false');
    return {o, compare: host.collator(o.locale, o.numeric, o.sensitivity, o.ignorePunctuation)};
  };
  const compares = new WeakMap();
  const Collator = make('Collator', 0, CollatorSlot, collatorOptions, {
    resolvedOptions() { return {...CollatorSlot.of(this, 'resolvedOptions').o}; },
  }, {
    compare() {
      const {compare} = CollatorSlot.of(this, 'compare');
      if (!compares.has(this)) compares.set(this, native('', 2, (a, b) => compare(String(a), String(b))));
      return compares.get(this);
    },
  }, false);

  const PluralSlot = slots('PluralRules');
  const select = ({o, format}, n) => {
    if (!Number.isFinite(n)) return 'other';
    const [, whole, fraction] = roundFor(decimalOf(Math.abs(n)), format.o);
    return host.plural(o.locale, o.type === 'ordinal', whole, fraction);
  };
  const PluralRules = make('PluralRules', 0, PluralSlot, (locales, given) => {
    const options = optionsOf(given);
    const o = {locale: resolve(locales), type: option(options, 'type', ['cardinal', 'ordinal'], 'cardinal')};
    const {minimumIntegerDigits, minimumFractionDigits, maximumFractionDigits, minimumSignificantDigits, maximumSignificantDigits} = options;
    const format = numberOptions(locales, {minimumIntegerDigits, minimumFractionDigits, maximumFractionDigits, minimumSignificantDigits, maximumSignificantDigits});
    return {o, format};
  }, {
    resolvedOptions() {
      const {o, format} = PluralSlot.of(this, 'resolvedOptions');
      const found = new Set();
      for (const n of [0, 1, 2, 3, 4, 5, 6, 7, 8, 10, 11, 20, 21, 100, 1000000, 0.5]) found.add(select({o, format}, n));
      const {minimumIntegerDigits, minimumFractionDigits, maximumFractionDigits} = format.o;
      return {...o, minimumIntegerDigits, minimumFractionDigits, maximumFractionDigits, pluralCategories: ['few', 'many', 'one', 'two', 'zero', 'other'].filter(c => found.has(c)), roundingIncrement: 1, roundingMode: 'halfExpand', roundingPriority: 'auto', trailingZeroDisplay: 'auto'};
    },
    select(n) { return select(PluralSlot.of(this, 'select'), Number(n)); },
  });

  const RelativeSlot = slots('RelativeTimeFormat');
  const relativeUnits = ['second', 'minute', 'hour', 'day', 'week', 'month', 'quarter', 'year'];
  const shortRelative = {second: ['sec.', 'sec.'], minute: ['min.', 'min.'], hour: ['hr.', 'hr.'], day: ['day', 'days'], week: ['wk.', 'wk.'], month: ['mo.', 'mo.'], quarter: ['qtr.', 'qtrs.'], year: ['yr.', 'yr.']};
  const narrowRelative = {second: 's', minute: 'min', hour: 'h', day: 'd', week: 'w', month: 'mo', quarter: 'q', year: 'y'};
  const autoRelative = {day: ['yesterday', 'today', 'tomorrow'], second: [, 'now', ,], minute: [, 'this minute', ,], hour: [, 'this hour', ,]};
  const relativeParts = ({o, format}, value, unit) => {
    value = Number(value);
    const name = String(unit).replace(/s$/, '');
    if (!relativeUnits.includes(name)) throw new RangeError(`Invalid unit argument for format() '${unit}'`);
    if (!Number.isFinite(value)) throw new RangeError('Invalid number value');
    if (o.numeric === 'auto' && [-1, 0, 1].includes(value)) {
      const word = (autoRelative[name] || [`last ${name}`, `this ${name}`, `next ${name}`])[Object.is(value, -0) ? 1 : value + 1];
      if (word !== undefined) return [{type: 'literal', value: word}];
    }
    const past = value < 0 || Object.is(value, -0), amount = Math.abs(value);
    const number = numberParts(format, amount).map(p => ({...p, unit: name}));
    const one = amount === 1;
    const text = o.style === 'long' ? ` ${name}${one ? '' : 's'}` : o.style === 'short' ? ` ${shortRelative[name][one ? 0 : 1]}` : narrowRelative[name];
    return past ? [...number, {type: 'literal', value: `${text} ago`}] : [{type: 'literal', value: 'in '}, ...number, {type: 'literal', value: text}];
  };
  const RelativeTimeFormat = make('RelativeTimeFormat', 0, RelativeSlot, (locales, given) => {
    const options = optionsOf(given);
    const o = {locale: languageOf(resolve(locales)) === 'en' ? resolve(locales) : defaultLocale, style: option(options, 'style', ['long', 'short', 'narrow'], 'long'), numeric: option(options, 'numeric', ['always', 'auto'], 'always'), numberingSystem: 'latn'};
    return {o, format: numberOptions(o.locale)};
  }, {
    resolvedOptions() { return {...RelativeSlot.of(this, 'resolvedOptions').o}; },
    format(value, unit) { return join(relativeParts(RelativeSlot.of(this, 'format'), value, unit)); },
    formatToParts(value, unit) { return relativeParts(RelativeSlot.of(this, 'formatToParts'), value, unit); },
  });

  const ListSlot = slots('ListFormat');
  const words = {en: ['and', 'or'], de: ['und', 'oder'], fr: ['et', 'ou'], es: ['y', 'o'], it: ['e', 'o'], pt: ['e', 'ou'], nl: ['en', 'of']};
  const listParts = ({o}, list) => {
    const items = Array.from(list, item => {
      if (typeof item !== 'string') throw new TypeError('Iterable yielded a non-String value');
      return item;
    });
    const language = languageOf(o.locale), [and, or] = words[language] || words.en;
    const parts = [];
    items.forEach((value, i) => {
      if (i > 0) {
        const last = i === items.length - 1, pair = items.length === 2, comma = language === 'en' && !pair ? ',' : '';
        let between = ', ';
        if (o.type === 'unit') between = o.style === 'narrow' ? ' ' : ', ';
        else if (last) {
          if (o.type === 'disjunction') between = `${comma} ${or} `;
          else if (o.style === 'long' || language !== 'en') between = `${comma} ${and} `;
          else between = o.style === 'short' ? `${comma} & ` : ', ';
        }
        parts.push({type: 'literal', value: between});
      }
      parts.push({type: 'element', value});
    });
    return parts;
  };
  const ListFormat = make('ListFormat', 0, ListSlot, (locales, given) => {
    const options = optionsOf(given);
    return {o: {locale: resolve(locales), type: option(options, 'type', ['conjunction', 'disjunction', 'unit'], 'conjunction'), style: option(options, 'style', ['long', 'short', 'narrow'], 'long')}};
  }, {
    resolvedOptions() { return {...ListSlot.of(this, 'resolvedOptions').o}; },
    format(list) { return join(listParts(ListSlot.of(this, 'format'), list)); },
    formatToParts(list) { return listParts(ListSlot.of(this, 'formatToParts'), list); },
  });

  const names = text => Object.fromEntries(text.split(',').map(entry => entry.split(':')));
  const englishNames = {
    language: names('ar:Arabic,bg:Bulgarian,ca:Catalan,cs:Czech,da:Danish,de:German,el:Greek,en:English,en-AU:Australian English,en-CA:Canadian English,en-GB:British English,en-US:American English,es:Spanish,et:Estonian,fa:Persian,fi:Finnish,fr:French,he:Hebrew,hi:Hindi,hr:Croatian,hu:Hungarian,id:Indonesian,it:Italian,ja:Japanese,ko:Korean,la:Latin,lt:Lithuanian,lv:Latvian,nb:Norwegian Bokm\u00e5l,nl:Dutch,nn:Norwegian Nynorsk,no:Norwegian,pl:Polish,pt:Portuguese,pt-BR:Brazilian Portuguese,pt-PT:European Portuguese,ro:Romanian,ru:Russian,sk:Slovak,sl:Slovenian,sr:Serbian,sv:Swedish,th:Thai,tr:Turkish,uk:Ukrainian,vi:Vietnamese,zh:Chinese,zh-Hans:Simplified Chinese,zh-Hant:Traditional Chinese'),
    region: names('AR:Argentina,AT:Austria,AU:Australia,BE:Belgium,BG:Bulgaria,BR:Brazil,CA:Canada,CH:Switzerland,CL:Chile,CN:China,CO:Colombia,CZ:Czechia,DE:Germany,DK:Denmark,EE:Estonia,EG:Egypt,ES:Spain,FI:Finland,FR:France,GB:United Kingdom,GR:Greece,HK:Hong Kong SAR China,HR:Croatia,HU:Hungary,ID:Indonesia,IE:Ireland,IL:Israel,IN:India,IR:Iran,IS:Iceland,IT:Italy,JP:Japan,KR:South Korea,LT:Lithuania,LU:Luxembourg,LV:Latvia,MX:Mexico,MY:Malaysia,NL:Netherlands,NO:Norway,NZ:New Zealand,PE:Peru,PH:Philippines,PL:Poland,PT:Portugal,RO:Romania,RS:Serbia,RU:Russia,SA:Saudi Arabia,SE:Sweden,SG:Singapore,SI:Slovenia,SK:Slovakia,TH:Thailand,TR:T\u00fcrkiye,TW:Taiwan,UA:Ukraine,US:United States,VN:Vietnam,ZA:South Africa'),
    script: names('Arab:Arabic,Cyrl:Cyrillic,Grek:Greek,Hans:Simplified Han,Hant:Traditional Han,Hebr:Hebrew,Jpan:Japanese,Kore:Korean,Latn:Latin,Thai:Thai'),
  };
  const NamesSlot = slots('DisplayNames');
  const DisplayNames = make('DisplayNames', 2, NamesSlot, (locales, options) => {
    if (Object(options) !== options) throw new TypeError('Intl.DisplayNames requires an options object');
    const o = {locale: defaultLocale, style: option(options, 'style', ['narrow', 'short', 'long'], 'long'), type: option(options, 'type', ['language', 'region', 'script', 'currency', 'calendar', 'dateTimeField']), fallback: option(options, 'fallback', ['code', 'none'], 'code')};
    if (o.type === undefined) throw new TypeError('Required option "type" must not be undefined');
    if (o.type === 'language') o.languageDisplay = option(options, 'languageDisplay', ['dialect', 'standard'], 'dialect');
    return {o};
  }, {
    resolvedOptions() { return {...NamesSlot.of(this, 'resolvedOptions').o}; },
    of(code) {
      const {o} = NamesSlot.of(this, 'of');
      const text = String(code);
      const name = o.type === 'currency' ? (currencyNames[text.toUpperCase()] || [])[0]?.replace(/(^| )[a-z]/g, c => c.toUpperCase()) : englishNames[o.type]?.[text];
      return name || (o.fallback === 'code' ? text : undefined);
    },
  });

  const SegmenterSlot = slots('Segmenter');
  const segmentsPrototype = members({}, undefined, undefined, {
    containing(index) {
      const {input, list} = SegmentsSlot.of(this, 'containing');
      const i = Math.trunc(Number(index)) || 0;
      return i < 0 || i >= input.length ? undefined : list().find(s => i >= s.index && i < s.index + s.segment.length);
    },
  });
  delete segmentsPrototype.constructor;
  class SegmentsSlot extends Stamp {
    #state;
    constructor(object, state) { super(object); this.#state = state; }
    static of(o) { return o.#state; }
  }
  Object.defineProperty(segmentsPrototype, Symbol.iterator, {value: native('[Symbol.iterator]', 0, function () { return SegmentsSlot.of(this).list().values(); }), writable: true, configurable: true});
  const Segmenter = make('Segmenter', 0, SegmenterSlot, (locales, given) => {
    const options = optionsOf(given);
    return {o: {locale: resolve(locales), granularity: option(options, 'granularity', ['grapheme', 'word', 'sentence'], 'grapheme')}};
  }, {
    resolvedOptions() { return {...SegmenterSlot.of(this, 'resolvedOptions').o}; },
    segment(text) {
      const {o} = SegmenterSlot.of(this, 'segment'), input = String(text);
      const list = () => {
        let index = 0;
        return host.segments(input, o.granularity).map(segment => {
          const s = {segment, index, input};
          if (o.granularity === 'word') s.isWordLike = host.isWordLike(segment);
          index += segment.length;
          return s;
        });
      };
      const segments = Object.create(segmentsPrototype);
      new SegmentsSlot(segments, {input, list});
      return segments;
    },
  });

  class LocaleSlot extends Stamp {
    #tag;
    constructor(object, tag) { super(object); this.#tag = tag; }
    static is(o) { return Object(o) === o && #tag in o; }
    static of(o, member) {
      if (!LocaleSlot.is(o)) throw new TypeError(`Method Intl.Locale.prototype.${member} called on incompatible receiver ${kind.text(o)}`);
      return o.#tag;
    }
  }
  const keyword = (tag, key) => new RegExp(`-u(?:-[a-z\\d]{2,8})*?-${key}((?:-[a-z\\d]{3,8})*)(?=-[a-z\\d]{2}(?:-|$)|-[a-z\\d]-|$)`).exec(tag)?.[1].slice(1);
  const keywords = {calendar: 'ca', collation: 'co', hourCycle: 'hc', caseFirst: 'kf', numberingSystem: 'nu'};
  const localePrototype = {};
  const Locale = newClass('Locale', 1, localePrototype, (self, target, constructor, tag, given) => {
    if (typeof tag !== 'string' && Object(tag) !== tag) throw new TypeError('First argument to Intl.Locale constructor can\'t be empty or missing');
    let text = LocaleSlot.is(tag) ? LocaleSlot.of(tag) : canonical(tag);
    const options = optionsOf(given);
    const parts = /^([a-z]{2,8})(?:-([A-Z][a-z]{3}))?(?:-([A-Z]{2}|\d{3}))?(.*)$/.exec(text);
    if (parts) {
      const [, language, script, region, rest] = parts;
      text = [options.language ?? language, options.script ?? script, options.region ?? region].filter(Boolean).join('-') + rest;
    }
    for (const [name, key] of Object.entries(keywords)) {
      if (options[name] !== undefined) text += `${/-u-/.test(text) ? '' : '-u'}-${key}-${options[name]}`;
    }
    if (options.numeric !== undefined) text += `${/-u-/.test(text) ? '' : '-u'}-kn${options.numeric ? '' : '-false'}`;
    new LocaleSlot(self, canonical(text));
  });
  const part = index => function () { return /^([a-z]{2,8})(?:-([A-Z][a-z]{3}))?(?:-([A-Z]{2}|\d{3}))?/.exec(LocaleSlot.of(this))[index]; };
  const derived = f => function () {
    const tag = LocaleSlot.of(this), base = baseOf(tag);
    return new Locale(f(base) + tag.slice(base.length));
  };
  const getters = {
    baseName() { return baseOf(LocaleSlot.of(this)); },
    numeric() { const value = keyword(LocaleSlot.of(this), 'kn'); return value !== undefined && value !== 'false'; },
    language: part(1), script: part(2), region: part(3),
  };
  for (const [name, key] of Object.entries(keywords)) getters[name] = function () { return keyword(LocaleSlot.of(this), key); };
  members(localePrototype, Locale, 'Intl.Locale', {
    toString() { return LocaleSlot.of(this, 'toString'); },
    maximize: derived(tag => host.maximize(tag)),
    minimize: derived(tag => host.minimize(tag)),
  }, getters);

  const supported = {
    calendar: () => ['gregory'], collation: () => ['emoji', 'eor'], currency: () => Object.keys({...currencySymbols, ...currencyDigits, ...currencyNames}).sort(),
    numberingSystem: () => ['latn'], timeZone: () => host.zones(), unit: () => Object.keys(units),
  };
  const Intl = members({}, undefined, 'Intl', {
    getCanonicalLocales(locales) { return canonicalList(locales); },
    supportedValuesOf(key) {
      const values = Object.hasOwn(supported, String(key)) ? supported[String(key)] : undefined;
      if (!values) throw new RangeError(`Invalid key : ${key}`);
      return values();
    },
  });
  delete Intl.constructor;
  for (const [name, value] of Object.entries({DateTimeFormat, NumberFormat, Collator, PluralRules, RelativeTimeFormat, ListFormat, Locale, DisplayNames, Segmenter})) {
    Object.defineProperty(Intl, name, {value, writable: true, configurable: true});
  }

  // The methods of other objects.
  const thisTime = (d, name) => {
    try { return Reflect.apply(Date.prototype.getTime, d, []); } catch { throw new TypeError('this is not a Date object.'); }
  };
  const cached = new Map();
  const plain = (name, f) => cached.get(name) || cached.set(name, f()).get(name);
  const dateMethod = (required, defaults) => function (locales, options) {
    const time = thisTime(this);
    if (Number.isNaN(time)) return 'Invalid Date';
    const state = locales === undefined && options === undefined ? plain(defaults, () => dateOptions(undefined, undefined, required, defaults)) : dateOptions(locales, options, required, defaults);
    return join(dateParts(state, time));
  };
  return {
    Intl,
    'Number.toLocaleString'(locales, options) {
      const value = Reflect.apply(Number.prototype.valueOf, this, []);
      const state = locales === undefined && options === undefined ? plain('number', () => numberOptions()) : numberOptions(locales, options);
      return join(numberParts(state, value));
    },
    'BigInt.toLocaleString'(locales, options) { return join(numberParts(numberOptions(locales, options), Reflect.apply(BigInt.prototype.valueOf, this, []))); },
    'Date.toLocaleString': dateMethod('any', 'all'),
    'Date.toLocaleDateString': dateMethod('date', 'date'),
    'Date.toLocaleTimeString': dateMethod('time', 'time'),
    'String.localeCompare'(that, locales, options) { return collatorOptions(locales, options).compare(String(this), String(that)); },
  };
}
