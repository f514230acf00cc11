import { AppError, type InputOf, type OutputOf, type tickets } from '@tessera/contract';
import { memberOf } from '../../platform/actors.ts';
import { asSystem } from '../../platform/as-system.ts';
import type { Ctx } from '../../platform/ctx.ts';
import type { SecretBox } from '../../platform/secret-box.ts';
import { secretOfTicket, signedTicket } from './credential-of.ts';
import { describeTickets } from './describe.ts';
import { signingOf } from './organizer-keys.ts';
import { selectOwn, selectOwnTicket, type TicketRow } from './queries.ts';

/** What is older is in the export of one's data. */
const OWN_MAX = 200;
type Own = OutputOf<typeof tickets.getOwnTicket>;

export async function listOwnTickets(ctx: Ctx, { which }: InputOf<typeof tickets.listOwnTickets>): Promise<OutputOf<typeof tickets.listOwnTickets>> {
  const rows = await selectOwn(ctx, { memberId: memberOf(ctx), which, limit: OWN_MAX });
  return { items: await describeTickets(ctx, rows) };
}

/** The code is for the holder alone: a guardian who looks on sees the ticket without it. @throws AppError `tickets.unknown` */
export async function getOwnTicket(ctx: Ctx, input: InputOf<typeof tickets.getOwnTicket>, secrets: SecretBox): Promise<Own> {
  const row = await requireOwn(ctx, input);
  const [ticket] = await describeTickets(ctx, [row]);
  if (!ticket) throw new AppError('tickets.unknown', input);
  const isHolder = ctx.actor.kind === 'member' && ctx.actor.guardianId === undefined;
  return { ticket, code: isHolder && isGood(row, ctx.now) ? await codeOf(ctx, row, secrets) : null };
}

/** @throws AppError `tickets.unknown` */
export async function requireOwn(ctx: Ctx, { ticketId }: Pick<InputOf<typeof tickets.getOwnTicket>, 'ticketId'>): Promise<TicketRow> {
  const row = await selectOwnTicket(ctx, memberOf(ctx), ticketId);
  if (!row) throw new AppError('tickets.unknown', { ticketId });
  return row;
}

/** One that was let in is still shown: to leave, and to come in again where that is allowed. */
export function isGood(row: TicketRow, now: Date): boolean {
  return row.state !== 'voided' && now < row.valid_until;
}

async function codeOf(ctx: Ctx, row: TicketRow, secrets: SecretBox): Promise<NonNullable<Own['code']>> {
  const signing = await asSystem(ctx, (system) => signingOf(system, secrets, row.merchant_id));
  return {
    credential: Buffer.from(signedTicket(row, signing, 'phone')).toString('base64'),
    secret: Buffer.from(secretOfTicket(row, signing)).toString('base64'),
    at: ctx.now,
  };
}
