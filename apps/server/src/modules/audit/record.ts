import { newId } from '@tessera/kernel';
import type { Actor, Ctx } from '../../platform/ctx.ts';
import { insertRecords, type NewRecord } from './queries.ts';

/** A person who acts without a session of theirs: somebody who signs in. */
export type NamedPerson = { kind: 'staff' | 'member'; id: string; name: string; organizationId?: string; role?: string; sessionId?: string };

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
  outcome?: 'done' | 'refused' | 'read';
  /** Who it was, where that is somebody else than the transaction's actor. */
  by?: NamedPerson;
};

/** The database refuses more; a browser's name has about a hundred characters. */
const USER_AGENT_MAX = 300;

/** Writes down who did what, in the caller's transaction: it stands or falls with the act itself. */
export function record(ctx: Ctx, act: Act): Promise<void> {
  return recordAll(ctx, [act]);
}

/** One record for each of several acts, in one statement. */
export async function recordAll(ctx: Ctx, acts: readonly Act[]): Promise<void> {
  if (acts.length > 0)
    await insertRecords(
      ctx,
      acts.map((act) => rowOf(ctx, act)),
    );
}

function rowOf(ctx: Ctx, act: Act): NewRecord {
  return {
    id: newId<'audit'>(ctx.now.getTime()),
    at: ctx.now,
    ...(act.by ? columnsOfPerson(act.by) : columnsOf(ctx.actor)),
    action: act.action,
    target_kind: act.targetKind,
    target_id: act.targetId,
    outcome: act.outcome ?? 'done',
    before: act.before ? JSON.stringify(act.before) : null,
    after: act.after ? JSON.stringify(act.after) : null,
    request_id: ctx.requestId,
    address: ctx.address ?? null,
    user_agent: ctx.userAgent?.slice(0, USER_AGENT_MAX) || null,
  };
}

type ActorColumns = Pick<NewRecord, 'actor_kind' | 'actor_id' | 'actor_name' | 'organization_id' | 'department_id' | 'role' | 'session_id'>;

const NOBODY = { organization_id: null, department_id: null, role: null, session_id: null };

function columnsOfPerson(by: NamedPerson): ActorColumns {
  return {
    actor_kind: by.kind,
    actor_id: by.id,
    // A member's name would outlive the member here: the log names members by their id alone.
    actor_name: by.kind === 'member' ? by.id : by.name,
    organization_id: by.organizationId ?? null,
    department_id: null,
    role: by.role ?? null,
    session_id: by.sessionId ?? null,
  };
}

/** A guardian who acts in a child's place is who did it; whose it is, the target says. */
function memberColumns({ memberId, guardianId = memberId, sessionId }: Extract<Actor, { kind: 'member' }>): ActorColumns {
  return { ...NOBODY, actor_kind: 'member', actor_id: guardianId, actor_name: guardianId, session_id: sessionId ?? null };
}

/** Members and terminals are known by their id here; their names lie in modules above this one. */
function columnsOf(actor: Actor): ActorColumns {
  switch (actor.kind) {
    case 'staff':
      return {
        actor_kind: 'staff',
        actor_id: actor.staffId,
        actor_name: actor.name,
        organization_id: actor.organizationId,
        department_id: actor.departmentId ?? null,
        role: actor.role ?? null,
        session_id: actor.sessionId ?? null,
      };
    case 'member':
      return memberColumns(actor);
    case 'terminal':
      return { ...NOBODY, actor_kind: 'terminal', actor_id: actor.terminalId, actor_name: actor.terminalId, organization_id: actor.merchantId };
    case 'system':
      return { ...NOBODY, actor_kind: 'system', actor_id: null, actor_name: actor.name };
    case 'anonymous':
      return { ...NOBODY, actor_kind: 'anonymous', actor_id: null, actor_name: 'anonymous' };
  }
}
