console.log(JSON.stringify(_.groupBy([1.3, 2.1, 2.4], Math.floor)), _.template('<% for (var i = 0; i < 2; i++) { %><%- x %><% } %>')({x: '<'}));
console.log(_.chain([3, 1, 2]).sortBy().map(n => n * 2).value().join());
