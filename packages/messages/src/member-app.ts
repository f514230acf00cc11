import type { Locale } from './catalog.ts';
import type { MemberAppTexts } from './member-texts.zh-CN.ts';

/** All texts of the member app, by language. A phone fetches the language it shows, and no other. */
export const memberAppCatalog: Record<Locale, () => Promise<MemberAppTexts>> = {
  'zh-CN': async () => (await import('./member-texts.zh-CN.ts')).memberTextsZhCn,
  en: async () => (await import('./member-texts.en.ts')).memberTextsEn,
};

/** For the one case in which no language has arrived. */
export const NOTHING_LOADED = {
  says: ['页面没有加载完整，请检查网络后重试。', 'This page did not load. Check the network and try again.'],
  again: '重试 · Try again',
} as const;
