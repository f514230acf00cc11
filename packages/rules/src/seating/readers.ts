import { LAYOUT_REACH, LAYOUT_TEXT_MAX } from './layout.ts';
import { PLAN_PROBLEMS_MAX, type PlanFault, type PlanProblem } from './plan-problem.ts';

/** Says what is wrong with a value that came from outside, and nothing where it is right. */
export type Reader = (value: unknown, at: string, found: PlanProblem[]) => void;

export function note(found: PlanProblem[], fault: PlanFault, at: string): void {
  if (found.length < PLAN_PROBLEMS_MAX) found.push({ fault, at });
}

export const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const below = (at: string, key: string | number) => (at === '' ? `${key}` : `${at}.${key}`);

/** Exactly these keys; those with a trailing `?` may be missing. */
export function record(fields: Readonly<Record<string, Reader>>): Reader {
  const readers = new Map(Object.entries(fields).map(([key, reader]) => [key.replace('?', ''), reader]));
  const needed = Object.keys(fields).filter((key) => !key.endsWith('?'));
  return (value, at, found) => {
    if (!isRecord(value)) return note(found, at === '' ? 'not_a_plan' : 'value_wrong', at);
    for (const key of needed) if (!Object.hasOwn(value, key)) note(found, 'key_missing', below(at, key));
    for (const key of Object.keys(value)) {
      const reader = readers.get(key);
      if (reader) reader(value[key], below(at, key), found);
      else note(found, 'key_unknown', below(at, key));
    }
  };
}

export function list(item: Reader, most: number): Reader {
  return (value, at, found) => {
    if (!Array.isArray(value)) return note(found, 'value_wrong', at);
    if (value.length > most) return note(found, 'too_large', at);
    for (const [index, one] of value.entries()) item(one, below(at, index), found);
  };
}

export const text: Reader = (value, at, found) => {
  if (typeof value !== 'string') note(found, 'value_wrong', at);
  else if (value.length > LAYOUT_TEXT_MAX) note(found, 'text_too_long', at);
};

/** A name by which something is found: not empty. */
export const key: Reader = (value, at, found) => {
  if (value === '') note(found, 'value_wrong', at);
  else text(value, at, found);
};

export const number: Reader = (value, at, found) => {
  if (typeof value !== 'number') note(found, 'value_wrong', at);
  else if (!Number.isFinite(value)) note(found, 'number_not_finite', at);
  else if (Math.abs(value) > LAYOUT_REACH) note(found, 'number_too_large', at);
};

export const whole: Reader = (value, at, found) => {
  if (typeof value === 'number' && Number.isFinite(value) && !Number.isInteger(value)) note(found, 'value_wrong', at);
  else number(value, at, found);
};

/** Nought or more. */
export const length: Reader = (value, at, found) => {
  if (typeof value === 'number' && value < 0 && Number.isFinite(value)) note(found, 'value_wrong', at);
  else whole(value, at, found);
};

export const yesNo: Reader = (value, at, found) => {
  if (typeof value !== 'boolean') note(found, 'value_wrong', at);
};

export const oneOf =
  (values: readonly (string | boolean | null)[]): Reader =>
  (value, at, found) => {
    if (!values.some((one) => one === value)) note(found, 'value_wrong', at);
  };

export const orNull =
  (reader: Reader): Reader =>
  (value, at, found) => {
    if (value !== null) reader(value, at, found);
  };
