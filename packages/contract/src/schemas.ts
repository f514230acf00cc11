import { type Id, isId, MAX_AMOUNT_MINOR, type Minor, toMinor } from '@tessera/kernel';
import { z } from 'zod';
import { oneLine } from './texts.ts';

/** The pieces from which every module's schemas are made; a named limit on everything. */
export const PAGE_LIMIT_MAX = 200;
export const TEXT_MAX = 200;

/** A UUIDv7 that names one noun. */
export function id<Noun extends string>() {
  return z.custom<Id<Noun>>((value) => typeof value === 'string' && isId(value), 'not a UUIDv7').meta({ type: 'string', format: 'uuid' });
}

/** A positive amount of minor units, at most `MAX_AMOUNT_MINOR`. Texts, floats, zero and negatives are refused. */
export const amountMinor = z.int().min(1).max(MAX_AMOUNT_MINOR).transform(toMinor);

/** Any exact amount that the books may show; negative for what goes out. */
export const balanceMinor = z.custom<Minor>((value) => Number.isSafeInteger(value), 'not an integer').meta({ type: 'integer' });

/** A `Date` in the code, ISO 8601 in UTC on the wire. */
export const instant = z.codec(z.iso.datetime(), z.date(), {
  decode: (text) => new Date(text),
  encode: (date) => date.toISOString(),
});

export const businessDay = z.iso.date();
export const name = oneLine(80).min(1);
export const shortText = oneLine(TEXT_MAX);
/** What is typed into the search of a list. */
export const searchText = oneLine(80);
export const empty = z.object({});

/** A file that a client sends or receives whole, and a server piece by piece. */
export const file = z.custom<Blob>((value) => value instanceof Blob, 'not a file').meta({ type: 'string', format: 'binary' });

/** Search and paging of every list: `cursor` is opaque and comes from the page before. */
export const paging = {
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(PAGE_LIMIT_MAX).default(50),
};

export function page<Item extends z.ZodType>(item: Item) {
  return z.object({ items: z.array(item), nextCursor: z.string().nullable() });
}
