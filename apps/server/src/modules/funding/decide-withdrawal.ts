import { AppError, type funding, type InputOf } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import { staffOf } from '../../platform/actors.ts';
import { asSystem } from '../../platform/as-system.ts';
import type { Ctx } from '../../platform/ctx.ts';
import { record } from '../audit/index.ts';
import type { ChannelsParts } from '../channels/index.ts';
import { describeOwn, describeWithdrawals, type OwnWithdrawalView, type WithdrawalView } from './describe-withdrawals.ts';
import { lockWithdrawal, selectWithdrawal, updateWithdrawal, type WithdrawalRow } from './queries.ts';
import { handOverCash, releaseAll, sendToSources } from './settle-withdrawal.ts';
import { tellDesks, tellHolder } from './tell-withdrawal.ts';
import { isOpen } from './withdrawal.ts';

type WithdrawalId = { withdrawalId: Id<'withdrawal'> };

/**
 * Another person than its maker has looked at it: what goes to its source is sent, cash waits to be handed over.
 * @throws AppError `funding.withdrawal_unknown`, `funding.withdrawal_not_now`, `funding.needs_another_person`
 */
export async function approveWithdrawal(ctx: Ctx, { withdrawalId }: WithdrawalId, channels: ChannelsParts): Promise<WithdrawalView> {
  const row = await locked(ctx, withdrawalId, ({ state }) => state === 'waiting');
  const { staffId, name } = staffOf(ctx);
  if (row.made_by === staffId) throw new AppError('funding.needs_another_person', { withdrawalId });
  await updateWithdrawal(ctx, withdrawalId, { state: 'approved', decided_by: staffId, decided_by_name: name, decided_at: ctx.now });
  if (row.way === 'source') await asSystem(ctx, (system) => sendToSources(system, channels, row));
  return decided(ctx, row, 'funding.approveWithdrawal');
}

/** Also by whoever made it, who thinks better of it. @throws AppError `funding.withdrawal_unknown`, `funding.withdrawal_not_now` */
export async function refuseWithdrawal(ctx: Ctx, { withdrawalId, note }: InputOf<typeof funding.refuseWithdrawal>): Promise<WithdrawalView> {
  const row = await locked(ctx, withdrawalId, isOpen);
  const { staffId, name } = staffOf(ctx);
  await asSystem(ctx, (system) => releaseAll(system, row));
  const decision = { decided_by: staffId, decided_by_name: name, decided_at: ctx.now };
  await updateWithdrawal(ctx, withdrawalId, { state: 'refused', note, finished_at: ctx.now, ...decision });
  await tellHolder(ctx, row);
  return decided(ctx, row, 'funding.refuseWithdrawal');
}

/** The approved cash is handed over. @throws AppError `funding.withdrawal_unknown`, `funding.withdrawal_not_now` */
export async function payWithdrawal(ctx: Ctx, { withdrawalId }: WithdrawalId): Promise<WithdrawalView> {
  const row = await locked(ctx, withdrawalId, ({ state, way }) => state === 'approved' && way === 'cash');
  const { staffId } = staffOf(ctx);
  await asSystem(ctx, (system) => handOverCash(system, row, staffId));
  return decided(ctx, row, 'funding.payWithdrawal');
}

/** The member takes a wish back that nobody has decided on. @throws AppError `funding.withdrawal_unknown`, `funding.withdrawal_not_now` */
export async function cancelWithdrawal(ctx: Ctx, { withdrawalId }: WithdrawalId): Promise<OwnWithdrawalView> {
  const row = await locked(ctx, withdrawalId, ({ state, made_by }) => state === 'waiting' && made_by === null);
  await asSystem(ctx, (system) => releaseAll(system, row));
  await updateWithdrawal(ctx, withdrawalId, { state: 'cancelled', finished_at: ctx.now });
  await tellDesks(ctx, row);
  await record(ctx, { action: 'funding.cancelWithdrawal', targetKind: 'withdrawal', targetId: withdrawalId });
  const [view] = await describeOwn(ctx, await readAgain(ctx, withdrawalId));
  if (!view) throw new AppError('funding.withdrawal_unknown', { withdrawalId });
  return view;
}

/** A foreign one is answered like one that does not exist. */
async function locked(ctx: Ctx, withdrawalId: Id<'withdrawal'>, isNow: (row: WithdrawalRow) => boolean): Promise<WithdrawalRow> {
  const row = await lockWithdrawal(ctx, withdrawalId);
  if (!row || !(await isSeen(ctx, row))) throw new AppError('funding.withdrawal_unknown', { withdrawalId });
  if (!isNow(row)) throw new AppError('funding.withdrawal_not_now', { withdrawalId });
  return row;
}

async function isSeen(ctx: Ctx, row: WithdrawalRow): Promise<boolean> {
  if (ctx.actor.kind === 'member') return row.member_id === ctx.actor.memberId;
  return (await describeWithdrawals(ctx, [row])).length > 0;
}

type Decision = 'funding.approveWithdrawal' | 'funding.refuseWithdrawal' | 'funding.payWithdrawal';

async function decided(ctx: Ctx, before: WithdrawalRow, action: Decision): Promise<WithdrawalView> {
  await tellDesks(ctx, before);
  const rows = await readAgain(ctx, before.id);
  const [view] = await describeWithdrawals(ctx, rows);
  if (!view) throw new AppError('funding.withdrawal_unknown', { withdrawalId: before.id });
  await record(ctx, {
    action,
    targetKind: 'withdrawal',
    targetId: before.id,
    before: { state: before.state },
    after: { state: view.state, amountMinor: view.amountMinor, madeBy: view.madeByName, note: view.note },
  });
  return view;
}

async function readAgain(ctx: Ctx, withdrawalId: Id<'withdrawal'>): Promise<WithdrawalRow[]> {
  const row = await selectWithdrawal(ctx, withdrawalId);
  return row ? [row] : [];
}
