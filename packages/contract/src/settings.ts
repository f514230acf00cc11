import { MAX_AMOUNT_MINOR, toMinor } from '@tessera/kernel';
import { z } from 'zod';
import { AUDIT_RETENTION_DAYS_MIN } from './audit.ts';
import { WHEN_USED_UP } from './deposits.ts';
import { LEGAL_MODES } from './funding.ts';
import { LANGUAGES } from './imports.ts';
import { DECLINE_KEPT_DAYS_MIN } from './ledger.ts';
import { DRAW_ORDERS } from './loyalty-shapes.ts';
import { OUTER_CHANNELS } from './notice-kinds.ts';
import type { Permission } from './permissions.ts';
import { routes } from './route.ts';
import { instant } from './schemas.ts';
import {
  amountSetting,
  choiceSetting,
  choicesSetting,
  linesSetting,
  numberSetting,
  rolesSetting,
  SETTING_GROUPS,
  type Setting,
  scheduleSetting,
  settingInput,
  switchSetting,
  timeOfDaySetting,
} from './setting-kinds.ts';

export const settingsErrors = {
  'settings.unknown': 404,
  'settings.value_wrong': 400,
  'settings.not_on_oneself': 403,
} as const;

const NOTICES = { group: 'notifications', permission: 'notifications.write' } as const;
const MONEY = { group: 'money', permission: 'settings.write' } as const;
const SECURITY = { group: 'security', permission: 'security.write' } as const;
const KEEPING = { group: 'audit', permission: 'settings.write' } as const;

/** A day, alone in a line. */
export const DAY_LINE = /^2\d{3}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/;
/** One term of the year, written in a line. */
export const TERM_LINE = /^(\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01]))\s+(\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01]))\s+(\S.*)$/;

/**
 * Everything that an installation may switch, by `module.name`. A key gets its label and its explanation in `packages/messages`; without
 * them it does not compile. A key is never renamed: its value lies in the database under it.
 */
