// The platform's own.
const encoder = new TextEncoder(), decoder = new TextDecoder();
function encode(text) { return encoder.encode(text).buffer; }
function decode(buffer) { return decoder.decode(buffer); }
