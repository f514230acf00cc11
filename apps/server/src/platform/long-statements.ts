import { sql } from 'kysely';
import type { Ctx } from './ctx.ts';

const LONG_SECONDS = 300;
/** Where somebody looks at a page meanwhile. */
export const PATIENT_SECONDS = 60;

/** For statements of this transaction that read or write more than a person waits for: how long one may take, instead of what a request may. */
export async function allowLong(ctx: Ctx, seconds = LONG_SECONDS): Promise<void> {
  await sql`select set_config('statement_timeout', ${`${seconds}s`}, true)`.execute(ctx.tx);
}
