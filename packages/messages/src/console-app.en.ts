import type { consoleAppZhCn } from './console-app.zh-CN.ts';

export const consoleAppEn: Record<keyof typeof consoleAppZhCn, string> = {
  'app.title': 'Tessera',
};
