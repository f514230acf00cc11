import { type Minor, toMinor } from '@tessera/kernel';
import { z } from 'zod';
import type { Permission } from './permissions.ts';

/** The pages' headings, in their order on the screen. */
export const SETTING_GROUPS = ['security', 'people', 'privacy', 'notifications', 'money', 'audit', 'backup'] as const;
export type SettingGroup = (typeof SETTING_GROUPS)[number];

/** What a number counts; the screen writes it behind the field. */
export const SETTING_UNITS = [
  'characters',
  'tries',
  'minutes',
  'hours',
  'days',
  'kinds',
  'passwords',
  'backups',
  'megabytes',
  'years',
  'messages',
  'points',
  'tickets',
] as const;

const CRON_FIELD = /^(?:\*|\d{1,2}(?:-\d{1,2})?)(?:\/\d{1,2})?(?:,(?:\*|\d{1,2}(?:-\d{1,2})?)(?:\/\d{1,2})?)*$/;
/** Largest value of minute, hour, day, month, day of week. */
const CRON_MAX = [59, 23, 31, 12, 6];
export const SETTING_TEXT_MAX = 2_000;
export const SETTING_LINES_MAX = 200;

/** How a value is entered; the screen is drawn from this. */
export const settingInput = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('switch') }),
  z.object({ kind: z.literal('number'), min: z.int(), max: z.int(), unit: z.enum(SETTING_UNITS) }),
  z.object({ kind: z.literal('amount'), minMinor: z.int(), maxMinor: z.int() }),
  z.object({ kind: z.literal('choice'), options: z.array(z.string()) }),
  z.object({ kind: z.literal('choices'), options: z.array(z.string()) }),
  z.object({ kind: z.literal('text'), maxLength: z.int() }),
  z.object({ kind: z.literal('lines'), maxItems: z.int(), maxLength: z.int() }),
  z.object({ kind: z.literal('roles') }),
  z.object({ kind: z.literal('timeOfDay') }),
  z.object({ kind: z.literal('schedule') }),
]);
export type SettingInput = z.infer<typeof settingInput>;

export type Setting<Value> = {
  group: SettingGroup;
  /** The right that changing it asks for; seeing it asks for `settings.read`. */
  permission: Permission;
  /** What holds until somebody changes it. */
  initial: Value;
  schema: z.ZodType<Value>;
  input: SettingInput;
};

type Place<Value> = Pick<Setting<Value>, 'group' | 'permission' | 'initial'>;

export function switchSetting(place: Place<boolean>): Setting<boolean> {
  return { ...place, schema: z.boolean(), input: { kind: 'switch' } };
}

/** A whole number from `min` to `max`. */
export function numberSetting(of: Place<number> & { min: number; max: number; unit: (typeof SETTING_UNITS)[number] }): Setting<number> {
  const { min, max, unit, ...place } = of;
  return { ...place, schema: z.int().min(min).max(max), input: { kind: 'number', min, max, unit } };
}

/** An amount of money in fen. */
export function amountSetting(of: Place<Minor> & { min: number; max: number }): Setting<Minor> {
  const { min, max, ...place } = of;
  return { ...place, schema: z.int().min(min).max(max).transform(toMinor), input: { kind: 'amount', minMinor: min, maxMinor: max } };
}

export function choiceSetting<const Option extends string>(of: Place<NoInfer<Option>> & { options: readonly Option[] }): Setting<Option> {
  const { options, ...place } = of;
  return { ...place, schema: z.enum(options), input: { kind: 'choice', options: [...options] } };
}

/** Any number of the options, each once. */
export function choicesSetting<const Option extends string>(
  of: Place<readonly NoInfer<Option>[]> & { options: readonly Option[] },
): Setting<readonly Option[]> {
  const { options, ...place } = of;
  const schema = z
    .array(z.enum(options))
    .max(options.length)
    .refine((chosen) => new Set(chosen).size === chosen.length, 'one option twice');
  return { ...place, schema, input: { kind: 'choices', options: [...options] } };
}

export function textSetting(of: Place<string> & { maxLength?: number }): Setting<string> {
  const { maxLength = 200, ...place } = of;
  return { ...place, schema: z.string().trim().max(maxLength), input: { kind: 'text', maxLength } };
}

/** Short texts, one a line; `pattern` when each has a form. */
export function linesSetting(of: Place<readonly string[]> & { pattern?: RegExp; maxItems?: number; maxLength?: number }): Setting<readonly string[]> {
  const { pattern, maxItems = 50, maxLength = 200, ...place } = of;
  const line = z.string().trim().min(1).max(maxLength);
  const schema = z.array(pattern ? line.regex(pattern) : line).max(maxItems);
  return { ...place, schema, input: { kind: 'lines', maxItems, maxLength } };
}

/** Ready-made roles by their keys. What is no role any more is kept: a list that a newer version cannot read would protect nobody. */
export function rolesSetting(place: Place<readonly string[]>): Setting<readonly string[]> {
  return { ...linesSetting({ ...place, pattern: /^[A-Za-z][A-Za-z0-9_-]*$/, maxLength: 60 }), input: { kind: 'roles' } };
}

/** `HH:MM` in the operator's time zone. */
export function timeOfDaySetting(place: Place<string>): Setting<string> {
  return { ...place, schema: z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/), input: { kind: 'timeOfDay' } };
}

/** Five fields of cron in the operator's time zone, or empty for never. */
export function scheduleSetting(place: Place<string>): Setting<string> {
  return { ...place, schema: z.string().trim().max(100).refine(isSchedule, 'not a schedule'), input: { kind: 'schedule' } };
}

function isSchedule(text: string): boolean {
  if (text === '') return true;
  const fields = text.split(' ');
  return fields.length === CRON_MAX.length && fields.every((field, place) => isCronField(field, CRON_MAX[place] ?? 0));
}

function isCronField(field: string, max: number): boolean {
  return CRON_FIELD.test(field) && (field.match(/\d+/g) ?? []).every((number) => Number(number) <= max) && !/\/0/.test(field);
}
