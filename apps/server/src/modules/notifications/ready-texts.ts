import type { Language, NoticeChannel, NoticeKind } from '@tessera/contract';
import { READY_EN } from './ready-texts.en.ts';
import { READY_ZH_CN } from './ready-texts.zh-CN.ts';
import type { Texts } from './template.ts';

/** The texts of one kind as we ship it: a title, what happened, and, where a text message has to be shorter, its own words. */
export type ReadyText = { subject: string; body: string; sms?: string };
export type ReadyTexts = Readonly<Record<NoticeKind, ReadyText>>;

const READY: Readonly<Record<Language, ReadyTexts>> = { 'zh-CN': READY_ZH_CN, en: READY_EN };
/** Who signs a text message: carriers ask for the sender at its front. */
const SIGNATURE: Readonly<Record<Language, string>> = { 'zh-CN': '【一卡通】', en: 'Tessera: ' };

/** What holds until staff writes something else. */
export function readyTexts(kind: NoticeKind, channel: NoticeChannel, language: Language): Texts {
  const { subject, body, sms } = READY[language][kind];
  return channel === 'sms' ? { subject: '', body: `${SIGNATURE[language]}${sms ?? body}` } : { subject, body };
}
