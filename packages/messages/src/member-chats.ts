import type { Locale } from './catalog.ts';
import type { errorsZhCn } from './errors.zh-CN.ts';
import type { memberChatsZhCn } from './member-chats.zh-CN.ts';

type Texts = Record<keyof typeof errorsZhCn | keyof typeof memberChatsZhCn, string>;

/** All texts of a member's chats, by language: fetched with their page. */
export const memberChatsCatalog: Record<Locale, () => Promise<Texts>> = {
  'zh-CN': async () => {
    const [errors, own] = await Promise.all([import('./errors.zh-CN.ts'), import('./member-chats.zh-CN.ts')]);
    return { ...errors.errorsZhCn, ...own.memberChatsZhCn };
  },
  en: async () => {
    const [errors, own] = await Promise.all([import('./errors.en.ts'), import('./member-chats.en.ts')]);
    return { ...errors.errorsEn, ...own.memberChatsEn };
  },
};