export const SETTINGS = {
  'identity.passwordMinLength': numberSetting({ ...SECURITY, initial: 8, min: 8, max: 64, unit: 'characters' }),
  'identity.passwordClasses': numberSetting({ ...SECURITY, initial: 1, min: 1, max: 4, unit: 'kinds' }),
  'identity.passwordForbidsCommon': switchSetting({ ...SECURITY, initial: true }),
  'identity.passwordHistory': numberSetting({ ...SECURITY, initial: 3, min: 0, max: 24, unit: 'passwords' }),
  'identity.passwordMaxAgeDays': numberSetting({ ...SECURITY, initial: 0, min: 0, max: 730, unit: 'days' }),
  'identity.lockAfterFailures': numberSetting({ ...SECURITY, initial: 5, min: 3, max: 20, unit: 'tries' }),
  'identity.lockMinutes': numberSetting({ ...SECURITY, initial: 15, min: 1, max: 1_440, unit: 'minutes' }),
  'identity.consoleIdleMinutes': numberSetting({ ...SECURITY, initial: 15, min: 5, max: 240, unit: 'minutes' }),
  'identity.secondFactorRoles': rolesSetting({ ...SECURITY, initial: [] }),
  'identity.signInByPhoneCode': switchSetting({ ...SECURITY, initial: true }),
  'identity.signInByEmailCode': switchSetting({ ...SECURITY, initial: true }),
  'onboarding.registerByPhone': switchSetting({ ...SECURITY, initial: false }),
  'onboarding.registerByEmail': switchSetting({ ...SECURITY, initial: false }),
  'onboarding.registerAs': choiceSetting({ ...SECURITY, initial: 'customer', options: ['customer', 'visitor'] }),
  'merchants.applications': switchSetting({ ...SECURITY, initial: false }),
  /** To phones of applicants, all of them together. */
  'merchants.keepApplicationDays': numberSetting({ group: 'people', permission: 'settings.write', initial: 365, min: 30, max: 3_660, unit: 'days' }),
  'merchants.codesPerDay': numberSetting({ ...SECURITY, initial: 200, min: 1, max: 10_000, unit: 'messages' }),
  'notifications.channels': choicesSetting({ ...NOTICES, initial: OUTER_CHANNELS, options: OUTER_CHANNELS }),
  'notifications.language': choiceSetting({ ...NOTICES, initial: 'zh-CN', options: LANGUAGES }),
  'notifications.quietHours': switchSetting({ ...NOTICES, initial: true }),
  'notifications.quietFrom': timeOfDaySetting({ ...NOTICES, initial: '22:00' }),
  'notifications.quietTo': timeOfDaySetting({ ...NOTICES, initial: '07:00' }),
  'notifications.keepDays': numberSetting({ ...NOTICES, initial: 365, min: 30, max: 3_660, unit: 'days' }),
  'audit.retentionDays': numberSetting({
    group: 'audit',
    permission: 'security.write',
    initial: 1_095,
    min: AUDIT_RETENTION_DAYS_MIN,
    max: 3_660,
    unit: 'days',
  }),
  'ledger.declineKeepDays': numberSetting({ ...KEEPING, initial: 90, min: DECLINE_KEPT_DAYS_MIN, max: 3_660, unit: 'days' }),
  'platform.failedJobKeepDays': numberSetting({ ...KEEPING, initial: 90, min: 7, max: 366, unit: 'days' }),
  'imports.fileMegabytesMax': numberSetting({ group: 'people', permission: 'settings.write', initial: 50, min: 1, max: 200, unit: 'megabytes' }),
  'imports.keepDays': numberSetting({ group: 'people', permission: 'settings.write', initial: 30, min: 1, max: 366, unit: 'days' }),
  'privacy.coolingOffDays': numberSetting({ group: 'privacy', permission: 'privacy.write', initial: 7, min: 0, max: 60, unit: 'days' }),
  'alerts.daySpendMinor': amountSetting({ ...MONEY, initial: toMinor(50_000), min: 1_00, max: MAX_AMOUNT_MINOR }),
  'alerts.lowBalance': switchSetting({ ...MONEY, initial: true }),
  'wallets.legalMode': choiceSetting({ ...MONEY, initial: 'campus_closed', options: LEGAL_MODES }),
  'wallets.namedBalanceLimitMinor': amountSetting({ ...MONEY, initial: toMinor(500_000), min: 100, max: MAX_AMOUNT_MINOR }),
  'wallets.anonymousBalanceLimitMinor': amountSetting({ ...MONEY, initial: toMinor(100_000), min: 100, max: MAX_AMOUNT_MINOR }),
  'anonymouscards.depositMinor': amountSetting({ ...MONEY, initial: toMinor(2_000), min: 0, max: 50_000 }),
  /** Of a card that is handed out from now on; it asks for no PIN. */
  'anonymouscards.paymentLimitMinor': amountSetting({ ...MONEY, initial: toMinor(10_000), min: 100, max: 100_000 }),
  'anonymouscards.dayLimitMinor': amountSetting({ ...MONEY, initial: toMinor(30_000), min: 100, max: 1_000_000 }),
  'reconciliation.closeBy': timeOfDaySetting({ ...MONEY, initial: '11:00' }),
  'funding.approvalAboveMinor': amountSetting({ ...MONEY, initial: toMinor(100_000), min: 0, max: MAX_AMOUNT_MINOR }),
  'closures.approvalAboveMinor': amountSetting({ ...MONEY, initial: toMinor(100_000), min: 0, max: MAX_AMOUNT_MINOR }),
  /** How long an organizer's key signs before a new one does. */
  'tickets.keyDays': numberSetting({ ...SECURITY, initial: 365, min: 1, max: 3_660, unit: 'days' }),
  'giftcards.returnDays': numberSetting({ ...MONEY, initial: 7, min: 0, max: 365, unit: 'days' }),
  'giftcards.restLapses': switchSetting({ ...MONEY, initial: true }),
  'promotions.approvalAboveMinor': amountSetting({ ...MONEY, initial: toMinor(1_000_000), min: 0, max: MAX_AMOUNT_MINOR }),
  /** Whether a coupon is its member's again when all that was paid with it came back. */
  'promotions.couponBackOnRefund': switchSetting({ ...MONEY, initial: true }),
  'gifts.wholeRefundDays': numberSetting({ ...MONEY, initial: 7, min: 0, max: 365, unit: 'days' }),
  'sales.reasonAboveMinor': amountSetting({ ...MONEY, initial: toMinor(500), min: 0, max: MAX_AMOUNT_MINOR }),
  'subsidies.approvalAboveMinor': amountSetting({ ...MONEY, initial: toMinor(1_000_000), min: 0, max: MAX_AMOUNT_MINOR }),
  'deposits.whenUsedUp': choiceSetting({ ...MONEY, initial: 'warn', options: WHEN_USED_UP }),
  'loyalty.drawOrder': choiceSetting({ ...MONEY, initial: 'expiry', options: DRAW_ORDERS }),
  /** Whether points of an issuer that is suspended can still be redeemed by those who have them. */
  'loyalty.suspendedIssuerRedeems': switchSetting({ ...MONEY, initial: true }),
  /** Whether the operator looks at what a merchant puts on the shelf. */
  'catalogue.reviewMerchantItems': switchSetting({ ...MONEY, initial: true }),
  /** Points that spending earned can be spent once the payment can hardly be refunded any more. */
  'loyalty.refundWindowDays': numberSetting({ ...MONEY, initial: 7, min: 0, max: 90, unit: 'days' }),
  'loyalty.returnGraceDays': numberSetting({ ...MONEY, initial: 0, min: 0, max: 365, unit: 'days' }),
  /** So long are seats kept for somebody who has not paid yet, and so long at most. */
  'inventory.holdMinutes': numberSetting({ ...MONEY, initial: 10, min: 1, max: 60, unit: 'minutes' }),
  'inventory.capMinutes': numberSetting({ ...MONEY, initial: 30, min: 1, max: 240, unit: 'minutes' }),
  'inventory.seatsPerBuyer': numberSetting({ ...MONEY, initial: 10, min: 1, max: 100, unit: 'tickets' }),
  /** A booking that its merchant has to confirm goes back when nobody answers in these hours. */
  'redemptions.answerHours': numberSetting({ ...MONEY, initial: 24, min: 1, max: 240, unit: 'hours' }),
  'redemptions.voucherDays': numberSetting({ ...MONEY, initial: 30, min: 1, max: 366, unit: 'days' }),
  'disputes.windowDays': numberSetting({ ...MONEY, initial: 30, min: 1, max: 366, unit: 'days' }),
  'disputes.dueDays': numberSetting({ ...MONEY, initial: 7, min: 1, max: 60, unit: 'days' }),
  /** Hours of the service desk. */
  'disputes.firstAnswerHours': numberSetting({ ...MONEY, initial: 8, min: 1, max: 240, unit: 'hours' }),
  /** The same time twice: around the clock. */
  'disputes.serviceFrom': timeOfDaySetting({ ...MONEY, initial: '08:00' }),
  'disputes.serviceTo': timeOfDaySetting({ ...MONEY, initial: '20:00' }),
  'disputes.serviceOnWeekends': switchSetting({ ...MONEY, initial: true }),
  /** Of a member to whom the desk spoke last. */
  'chats.idleMinutes': numberSetting({ ...MONEY, initial: 30, min: 5, max: 1_440, unit: 'minutes' }),
  'disputes.serviceHolidays': linesSetting({ ...MONEY, initial: [], pattern: DAY_LINE, maxItems: 400, maxLength: 10 }),
  'disputes.merchantDays': numberSetting({ ...MONEY, initial: 3, min: 1, max: 30, unit: 'days' }),
  'disputes.correctionMaxMinor': amountSetting({ ...MONEY, initial: toMinor(50_000), min: 0, max: MAX_AMOUNT_MINOR }),
  'disputes.goodwillMaxMinor': amountSetting({ ...MONEY, initial: toMinor(50_000), min: 0, max: MAX_AMOUNT_MINOR }),
  'reviews.windowDays': numberSetting({ ...MONEY, initial: 14, min: 1, max: 90, unit: 'days' }),
  'reviews.editDays': numberSetting({ ...MONEY, initial: 7, min: 0, max: 90, unit: 'days' }),
  /** Below it, somebody is told. */
  'reviews.lowScore': numberSetting({ ...MONEY, initial: 60, min: 0, max: 100, unit: 'points' }),
  'slips.daysBack': numberSetting({ ...MONEY, initial: 31, min: 1, max: 366, unit: 'days' }),
  'disputes.closeAfterDays': numberSetting({ ...MONEY, initial: 7, min: 1, max: 60, unit: 'days' }),
  /** First day, last day, name: `2026-09-01 2027-01-17 2026 秋季学期`. */
  'payments.terms': linesSetting({ ...MONEY, initial: [], pattern: TERM_LINE, maxItems: 60, maxLength: 80 }),
  /** Days beside weekends on which banks rest: `2026-10-01`. */
  'settlement.holidays': linesSetting({ ...MONEY, initial: [], pattern: DAY_LINE, maxItems: 400, maxLength: 10 }),
  'cards.reissueFeeMinor': amountSetting({ ...MONEY, initial: toMinor(2_000), min: 0, max: 50_000 }),
  /** Whoever is handed a new card holds no old one any more. */
  'cards.oldCardEndsWithNew': switchSetting({ ...MONEY, initial: true }),
  /** Whether a code printed on a card, which a photo copies, pays above the no-PIN floor as well, with the PIN. */
  'cards.printedAboveFloor': switchSetting({ ...MONEY, initial: false }),
  'cards.emergencyMaxMinor': amountSetting({ ...MONEY, initial: toMinor(3_000), min: 1_00, max: 50_000 }),
  /** The birthday on which guardians stop to see anything. */
  'guardians.endsAtAge': numberSetting({ group: 'people', permission: 'settings.write', initial: 18, min: 14, max: 25, unit: 'years' }),
  'guardians.invitationDays': numberSetting({ group: 'people', permission: 'settings.write', initial: 30, min: 1, max: 366, unit: 'days' }),
  'organizations.dutiesExclude': switchSetting({ group: 'people', permission: 'security.write', initial: true }),
  'backup.schedule': scheduleSetting({ group: 'backup', permission: 'backup.write', initial: '30 3 * * *' }),
  'backup.keepCount': numberSetting({ group: 'backup', permission: 'backup.write', initial: 7, min: 1, max: 366, unit: 'backups' }),
  'backup.keepDays': numberSetting({ group: 'backup', permission: 'backup.write', initial: 30, min: 1, max: 3_660, unit: 'days' }),
  'backup.drillSchedule': scheduleSetting({ group: 'backup', permission: 'backup.write', initial: '0 5 1 * *' }),
} satisfies Record<string, Setting<never> | Setting<boolean> | Setting<number> | Setting<string> | Setting<readonly string[]>>;
export type SettingKey = keyof typeof SETTINGS;
export type SettingValue<Key extends SettingKey> = (typeof SETTINGS)[Key]['initial'];
export const SETTING_KEYS = Object.keys(SETTINGS) as SettingKey[]; // The keys of a constant object are known.

