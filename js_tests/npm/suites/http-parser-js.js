const {HTTPParser} = require('http-parser-js');
const {Buffer} = require('safe-buffer');
const parser = new HTTPParser(HTTPParser.REQUEST);
parser[HTTPParser.kOnHeadersComplete | 0] = info => { console.log(HTTPParser.methods[info.method], info.url, info.headers.join()) };
parser[HTTPParser.kOnBody | 0] = (b, offset, length) => console.log(b.slice(offset, offset + length).toString());
parser[HTTPParser.kOnMessageComplete | 0] = () => console.log('complete');
parser.execute(Buffer.from('POST /x?y HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhello'));
