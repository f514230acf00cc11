import { sql } from 'kysely';
import { type Ctx, systemActor } from './ctx.ts';

/**
 * Runs `fn` in the same transaction with row-level security seeing the system, for a fact that the actor may not read but the answer
 * rests on. The caller has already decided that this actor may have the answer. When `fn` throws, so does the transaction.
 */
export async function asSystem<Result>(ctx: Ctx, fn: (system: Ctx) => Promise<Result>): Promise<Result> {
  if (ctx.actor.kind === 'system') return fn(ctx);
  const before = await sql<{ kind: string }>`
    select current_setting('app.actor_kind') as kind, set_config('app.actor_kind', 'system', true)`.execute(ctx.tx);
  const result = await fn({ ...ctx, actor: systemActor('as-system') });
  await sql`select set_config('app.actor_kind', ${before.rows[0]?.kind ?? ctx.actor.kind}, true)`.execute(ctx.tx);
  return result;
}
