order.push(`classic ${document.readyState} ${document.currentScript.getAttribute('src')}`);
