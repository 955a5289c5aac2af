// What streams refuse, in Chrome's words.
runCases('streamArguments', [
  [
    () => ReadableStream(),
    "TypeError: Failed to construct 'ReadableStream': Please use the 'new' operator, this DOM object constructor cannot be called as a function.",
  ],
  [() => ReadableStream.prototype.getReader.call({}), 'TypeError: Illegal invocation'],
  [
    () => ReadableStream.prototype.cancel.call({}),
    "TypeError: Failed to execute 'cancel' on 'ReadableStream': Illegal invocation",
  ],
  [
    () => ReadableStreamDefaultReader.prototype.read.call({}),
    "TypeError: Failed to execute 'read' on 'ReadableStreamDefaultReader': Illegal invocation",
  ],
  [
    () => Object.getOwnPropertyDescriptor(ReadableStreamDefaultReader.prototype, 'closed').get.call({}),
    "TypeError: Failed to read the 'closed' property from 'ReadableStreamDefaultReader': Illegal invocation",
  ],
  [
    () => new ReadableStreamDefaultController(),
    "TypeError: Failed to construct 'ReadableStreamDefaultController': Illegal constructor",
  ],
  [
    () => new WritableStreamDefaultController(),
    "TypeError: Failed to construct 'WritableStreamDefaultController': Illegal constructor",
  ],
  [
    () => new ReadableStreamDefaultReader(),
    "TypeError: Failed to construct 'ReadableStreamDefaultReader': 1 argument required, but only 0 present.",
  ],
  [
    () => new ReadableStreamDefaultReader({}),
    "TypeError: Failed to construct 'ReadableStreamDefaultReader': parameter 1 is not of type 'ReadableStream'.",
  ],
  [
    () => {
      const s = new ReadableStream();
      s.getReader();
      new ReadableStreamDefaultReader(s);
    },
    "TypeError: Failed to construct 'ReadableStreamDefaultReader': ReadableStreamDefaultReader constructor can only accept readable streams that are not yet locked to a reader",
  ],
  [
    () => new WritableStreamDefaultWriter({}),
    "TypeError: Failed to construct 'WritableStreamDefaultWriter': parameter 1 is not of type 'WritableStream'.",
  ],
  [() => new ReadableStream(1), {}],
  [() => new ReadableStream({type: 'x'}), "RangeError: Failed to construct 'ReadableStream': Invalid type is specified"],
  [
    () => new ReadableStream({start: 1}),
    "TypeError: Failed to construct 'ReadableStream': underlyingSource.start must be a function or undefined",
  ],
  [() => new ReadableStream(null), "TypeError: Failed to construct 'ReadableStream': Cannot convert undefined or null to object"],
  [
    () => new ReadableStream({type: 'bytes', autoAllocateChunkSize: 0}),
    "TypeError: Failed to construct 'ReadableStream': autoAllocateChunkSize cannot be 0",
  ],
  [
    () => new ReadableStream({type: 'bytes'}, {size() {}}),
    "RangeError: Failed to construct 'ReadableStream': Cannot create byte stream with size() defined on the strategy",
  ],
  [
    () => new ReadableStream({}, {highWaterMark: -1}),
    "RangeError: Failed to construct 'ReadableStream': A queuing strategy's highWaterMark property must be a nonnegative, non-NaN number",
  ],
  [
    () => new ReadableStream({}, {size: 1}),
    "TypeError: Failed to construct 'ReadableStream': A queuing strategy's size property must be a function",
  ],
  [() => new WritableStream({type: 'x'}), "RangeError: Failed to construct 'WritableStream': Invalid type is specified"],
  [
    () => new WritableStream({write: 1}),
    "TypeError: Failed to construct 'WritableStream': underlyingSink.write must be a function or undefined",
  ],
  [
    () => new TransformStream({readableType: 'x'}),
    "RangeError: Failed to construct 'TransformStream': Invalid readableType was specified",
  ],
  [
    () => new TransformStream({transform: 1}),
    "TypeError: Failed to construct 'TransformStream': transformer.transform must be a function or undefined",
  ],
  [
    () => new ReadableStream().getReader({mode: 'x'}),
    "TypeError: Failed to execute 'getReader' on 'ReadableStream': Failed to read the 'mode' property from 'ReadableStreamGetReaderOptions': The provided value 'x' is not a valid enum value of type ReadableStreamReaderMode.",
  ],
  [
    () => new ReadableStream().getReader({mode: 'byob'}),
    "TypeError: Failed to execute 'getReader' on 'ReadableStream': Cannot use a BYOB reader with a non-byte stream",
  ],
  [
    () => new ReadableStream().pipeTo(),
    "TypeError: Failed to execute 'pipeTo' on 'ReadableStream': 1 argument required, but only 0 present.",
  ],
  [
    () => new ReadableStream().pipeTo({}),
    "TypeError: Failed to execute 'pipeTo' on 'ReadableStream': parameter 1 is not of type 'WritableStream'.",
  ],
  [
    () => new ReadableStream().pipeThrough({}),
    "TypeError: Failed to execute 'pipeThrough' on 'ReadableStream': Failed to read the 'readable' property from 'ReadableWritablePair': Required member is undefined.",
  ],
  [
    () => new ReadableStream().pipeTo(new WritableStream(), {signal: 1}),
    "TypeError: Failed to execute 'pipeTo' on 'ReadableStream': Failed to read the 'signal' property from 'StreamPipeOptions': Failed to convert value to 'AbortSignal'.",
  ],
  [
    () => new CountQueuingStrategy(),
    "TypeError: Failed to construct 'CountQueuingStrategy': 1 argument required, but only 0 present.",
  ],
  [
    () => new CountQueuingStrategy({}),
    "TypeError: Failed to construct 'CountQueuingStrategy': Failed to read the 'highWaterMark' property from 'QueuingStrategyInit': Required member is undefined.",
  ],
  [
    () => new ByteLengthQueuingStrategy(5),
    "TypeError: Failed to construct 'ByteLengthQueuingStrategy': The provided value is not of type 'QueuingStrategyInit'.",
  ],
]);
