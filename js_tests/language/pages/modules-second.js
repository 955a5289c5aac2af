log.push('second');
