order.push(`deferred ${document.readyState} ${document.currentScript} ${typeof this} ${import.meta.url.split('/').pop()}`);
