/** Well-formed requests, made from the contract's own schemas. */
import type { Route } from '@tessera/contract';
import { z } from 'zod';

export type Part = 'params' | 'query' | 'body';
/** A place in a request where an id stands: `body.items.0.memberId` has the name `memberId`. */
export type Slot = { part: Part; path: readonly string[]; name: string };
/** A place where a text stands that people type. */
export type TextSlot = Slot & { maxLength: number };
export type Asked = Record<Part, Record<string, unknown>>;

type Json = {
  type?: string;
  format?: string;
  const?: unknown;
  enum?: unknown[];
  anyOf?: Json[];
  oneOf?: Json[];
  allOf?: Json[];
  properties?: Record<string, Json>;
  required?: string[];
  items?: Json;
  minItems?: number;
  pattern?: string;
  minLength?: number;
  maxLength?: number;
  minimum?: number;
  exclusiveMinimum?: number;
  maximum?: number;
  default?: unknown;
};

/** Texts with a form of their own, by the name of the field. `mark` differs from request to request, for what must be unique. */
const NAMED: Record<string, (mark: string) => unknown> = {
  memberNumber: (mark) => `N${mark}`,
  userName: (mark) => `u${mark}`,
  uid: (mark) => mark.padStart(8, '0').slice(-8).toUpperCase(),
  phone: () => '13912345678',
  recipientPhone: () => '13912345679',
  pin: () => '739182',
  couponCode: () => 'AB12CD34',
  currentPin: () => '739182',
  code: () => '71234567890123456789',
  password: () => 'plenty of words 7',
  cardLastFour: () => '8821',
  counted: () => [{ faceMinor: 100, pieces: 1 }],
  charges: () => [{}],
  month: () => '2026-01',
  value: () => 'person@example.org',
  hash: () => 'ab'.repeat(32),
  sha256: () => 'ab'.repeat(32),
  returnTo: () => '/console/',
  contact: () => '13912345678',
  invitation: () => 'ABCDEFGHJK',
  apiKey: () => 'k'.repeat(32),
  registrationNumber: (mark) =>
    `REG${mark}`
      .toUpperCase()
      .replace(/[^0-9A-Z]/g, 'X')
      .padEnd(6, '0')
      .slice(0, 20),
  payoutAccount: () => '6225880100009921',
  p256dh: () => 'x'.repeat(87),
};
const TEXTS = [
  'x',
  '2026-01-05',
  '08:30',
  '123456',
  '71234567890123456789',
  'person@example.org',
  'https://example.org/',
  'abcdefgh12',
  'AB12CD34',
  'zh-CN',
  '1.2.3',
];

/** Texts in a path that name no record of anybody. */
const WORDS: Record<string, string> = {
  businessOn: 'a day of the whole house',
  month: 'a month of the whole house',
  channel: 'a way that money comes in, set up by the operator for everybody',
  provider: 'a way to sign in, set up by the operator for everybody',
  key: 'a setting or a way to sign in',
};

const PARTS: readonly Part[] = ['params', 'query', 'body'];

function jsonOf(schema: z.ZodType): Json {
  return z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Json; // The part of JSON Schema that our schemas need.
}

/** A request that the route's schemas accept; with `all`, optional fields are filled as well. Ids stand open: they are the caller's to fill. */
export function exampleOf(route: Route, mark: string, fill: 'required' | 'all' = 'required'): Asked {
  const asked: Asked = { params: {}, query: {}, body: {} };
  for (const part of PARTS) {
    const schema = route[part];
    if (schema) asked[part] = exampleFor(jsonOf(schema), { name: part, mark, fill, route }) as Record<string, unknown>; // A part is an object.
  }
  return asked;
}

type Want = { name: string; mark: string; fill: 'required' | 'all'; route: Route };

