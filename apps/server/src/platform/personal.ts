import type { ErasureObstacle } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import type { Ctx } from './ctx.ts';

/** The person whom the records are about, by every id that records carry. */
export type Subject = { memberId: Id<'member'>; userId: Id<'user'> };

/** Rows behind `after`, in a fixed order; `after` of the answer is null at the end. A page is small: an export holds one at a time. */
export type PersonalPage = { rows: Record<string, unknown>[]; after: string | null };
export type PersonalPart = {
  /** What the file is called, in English: `payments`. */
  name: string;
  /** What a person reads above it. */
  title: { zh: string; en: string };
  read: (ctx: Ctx, subject: Subject, after: string | null) => Promise<PersonalPage>;
};

/** What a person is called once forgotten. */
export type Pseudonym = { name: string; number: string };

/**
 * What a module holds of a person: told by the module itself and gathered in `personal-records.ts`. A column that leads to a person and
 * that no module covers fails the architecture test.
 */
export type PersonalRecords = {
  module: string;
  /** Columns with an id or a name of the person: `schema.table.column`. `exported`: rows stand in a part. `forgotten`: gone on erasure. */
  covers: Readonly<Record<string, string>>;
  parts: readonly PersonalPart[];
  /** What has to be settled before the person can be forgotten. */
  obstacles?: (ctx: Ctx, subject: Subject) => Promise<ErasureObstacle[]>;
  /** Forgets the person in the caller's transaction. The caller's actor is the system. */
  erase?: (ctx: Ctx, subject: Subject, pseudonym: Pseudonym) => Promise<void>;
};

/** One page that is all there is. */
export function wholePage(rows: Record<string, unknown>[]): PersonalPage {
  return { rows, after: null };
}
