console.log(_.chunk([1, 2, 3, 4], 3).join('|'), _.template('Hi <%= name %>')({name: 'you'}), _.isEqual({a: [1, new Date(0)]}, {a: [1, new Date(0)]}));
console.log(_.kebabCase('fooBar baz'), _.words('fred, barney, & pebbles').join(), _.deburr('d\u00e9j\u00e0 vu'), _.toArray('a\u{1F600}b').length);
console.log(_.cloneDeep(new Map([[1, {a: 1}]])).get(1).a, _.truncate('hi-diddly-ho there, neighborino', {length: 24, separator: /,? +/}));
_.debounce(() => console.log('debounced'), 1)();
