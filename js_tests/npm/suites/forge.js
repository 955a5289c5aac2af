const key = forge.random.getBytesSync(16), iv = forge.random.getBytesSync(16);
const cipher = forge.cipher.createCipher('AES-CBC', key);
cipher.start({iv});
cipher.update(forge.util.createBuffer('some secret text'));
cipher.finish();
const decipher = forge.cipher.createDecipher('AES-CBC', key);
decipher.start({iv});
decipher.update(cipher.output);
console.log(decipher.finish(), decipher.output.toString(), forge.md.sha256.create().update('abc').digest().toHex());
