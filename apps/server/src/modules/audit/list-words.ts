import type { audit, InputOf, OutputOf } from '@tessera/contract';
import type { Ctx } from '../../platform/ctx.ts';
import { selectWords } from './queries.ts';

const SHOWN_MAX = 200;

/** What the filters offer: actions and names as they occur in the records, so that nobody has to know them. */
export async function listWords(ctx: Ctx, { kind, q }: InputOf<typeof audit.listWords>): Promise<OutputOf<typeof audit.listWords>> {
  return { items: await selectWords(ctx, { kind, part: q, limit: SHOWN_MAX }) };
}
