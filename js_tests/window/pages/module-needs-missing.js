import './module-that-is-missing-too.js';
