import type { terminalAppZhCn } from './terminal-app.zh-CN.ts';

export const terminalAppEn: Record<keyof typeof terminalAppZhCn, string> = {
  'app.title': 'Tessera',
};
