import { type Id, newId } from '@tessera/kernel';
import { turned, turningStep, writeCode } from '@tessera/rules';
import type { MemberPerson, World } from '../../../test/world.ts';
import { systemActor } from '../../platform/ctx.ts';
import { createSecretBox } from '../../platform/secret-box.ts';
import { issueTickets, type TicketPosition, type TicketSession } from './issue-tickets.ts';

const HOUR_MS = 3_600_000;
const SYSTEM = systemActor('tickets-world');
let numbers = 0;

/** A session of an organizer that began an hour ago. */
export function sessionOf(world: World, merchantId: Id<'organization'>, change: Partial<TicketSession> = {}): TicketSession {
  const nowMs = world.clock().getTime();
  numbers += 1;
  return {
    id: newId<'eventSession'>(),
    number: numbers,
    merchantId,
    title: '春之声音乐会',
    place: '大礼堂',
    startsAt: new Date(nowMs - HOUR_MS),
    endsAt: new Date(nowMs + 2 * HOUR_MS),
    notes: '请提前二十分钟入场',
    zoneNames: ['池座', '楼座'],
    ...change,
  };
}

export function positionOf({ startsAt, endsAt }: TicketSession, change: Partial<TicketPosition> = {}): TicketPosition {
  const validFrom = new Date(startsAt.getTime() - HOUR_MS);
  const kind = { kindId: newId<'ticketKind'>(), kindNumber: 5, kindName: '成人票' };
  return { positionId: newId(), ...kind, zones: 0, seatOrdinal: null, seatWords: '', validFrom, validUntil: endsAt, ...change };
}

/** As an order that was paid does it. */
export function issue(world: World, of: { orderId?: string; buyer: MemberPerson; session: TicketSession; positions: readonly TicketPosition[] }) {
  const { orderId = newId(), buyer, session, positions } = of;
  return world.database.transaction(SYSTEM, {}, (ctx) =>
    issueTickets(ctx, createSecretBox(world.keys), { orderId, buyerId: buyer.memberId, session, positions }),
  );
}

/** What the holder's phone would show now. */
export async function phoneCode(world: World, holder: MemberPerson, ticketId: Id<'ticket'>): Promise<string> {
  const { code } = await holder.client.tickets.getOwnTicket({ ticketId });
  if (!code) throw new Error('the ticket lets nobody in');
  const step = turningStep(world.clock().getTime());
  return writeCode(turned(Buffer.from(code.credential, 'base64'), Buffer.from(code.secret, 'base64'), step));
}
