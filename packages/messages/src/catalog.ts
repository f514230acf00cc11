import type { DeclineReason, ErrorCode } from '@tessera/contract';

export const LOCALES = ['zh-CN', 'en'] as const;
export type Locale = (typeof LOCALES)[number];

/** Every code has a sentence: one that is missing in either language does not compile. */
export type ErrorMessages = Record<ErrorCode | 'request.unreachable', string>;
export type DeclineMessages = Record<`decline.${DeclineReason}`, string>;

/** Flat texts by key, in ICU MessageFormat. */
export type Catalog = Readonly<Record<string, string>>;
export type MessageValues = Readonly<Record<string, string | number | boolean | Date | null | undefined>>;