/** The options of the settings that have some, each with words of its own. */
type OptionsOf<S> =
  S extends Setting<infer Value> ? (string extends Value ? never : Value extends readonly (infer Option)[] ? Option : Value) : never;
export type SettingOption = { [Key in SettingKey]: Extract<Exclude<OptionsOf<(typeof SETTINGS)[Key]>, number>, string> }[SettingKey];

/** Every right that some setting asks for; which one it is, the use case looks up. */
const CHANGING: readonly Permission[] = [...new Set(Object.values(SETTINGS).map(({ permission }) => permission))];

const setting = z.object({
  key: z.enum(SETTING_KEYS),
  group: z.enum(SETTING_GROUPS),
  input: settingInput,
  value: z.json(),
  initial: z.json(),
  mayChange: z.boolean(),
  /** Null while nobody has changed it. */
  changedAt: instant.nullable(),
  changedBy: z.string().nullable(),
});
export type SettingView = z.input<typeof setting>;

const key = z.object({ key: z.string().max(80) });

export const settings = routes({
  listSettings: {
    method: 'GET',
    path: '/settings',
    summary: 'Everything that this installation may switch, with what holds now',
    permission: 'settings.read',
    response: z.object({ items: z.array(setting) }),
    errors: [],
  },
  updateSetting: {
    method: 'PUT',
    path: '/settings/:key',
    summary: 'Change one setting; each asks for a right of its own',
    permission: CHANGING,
    params: key,
    body: z.object({ value: z.json() }),
    response: setting,
    errors: ['settings.unknown', 'settings.value_wrong', 'settings.not_on_oneself'],
  },
  resetSetting: {
    method: 'POST',
    path: '/settings/:key/reset',
    summary: 'Put one setting back to what holds until somebody changes it',
    permission: CHANGING,
    params: key,
    response: setting,
    errors: ['settings.unknown', 'settings.not_on_oneself'],
  },
});
