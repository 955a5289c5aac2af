var order = ['page ' + document.readyState], good = 0, thrown = 0;
document.addEventListener('DOMContentLoaded', () => order.push('DOMContentLoaded'));
addEventListener('load', () => { order.push('load'); opener.loaded(); });
