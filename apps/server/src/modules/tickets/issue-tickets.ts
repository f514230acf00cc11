import { type Id, newId } from '@tessera/kernel';
import { asSystem } from '../../platform/as-system.ts';
import type { Ctx } from '../../platform/ctx.ts';
import type { SecretBox } from '../../platform/secret-box.ts';
import { notify } from '../notifications/index.ts';
import { openOrganizer } from './organizer-keys.ts';
import { insertTickets, saveSession, selectByPositions } from './queries.ts';
import { trace } from './traces.ts';

/** What is printed of a session. */
export type TicketSession = {
  id: Id<'eventSession'>;
  number: number;
  merchantId: Id<'organization'>;
  title: string;
  place: string;
  startsAt: Date;
  endsAt: Date;
  /** What to know before coming. */
  notes: string;
  /** The first sixteen zones of its plan, in the order of the plan. */
  zoneNames: readonly string[];
};
export type TicketPosition = {
  positionId: string;
  kindId: Id<'ticketKind'>;
  kindNumber: number;
  kindName: string;
  /** Numbers of the kinds of add-ons that were bought with it. */
  addOnKinds?: readonly number[];
  /** A bit for each zone; 0 is everywhere. */
  zones: number;
  seatOrdinal: number | null;
  seatWords: string;
  holderName?: string;
  isPaperAllowed?: boolean;
  validFrom: Date;
  validUntil: Date;
};
export type Issued = { ticketId: Id<'ticket'>; number: number; positionId: string };

/** More than any order holds. */
const POSITIONS_MAX = 500;

/**
 * One ticket for each position of an order, in the caller's transaction; a position that has one already keeps it. The buyer is told once.
 */
export async function issueTickets(
  ctx: Ctx,
  secrets: SecretBox,
  of: { orderId: string; buyerId: Id<'member'>; session: TicketSession; positions: readonly TicketPosition[] },
): Promise<Issued[]> {
  const { orderId, buyerId, session, positions } = of;
  if (positions.length === 0 || positions.length > POSITIONS_MAX) throw new RangeError(`${positions.length} tickets at once`);
  return asSystem(ctx, async (system) => {
    await openSession(system, secrets, session);
    const rows = positions.map((position) => rowOf(position, of, system.now));
    const added = await insertTickets(system, rows);
    await trace(
      system,
      rows.filter(({ id }) => added.has(id)).map(({ id }) => ({ id, generation: 1 })),
      { act: 'issued', by: ctx.actor.kind === 'staff' ? ctx.actor.name : '' },
    );
    if (added.size > 0) {
      const params = { title: session.title, count: added.size, at: session.startsAt.toISOString() };
      await notify(system, { kind: 'ticket.issued', to: { memberId: buyerId }, params, key: `${orderId} ${session.id}` });
    }
    const issued = await selectByPositions(
      system,
      positions.map(({ positionId }) => positionId),
    );
    return issued.map(({ id, number, position_id }) => ({ ticketId: id, number, positionId: position_id }));
  });
}

/** What tickets of a session say of it from now on; its merchant becomes an organizer. */
async function openSession(system: Ctx, secrets: SecretBox, session: TicketSession): Promise<void> {
  const { id, number, merchantId, title, place, startsAt, endsAt, notes, zoneNames } = session;
  await openOrganizer(system, secrets, merchantId);
  await saveSession(system, {
    id,
    number,
    merchant_id: merchantId,
    title,
    place,
    starts_at: startsAt,
    ends_at: endsAt,
    notes,
    zone_names: [...zoneNames],
  });
}

function rowOf(position: TicketPosition, of: { orderId: string; buyerId: Id<'member'>; session: TicketSession }, now: Date) {
  const { session } = of;
  const holderName = position.holderName ?? '';
  return {
    id: newId<'ticket'>(now.getTime()),
    merchant_id: session.merchantId,
    session_id: session.id,
    member_id: of.buyerId,
    order_id: of.orderId,
    position_id: position.positionId,
    kind_id: position.kindId,
    kind_number: position.kindNumber,
    kind_name: position.kindName,
    add_on_kinds: [...(position.addOnKinds ?? [])],
    zones: position.zones,
    seat_ordinal: position.seatOrdinal,
    seat_words: position.seatWords,
    holder_name: holderName,
    is_paper_allowed: position.isPaperAllowed ?? true,
    valid_from: position.validFrom,
    valid_until: position.validUntil,
    issued_at: now,
    redeemed_at: null,
    voided_at: null,
    revocation_number: null,
    search_text: `${holderName} ${session.title} ${position.seatWords}`.toLowerCase(),
  };
}