function exampleFor(json: Json, want: Want): unknown {
  if (json.const !== undefined) return json.const;
  if (json.enum) return json.enum[0];
  const choices = json.anyOf ?? json.oneOf;
  if (choices) return exampleFor(choices.find((one) => one.type !== 'null') ?? {}, want);
  if (json.allOf) return Object.assign({}, ...json.allOf.map((one) => exampleFor(one, want)));
  if (json.type === 'object') return objectOf(json, want);
  if (json.type === 'array')
    return (
      NAMED[want.name]?.(want.mark) ??
      Array.from({ length: json.minItems ?? (want.fill === 'all' ? 1 : 0) }, () => exampleFor(json.items ?? {}, want))
    );
  if (json.type === 'integer' || json.type === 'number')
    return Math.min(Math.max(json.minimum ?? (json.exclusiveMinimum ?? 0) + 1, 1), json.maximum ?? 100);
  if (json.type === 'boolean') return true;
  if (json.type === 'string') return textOf(json, want);
  return NAMED[want.name]?.(want.mark) ?? json.default ?? 'x';
}

function objectOf(json: Json, want: Want): Record<string, unknown> {
  const entries = Object.entries(json.properties ?? {}).filter(([name]) => want.fill === 'all' || json.required?.includes(name));
  return Object.fromEntries(entries.map(([name, one]) => [name, exampleFor(one, { ...want, name })]));
}

function textOf(json: Json, { name, mark, route }: Want): string {
  if (json.format === 'uuid') return `:${name}`;
  const fits = (text: unknown): text is string =>
    typeof text === 'string' &&
    new RegExp(json.pattern ?? '').test(text) &&
    text.length >= (json.minLength ?? 0) &&
    text.length <= (json.maxLength ?? Number.POSITIVE_INFINITY);
  const named = NAMED[name]?.(mark);
  if (fits(named)) return named;
  if (json.format === 'date-time') return '2026-01-05T08:30:00Z';
  const found = [...(json.pattern || json.format ? TEXTS : [`${name} ${mark}`]), 'x'.repeat(json.minLength ?? 1)].find(fits);
  if (found === undefined)
    throw new Error(`«${name}» of ${route.method} ${route.path} has no example: give it one in apps/server/test/isolation/example.ts`);
  return found;
}

/** Every place of a route where an id stands, and everything that a path names. */
export function idSlotsOf(route: Route): Slot[] {
  // In a path, any text that is not one of a few words names something.
  const isName = (json: Json, name: string) => json.type === 'string' && json.enum === undefined && json.const === undefined && !(name in WORDS);
  return leavesOf(route).filter(({ part, json, name }) => json.format === 'uuid' || (part === 'params' && isName(json, name)));
}

/** Every place of a route where a free text stands. */
export function textSlotsOf(route: Route): TextSlot[] {
  const isFree = (json: Json) => json.type === 'string' && json.format === undefined && json.enum === undefined && json.const === undefined;
  return leavesOf(route).flatMap(({ json, ...slot }) => (isFree(json) ? { ...slot, maxLength: json.maxLength ?? 0 } : []));
}

/** Every pattern that a text of the route is held against. */
export function patternsOf(route: Route): string[] {
  return leavesOf(route).flatMap(({ json }) => json.pattern ?? []);
}

function leavesOf(route: Route): (Slot & { json: Json })[] {
  return PARTS.flatMap((part) => {
    const schema = route[part];
    return schema ? leavesIn(jsonOf(schema), { part, path: [], name: part }) : [];
  });
}

function leavesIn(json: Json, slot: Slot): (Slot & { json: Json })[] {
  const choices = json.anyOf ?? json.oneOf ?? json.allOf;
  if (choices) return leavesIn(choices.find((one) => one.type !== 'null') ?? {}, slot);
  if (json.properties) return Object.entries(json.properties).flatMap(([name, one]) => leavesIn(one, { ...slot, path: [...slot.path, name], name }));
  if (json.items) return leavesIn(json.items, { ...slot, path: [...slot.path, '0'], name: slot.name.replace(/Ids$/, 'Id') });
  return [{ ...slot, json }];
}

/** A copy of the request with one value in its place. */
export function withValue(asked: Asked, slot: Slot, value: unknown): Asked {
  const copy = structuredClone(asked);
  let place: Record<string, unknown> = copy[slot.part];
  for (const [index, step] of slot.path.slice(0, -1).entries()) {
    place[step] ??= /^\d+$/.test(slot.path[index + 1] ?? '') ? [] : {};
    place = place[step] as Record<string, unknown>; // A list takes its places by number as an object does by name.
  }
  place[slot.path.at(-1) ?? ''] = value;
  return copy;
}
