import { AppError, type disputes, type InputOf, type OutputOf } from '@tessera/contract';
import type { Ctx } from '../../platform/ctx.ts';
import { KEY_ID, KEY_INSTANT, keyOfCursor, pageOf } from '../../platform/paging.ts';
import { searchMembers } from '../members/index.ts';
import { describeDisputes, describeOwnDisputes } from './describe-disputes.ts';
import { HIDDEN_FROM_MERCHANT, readCaseNumber, statesBehind } from './dispute.ts';
import { countActive, type DisputeFilter, merchantOf, selectDisputes } from './queries.ts';

/** Newest first, as far as the actor may see. */
export async function listDisputes(ctx: Ctx, input: InputOf<typeof disputes.listDisputes>): Promise<OutputOf<typeof disputes.listDisputes>> {
  const { cursor, limit } = input;
  const rows = await selectDisputes(ctx, { ...(await filterOf(ctx, input)), before: keyOf(cursor), limit: limit + 1 });
  const { items, nextCursor } = pageOf(rows, limit, (row) => [row.opened_at.toISOString(), row.id]);
  return { items: await describeDisputes(ctx, items), nextCursor };
}

type Asked = Pick<InputOf<typeof disputes.listDisputes>, 'state' | 'kind' | 'merchantId' | 'only' | 'q'>;

/** What a list and its file ask for alike. A merchant searches by number alone, it knows nobody by name, and by states as it is told them. */
export async function filterOf(ctx: Ctx, { state, kind, merchantId, only, q }: Asked): Promise<Omit<DisputeFilter, 'limit'>> {
  const { actor } = ctx;
  const memberIds = q && !merchantOf(actor) ? await searchMembers(ctx, q) : [];
  return {
    states: state && statesBehind(state, merchantOf(actor) ? HIDDEN_FROM_MERCHANT : []),
    kind,
    merchantId,
    isActive: only === 'active',
    unansweredAt: only === 'unanswered' ? ctx.now : undefined,
    about: only === 'complaints' || only === 'money' ? only : undefined,
    overdueAt: only === 'overdue' ? ctx.now : undefined,
    assignedTo: only === 'mine' && actor.kind === 'staff' ? actor.staffId : undefined,
    search: q ? { caseNumber: readCaseNumber(q), memberIds } : undefined,
  };
}

/** The signed-in member's. */
export async function listOwnDisputes(ctx: Ctx, input: InputOf<typeof disputes.listOwnDisputes>): Promise<OutputOf<typeof disputes.listOwnDisputes>> {
  if (ctx.actor.kind !== 'member') throw new AppError('request.forbidden');
  const { cursor, limit, paymentId } = input;
  const rows = await selectDisputes(ctx, { memberId: ctx.actor.memberId, paymentId, before: keyOf(cursor), limit: limit + 1 });
  const { items, nextCursor } = pageOf(rows, limit, (row) => [row.opened_at.toISOString(), row.id]);
  return { items: await describeOwnDisputes(ctx, items), nextCursor };
}

export function countDisputes(ctx: Ctx): Promise<OutputOf<typeof disputes.countDisputes>> {
  return countActive(ctx, { now: ctx.now });
}

function keyOf(cursor: string | undefined): DisputeFilter['before'] {
  const [at, id] = keyOfCursor(cursor, [KEY_INSTANT, KEY_ID]) ?? [];
  return at && id ? { at, id } : undefined;
}
