self.good++; export const a = 'a';
