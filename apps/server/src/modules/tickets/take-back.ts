import { AppError, type InputOf, type OutputOf, type tickets } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import { GENERATION_MAX } from '@tessera/rules';
import { asSystem } from '../../platform/as-system.ts';
import type { Ctx } from '../../platform/ctx.ts';
import { record } from '../audit/index.ts';
import { notify } from '../notifications/index.ts';
import { nextRevocation } from './key-queries.ts';
import { getTicket } from './list-tickets.ts';
import { lockTickets, selectTicket, type TicketRow, updateTicket } from './queries.ts';
import { trace } from './traces.ts';

type Whole = OutputOf<typeof tickets.getTicket>;

/**
 * Voids tickets for good, all or none, in the caller's transaction: gates hear it with the next step of their list, holders are told why.
 * One that is void already stays as it is. @throws AppError `tickets.unknown`
 */
export async function voidTickets(ctx: Ctx, of: { ticketIds: readonly Id<'ticket'>[]; reason: string }): Promise<void> {
  await asSystem(ctx, async (system) => {
    const rows = await lockTickets(system, of.ticketIds);
    for (const ticketId of of.ticketIds) if (!rows.some(({ id }) => id === ticketId)) throw new AppError('tickets.unknown', { ticketId });
    const good = rows.filter(({ state }) => state !== 'voided');
    const numbers = await revocationsOf(system, good);
    for (const row of good) {
      const change = {
        state: 'voided' as const,
        voided_at: system.now,
        void_reason: of.reason,
        revocation_number: numbers.get(row.merchant_id) ?? null,
      };
      await updateTicket(system, row.id, change);
      const params = { title: row.title, number: String(row.number), reason: of.reason };
      await notify(system, { kind: 'ticket.voided', to: { memberId: row.member_id }, params, key: row.id });
    }
    await trace(system, good, { act: 'voided', note: of.reason, by: nameOf(ctx) });
  });
}

/** @throws AppError `tickets.unknown`, `tickets.not_now` for one that is void already */
export async function voidTicket(ctx: Ctx, { ticketId, reason }: InputOf<typeof tickets.voidTicket>): Promise<Whole> {
  const row = await selectTicket(ctx, ticketId);
  if (!row) throw new AppError('tickets.unknown', { ticketId });
  if (row.state === 'voided') throw new AppError('tickets.not_now', { ticketId });
  await voidTickets(ctx, { ticketIds: [ticketId], reason });
  await record(ctx, { action: 'tickets.voidTicket', targetKind: 'ticket', targetId: ticketId, after: { number: row.number, reason } });
  return getTicket(ctx, { ticketId });
}

/** @throws AppError `tickets.unknown`, `tickets.not_now` for one that is void, over, or was issued anew too often */
export async function reissueTicket(ctx: Ctx, { ticketId, reason }: InputOf<typeof tickets.reissueTicket>): Promise<Whole> {
  if (!(await selectTicket(ctx, ticketId))) throw new AppError('tickets.unknown', { ticketId });
  const generation = await asSystem(ctx, async (system) => {
    const row = await nextGeneration(system, ticketId, {});
    await trace(system, [row], { act: 'reissued', note: reason, by: nameOf(ctx) });
    const params = { title: row.title, number: String(row.number) };
    await notify(system, { kind: 'ticket.reissued', to: { memberId: row.member_id }, params, key: `${row.id} ${row.generation}` });
    return row.generation;
  });
  await record(ctx, { action: 'tickets.reissueTicket', targetKind: 'ticket', targetId: ticketId, after: { generation, reason } });
  return getTicket(ctx, { ticketId });
}

/**
 * Gives a ticket to another member, in the caller's transaction; what the former holder shows from then on lets nobody in.
 * @throws AppError `tickets.unknown`, `tickets.not_now`
 */
export async function transferTicket(ctx: Ctx, of: { ticketId: Id<'ticket'>; toMemberId: Id<'member'>; holderName: string }): Promise<void> {
  await asSystem(ctx, async (system) => {
    const row = await nextGeneration(system, of.ticketId, { member_id: of.toMemberId, holder_name: of.holderName });
    await trace(system, [row], { act: 'transferred', by: nameOf(ctx) });
    const params = { title: row.title, count: 1, at: row.starts_at.toISOString() };
    await notify(system, { kind: 'ticket.issued', to: { memberId: of.toMemberId }, params, key: `${row.id} ${row.generation}` });
  });
}

async function nextGeneration(system: Ctx, ticketId: Id<'ticket'>, change: { member_id?: Id<'member'>; holder_name?: string }): Promise<TicketRow> {
  const [row] = await lockTickets(system, [ticketId]);
  if (!row) throw new AppError('tickets.unknown', { ticketId });
  if (row.state !== 'issued' || row.valid_until <= system.now || row.generation === GENERATION_MAX)
    throw new AppError('tickets.not_now', { ticketId });
  const generation = row.generation + 1;
  const numbers = await revocationsOf(system, [row]);
  const holderName = change.holder_name ?? row.holder_name;
  await updateTicket(system, ticketId, {
    ...change,
    generation,
    revocation_number: numbers.get(row.merchant_id) ?? null,
    search_text: `${holderName} ${row.title} ${row.seat_words}`.toLowerCase(),
  });
  return { ...row, generation };
}

/** One number of each organizer's list for all that happens in this transaction, in the order of their ids. */
async function revocationsOf(system: Ctx, rows: readonly TicketRow[]): Promise<Map<Id<'organization'>, number>> {
  const merchantIds = [...new Set(rows.map((row) => row.merchant_id))].sort();
  const numbers = new Map<Id<'organization'>, number>();
  for (const merchantId of merchantIds) numbers.set(merchantId, await nextRevocation(system, merchantId));
  return numbers;
}

function nameOf({ actor }: Ctx): string {
  return actor.kind === 'staff' ? actor.name : '';
}
