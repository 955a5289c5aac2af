console.log(jQuery.fn.jquery, jQuery.extend(true, {}, {a: {b: 1}}).a.b);
jQuery.Deferred(d => setTimeout(() => d.resolve(5), 1)).then(n => n + 1).done(n => console.log('done', n));
