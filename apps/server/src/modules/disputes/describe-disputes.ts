import type { DisputeState, disputes, OutputOf } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import { asSystem } from '../../platform/as-system.ts';
import type { Ctx } from '../../platform/ctx.ts';
import { findMembers, maskName, maskNumber } from '../members/index.ts';
import { findOrganizations } from '../organizations/index.ts';
import { caseNumberOf, faultOfReopening, HIDDEN_FROM_MEMBER, HIDDEN_FROM_MERCHANT, isActive } from './dispute.ts';
import { type DisputeRow, type EntryRead, type EntryRow, merchantOf } from './queries.ts';

export type DisputeView = OutputOf<typeof disputes.openDispute>;
export type OwnDisputeView = OutputOf<typeof disputes.openOwnDispute>;
export type EntryView = OutputOf<typeof disputes.writeToDispute>;

/** Where it stands, as the reader is told: of what waits for somebody's word, a party whom it does not ask hears when it is certain. */
function told(row: DisputeRow, hidden: readonly DisputeState[]): DisputeRow {
  if (!hidden.includes(row.state)) return row;
  return { ...row, state: 'review', outcome: null, amount_minor: null, reason: null };
}

function commonOf(row: DisputeRow, merchants: Awaited<ReturnType<typeof findOrganizations>>) {
  return {
    id: row.id,
    caseNumber: caseNumberOf(row.case_number),
    kind: row.kind,
    state: row.state,
    paymentId: row.payment_id,
    paidMinor: row.paid_minor,
    merchantId: row.merchant_id,
    merchantName: (row.merchant_id && merchants.get(row.merchant_id)?.name) ?? null,
    claimMinor: row.claim_minor,
    text: row.text,
    openedAt: row.opened_at,
    dueAt: row.due_at,
    outcome: row.outcome,
    amountMinor: row.amount_minor,
    reason: row.reason,
    decidedAt: row.decided_at,
    moneyId: row.money_id,
    closedAt: row.closed_at,
    isContent: row.is_content,
    mayReopen: faultOfReopening(row) === undefined,
  };
}

function merchantsOf(ctx: Ctx, rows: readonly DisputeRow[]) {
  return findOrganizations(
    ctx,
    rows.flatMap((row) => row.merchant_id ?? []),
  );
}

/** For whom the case is about. */
export async function describeOwnDisputes(ctx: Ctx, rows: readonly DisputeRow[]): Promise<OwnDisputeView[]> {
  const merchants = await asSystem(ctx, (system) => merchantsOf(system, rows));
  return rows.map((row) => commonOf(told(row, HIDDEN_FROM_MEMBER), merchants));
}

/** For people at work. A merchant reads masked names, and neither who works on it nor what is not certain or the operator's own. */
export async function describeDisputes(ctx: Ctx, rows: readonly DisputeRow[]): Promise<DisputeView[]> {
  const isDesk = merchantOf(ctx.actor) === undefined;
  // Whoever may see a case may see whose it is; what must be masked is masked below.
  const { members, merchants } = await asSystem(ctx, async (system) => ({
    members: await findMembers(
      system,
      rows.map((row) => row.member_id),
    ),
    merchants: await merchantsOf(system, rows),
  }));
  return rows.map((full) => {
    const row = told(full, isDesk ? [] : HIDDEN_FROM_MERCHANT);
    const whole = { ...commonOf(row, merchants), ...holderOf(members.get(row.member_id)), ...progressOf(ctx, row) };
    return isDesk ? whole : maskedForMerchant(whole);
  });
}

function holderOf(member: { id: Id<'member'>; name: string; memberNumber: string } | undefined) {
  return { memberId: member?.id ?? null, memberName: member?.name ?? '', memberNumber: member?.memberNumber ?? '' };
}

function progressOf(ctx: Ctx, row: DisputeRow) {
  const staffId = ctx.actor.kind === 'staff' ? ctx.actor.staffId : null;
  return {
    way: row.way,
    firstDueAt: row.first_due_at,
    firstAnsweredAt: row.first_answered_at,
    isUnanswered: isActive(row.state) && row.first_answered_at === null && row.first_due_at !== null && row.first_due_at < ctx.now,
    isOverdue: isActive(row.state) && row.due_at < ctx.now,
    merchantDueAt: row.merchant_due_at,
    merchantStance: row.merchant_stance,
    assignedTo: row.assigned_name,
    isMine: staffId !== null && row.assigned_to === staffId,
    decidedBy: row.decided_by_name,
    approvedBy: row.approved_by_name,
    openedByMe: staffId !== null && row.opened_by === staffId,
    decidedByMe: staffId !== null && row.decided_by === staffId,
  };
}

/** Masked names, no hands of the desk, and not what the operator pays of its own. */
function maskedForMerchant(view: DisputeView): DisputeView {
  return {
    ...view,
    memberId: null,
    memberName: maskName(view.memberName),
    memberNumber: maskNumber(view.memberNumber),
    assignedTo: null,
    decidedBy: null,
    approvedBy: null,
    ...(view.outcome === 'goodwill' && { amountMinor: null, moneyId: null, reason: null }),
  };
}

export async function describeDispute(ctx: Ctx, row: DisputeRow): Promise<DisputeView> {
  const [view] = await describeDisputes(ctx, [row]);
  if (!view) throw new Error('one case has one description');
  return view;
}

export async function describeOwnDispute(ctx: Ctx, row: DisputeRow): Promise<OwnDisputeView> {
  const [view] = await describeOwnDisputes(ctx, [row]);
  if (!view) throw new Error('one case has one description');
  return view;
}

/** The operator's people read whose hand it was; a merchant the names of its own; nobody else any. */
export function describeEntries(ctx: Ctx, rows: readonly (EntryRow & Partial<EntryRead>)[]): EntryView[] {
  const namesOf = ctx.actor.kind !== 'staff' ? null : merchantOf(ctx.actor) ? 'merchant' : 'everybody';
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    audience: row.audience,
    author: row.author,
    authorName: namesOf === 'everybody' || namesOf === row.author ? row.author_name : null,
    text: row.text,
    amountMinor: row.amount_minor,
    photo: row.width_px && row.height_px ? { widthPx: row.width_px, heightPx: row.height_px } : null,
    at: row.at,
  }));
}
