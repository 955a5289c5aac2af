log('second script');
