import {a, nope} from './module-good.js';
