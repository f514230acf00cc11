export * from './api.ts';
export * from './i18n.tsx';
export * from './live.ts';
export * from './mark.tsx';
export * from './money.tsx';
export * from './settings.tsx';
export * from './theme.ts';
export * from './times.ts';
