log.push('first begins');
await null;
log.push('first ends');
export {count as again} from './modules-counter.js';
