import type { DeclineReason, ErrorCode, SETTING_UNITS, SettingGroup, SettingKey, SettingOption } from '@tessera/contract';

export const LOCALES = ['zh-CN', 'en'] as const;
export type Locale = (typeof LOCALES)[number];

/** Every code has a sentence: one that is missing in either language does not compile. */
export type ErrorMessages = Record<ErrorCode | 'request.unreachable', string>;
export type DeclineMessages = Record<`decline.${DeclineReason}`, string>;

/** A setting has a label and an explanation, and every option a word: one that is missing in either language does not compile. */
export type SettingMessages = Record<
  | `setting.${SettingKey}`
  | `settingNote.${SettingKey}`
  | `settingOption.${SettingOption}`
  | `settingGroup.${SettingGroup}`
  | `settingUnit.${(typeof SETTING_UNITS)[number]}`,
  string
>;

/** Flat texts by key, in ICU MessageFormat. */
export type Catalog = Readonly<Record<string, string>>;
export type MessageValues = Readonly<Record<string, string | number | boolean | Date | null | undefined>>;
