thrown++; export const later = () => 1; if (thrown) throw new Error('thrown ' + thrown);
