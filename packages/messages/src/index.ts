export * from './catalog.ts';
export * from './console-app.ts';
export * from './import-texts.ts';
export * from './member-app.ts';
export * from './member-table-texts.ts';
export * from './security.ts';
export * from './terminal-app.ts';
export * from './translate.ts';
