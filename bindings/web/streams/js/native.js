// What Go needs of the library, with the library's own methods: scripts may replace those that they see.
(function (library) {
  'use strict';
  const then = Promise.prototype.then;
  const {getReader, tee, pipeThrough} = library.ReadableStream.prototype;
  const {read, cancel, releaseLock} = library.ReadableStreamDefaultReader.prototype;
  const locked = Object.getOwnPropertyDescriptor(library.ReadableStream.prototype, 'locked').get;
  const readable = Object.getOwnPropertyDescriptor(library.TransformStream.prototype, 'readable').get;
  const writable = Object.getOwnPropertyDescriptor(library.TransformStream.prototype, 'writable').get;

  return {
    // A stream of bytes. pull(chunk, fail) has one of them called later, chunk without one at the end.
    bytes: (pull, cancel) => new library.ReadableStream({
      type: 'bytes',
      pull: (controller) => new Promise((resolve, reject) => {
        pull((chunk) => {
          if (chunk !== undefined) {
            controller.enqueue(chunk);
          } else {
            controller.close();
            if (controller.byobRequest) controller.byobRequest.respond(0);
          }
          resolve();
        }, reject);
      }),
      cancel,
    }, {highWaterMark: 0}),

    // Both ends of a transformer: transform(chunk) and flush() return the chunks that result, at once.
    transform: (transform, flush) => {
      const enqueue = (chunks, controller) => { for (const chunk of chunks) controller.enqueue(chunk); };
      const stream = new library.TransformStream({
        transform(chunk, controller) { enqueue(transform(chunk), controller); },
        flush(controller) { enqueue(flush(), controller); },
      });
      return [readable.call(stream), writable.call(stream)];
    },

    // Reads a stream to its end. chunk(value, next) asks for the next one by calling next.
    consume: (stream, chunk, end, fail) => {
      const reader = getReader.call(stream);
      const next = () => {
        then.call(read.call(reader), ({value, done}) => {
          if (!done) return chunk(value, next);
          releaseLock.call(reader);
          end();
        }, fail);
      };
      next();
      return (reason) => { then.call(cancel.call(reader, reason), undefined, () => {}); };
    },

    pipeThrough: (stream, pair) => pipeThrough.call(stream, pair),
    locked: (stream) => locked.call(stream),
    tee: (stream) => tee.call(stream),
  };
})
