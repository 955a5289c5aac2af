// A locked stream is not given to another, and a released reader or writer does nothing.
const t = caseOutcome;

runCases('streamLocked', [
  [
    () => {
      const s = new ReadableStream();
      s.getReader();
      return s.getReader();
    },
    "TypeError: Failed to execute 'getReader' on 'ReadableStream': ReadableStreamDefaultReader constructor can only accept readable streams that are not yet locked to a reader",
  ],
  [
    () => {
      const s = new ReadableStream();
      s.getReader();
      return s.cancel();
    },
    "TypeError: Failed to execute 'cancel' on 'ReadableStream': Cannot cancel a locked stream",
  ],
  [
    () => {
      const s = new ReadableStream();
      s.getReader();
      return s.tee();
    },
    "TypeError: Failed to execute 'tee' on 'ReadableStream': ReadableStreamDefaultReader constructor can only accept readable streams that are not yet locked to a reader",
  ],
  [
    () => {
      const s = new ReadableStream();
      s.getReader();
      return s.pipeTo(new WritableStream());
    },
    "TypeError: Failed to execute 'pipeTo' on 'ReadableStream': Cannot pipe a locked stream",
  ],
  [
    () => {
      const s = new ReadableStream();
      const w = new WritableStream();
      w.getWriter();
      return s.pipeTo(w);
    },
    "TypeError: Failed to execute 'pipeTo' on 'ReadableStream': Cannot pipe to a locked stream",
  ],
  [
    () => {
      const s = new ReadableStream();
      s.getReader();
      return s.pipeThrough(new TransformStream());
    },
    "TypeError: Failed to execute 'pipeThrough' on 'ReadableStream': Cannot pipe a locked stream",
  ],
  [
    () => {
      const s = new ReadableStream();
      s.getReader();
      return s.values();
    },
    "TypeError: Failed to execute 'values' on 'ReadableStream': ReadableStreamDefaultReader constructor can only accept readable streams that are not yet locked to a reader",
  ],
  [
    async () => {
      const s = new ReadableStream();
      const r = s.getReader();
      const p = r.read();
      r.releaseLock();
      return [await t(() => p), await t(() => r.read()), await t(() => r.closed), await t(() => r.cancel()), s.locked];
    },
    [
      'TypeError: Releasing Default reader',
      "TypeError: Failed to execute 'read' on 'ReadableStreamDefaultReader': This readable stream reader has been released and cannot be used to read from its previous owner stream",
      "TypeError: This readable stream reader has been released and cannot be used to monitor the stream's state",
      "TypeError: Failed to execute 'cancel' on 'ReadableStreamDefaultReader': This readable stream reader has been released and cannot be used to cancel its previous owner stream",
      false,
    ],
  ],
  [
    async () => {
      const s = new WritableStream();
      const w = s.getWriter();
      w.releaseLock();
      return [
        await t(() => w.write(1)),
        await t(() => w.closed),
        await t(() => w.ready),
        await t(() => w.close()),
        await t(() => w.abort()),
        await t(() => w.desiredSize),
      ];
    },
    [
      "TypeError: Failed to execute 'write' on 'WritableStreamDefaultWriter': This writable stream writer has been released and cannot be written to",
      "TypeError: This writable stream writer has been released and cannot be used to monitor the stream's state",
      "TypeError: This writable stream writer has been released and cannot be used to monitor the stream's state",
      "TypeError: Failed to execute 'close' on 'WritableStreamDefaultWriter': This writable stream writer has been released and cannot be closed",
      "TypeError: Failed to execute 'abort' on 'WritableStreamDefaultWriter': This writable stream writer has been released and cannot be aborted",
      "TypeError: Failed to read the 'desiredSize' property from 'WritableStreamDefaultWriter': This writable stream writer has been released and cannot be used to get the desiredSize",
    ],
  ],
  [
    () => {
      const s = new WritableStream();
      s.getWriter();
      return s.getWriter();
    },
    "TypeError: Failed to execute 'getWriter' on 'WritableStream': Cannot create writer when WritableStream is locked",
  ],
  [
    () => {
      const s = new WritableStream();
      s.getWriter();
      return s.close();
    },
    "TypeError: Failed to execute 'close' on 'WritableStream': Cannot close a locked stream",
  ],
  [
    () => {
      const s = new WritableStream();
      s.getWriter();
      return s.abort();
    },
    "TypeError: Failed to execute 'abort' on 'WritableStream': Cannot abort a locked stream",
  ],
]);
