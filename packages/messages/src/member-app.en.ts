import type { memberAppZhCn } from './member-app.zh-CN.ts';

export const memberAppEn: Record<keyof typeof memberAppZhCn, string> = {
  'app.title': 'Tessera',
};
