order.push('awaits ' + document.readyState);
await 0;
order.push('awaited ' + document.readyState);
