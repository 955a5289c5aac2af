order.push('never');
