import type { OutputOf, tickets } from '@tessera/contract';
import { asSystem } from '../../platform/as-system.ts';
import type { Ctx } from '../../platform/ctx.ts';
import { findMembers, maskName } from '../members/index.ts';
import { findOrganizations } from '../organizations/index.ts';
import type { TicketRow } from './queries.ts';

export type TicketView = OutputOf<typeof tickets.getOwnTicket>['ticket'];
export type StaffTicketView = OutputOf<typeof tickets.listTickets>['items'][number];

export async function describeTickets(ctx: Ctx, rows: readonly TicketRow[]): Promise<TicketView[]> {
  const merchantIds = [...new Set(rows.map((row) => row.merchant_id))];
  const merchants = await asSystem(ctx, (system) => findOrganizations(system, merchantIds));
  return rows.map((row) => ({
    id: row.id,
    number: row.number,
    generation: row.generation,
    state: row.state,
    merchantId: row.merchant_id,
    merchantName: merchants.get(row.merchant_id)?.name ?? '',
    eventSessionId: row.session_id,
    title: row.title,
    place: row.place,
    startsAt: row.starts_at,
    endsAt: row.ends_at,
    notes: row.notes,
    kindName: row.kind_name,
    seatWords: row.seat_words,
    holderName: row.holder_name,
    validFrom: row.valid_from,
    validUntil: row.valid_until,
    isPaperAllowed: row.is_paper_allowed,
    issuedAt: row.issued_at,
    redeemedAt: row.redeemed_at,
    redeemedWhere: row.redeemed_where,
    voidedAt: row.voided_at,
    voidReason: row.void_reason,
  }));
}

/** For people at work: whose it is, masked. */
export async function describeForStaff(ctx: Ctx, rows: readonly TicketRow[]): Promise<StaffTicketView[]> {
  const views = await describeTickets(ctx, rows);
  const memberIds = [...new Set(rows.map((row) => row.member_id))];
  const members = await asSystem(ctx, (system) => findMembers(system, memberIds));
  return views.map((view, index) => {
    const row = rows[index];
    const name = row && members.get(row.member_id)?.name;
    return { ...view, memberName: name ? maskName(name) : '' };
  });
}
