import type {
  DeclineReason,
  ErrorCode,
  ImportColumnKey,
  ImportFault,
  ImportKindName,
  ImportOutcome,
  ImportProblem,
  SETTING_UNITS,
  SettingGroup,
  SettingKey,
  SettingOption,
  StaffPermission,
} from '@tessera/contract';

export const LOCALES = ['zh-CN', 'en'] as const;
export type Locale = (typeof LOCALES)[number];

/** Every code has a sentence: one that is missing in either language does not compile. */
export type ErrorMessages = Record<ErrorCode | 'request.unreachable', string>;
export type NotificationErrorMessages = Pick<ErrorMessages, Extract<ErrorCode, `notifications.${string}`>>;
export type SalesErrorMessages = Pick<ErrorMessages, Extract<ErrorCode, `sales.${string}`>>;
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

/** Every column, outcome, problem and fault of imports has its words in both languages. */
export type ImportMessages = Record<
  | `importKind.${ImportKindName}`
  | `importColumn.${ImportColumnKey}`
  | `importOutcome.${ImportOutcome}`
  | `importDone.${ImportOutcome}`
  | `importProblem.${ImportProblem}`
  | `importFault.${ImportFault}`
  | `importReport.${'row' | 'outcome' | 'reason' | 'name' | 'between' | 'of'}`
  | 'importTemplate.name',
  string
>;

/** A right of staff has a name and an explanation, and every module of them a heading: one that is missing in either language does not compile. */
type ModuleOf<Name> = Name extends `${infer Module}.${string}` ? Module : never;
export type PermissionMessages = Record<
  `permission.${StaffPermission}` | `permissionNote.${StaffPermission}` | `permissionModule.${ModuleOf<StaffPermission>}`,
  string
>;

/** Flat texts by key, in ICU MessageFormat. */
export type Catalog = Readonly<Record<string, string>>;
export type MessageValues = Readonly<Record<string, string | number | boolean | Date | null | undefined>>;
