import { newId } from '@tessera/kernel';
import type { Actor, Ctx } from '../../platform/ctx.ts';
import { insertRecord } from './queries.ts';

/** One act, as its module tells it. `before` and `after` hold only what changed, and never a secret. */
export type Act = {
  /** `module.verb`, such as `cards.freeze`. */
  action: string;
  targetKind: string;
  /** Null when the act has no single target. */
  targetId: string | null;
  before?: Record<string, unknown>;
  after?: Record<string, unknown>;
  /** `done` when absent. */
  outcome?: 'done' | 'refused';
};

/** Writes down who did what, in the caller's transaction: it stands or falls with the act itself. */
export async function record(ctx: Ctx, act: Act): Promise<void> {
  await insertRecord(ctx, {
    id: newId<'audit'>(ctx.now.getTime()),
    at: ctx.now,
    actor_kind: ctx.actor.kind,
    actor_id: actorId(ctx.actor),
    actor_name: actorName(ctx.actor),
    action: act.action,
    target_kind: act.targetKind,
    target_id: act.targetId,
    outcome: act.outcome ?? 'done',
    before: act.before ? JSON.stringify(act.before) : null,
    after: act.after ? JSON.stringify(act.after) : null,
    request_id: ctx.requestId,
    address: ctx.address ?? null,
  });
}

function actorId(actor: Actor): string | null {
  switch (actor.kind) {
    case 'staff':
      return actor.staffId;
    case 'member':
      return actor.memberId;
    case 'terminal':
      return actor.terminalId;
    default:
      return null;
  }
}

/** Members and terminals are known by their id here; their names lie in modules above this one. */
function actorName(actor: Actor): string {
  return actor.kind === 'staff' || actor.kind === 'system' ? actor.name : (actorId(actor) ?? actor.kind);
}
