import { AppError, type InputOf, type Language, type tickets } from '@tessera/contract';
import { writeCode } from '@tessera/rules';
import { asSystem } from '../../platform/as-system.ts';
import type { Call, OutgoingFile } from '../../platform/bind.ts';
import type { Ctx } from '../../platform/ctx.ts';
import type { Database } from '../../platform/database.ts';
import { localTime } from '../../platform/local-time.ts';
import type { SecretBox } from '../../platform/secret-box.ts';
import { timeZoneOf } from '../../platform/time-zone.ts';
import { record } from '../audit/index.ts';
import { findOrganizations } from '../organizations/index.ts';
import { signedTicket } from './credential-of.ts';
import { signingOf } from './organizer-keys.ts';
import { isGood, requireOwn } from './own-tickets.ts';
import { selectTicket, type TicketRow } from './queries.ts';
import { ticketCalendar } from './ticket-ics.ts';
import { type TicketPaper, ticketPdf } from './ticket-pdf.ts';
import { trace } from './traces.ts';

export type TicketsParts = { readonly database: Database; readonly secrets: SecretBox };

/** @throws AppError `tickets.unknown`, `tickets.not_now` for one that lets nobody in any more, `tickets.paper_forbidden` */
export async function getOwnTicketFile(
  { database, secrets }: TicketsParts,
  call: Call,
  { ticketId, form, language }: InputOf<typeof tickets.getOwnTicketFile>,
): Promise<OutgoingFile> {
  const made = await database.transaction(call.actor, call, async (ctx) => {
    const row = await requireOwn(ctx, { ticketId });
    if (form === 'ics') return { row, paper: undefined };
    const paper = await paperOf(ctx, row, { secrets, language });
    await trace(ctx, [row], { act: 'downloaded' });
    return { row, paper };
  });
  if (made.paper) return pdfFile(made.paper);
  return { name: `ticket-${made.row.number}.ics`, type: 'text/calendar', pieces: [Buffer.from(ticketCalendar(made.row, call.now))] };
}

/** By somebody at work, who is written down. @throws as above */
export async function printTicket(
  { database, secrets }: TicketsParts,
  call: Call,
  { ticketId, language }: InputOf<typeof tickets.printTicket>,
): Promise<OutgoingFile> {
  const paper = await database.transaction(call.actor, call, async (ctx) => {
    const row = await selectTicket(ctx, ticketId);
    if (!row) throw new AppError('tickets.unknown', { ticketId });
    const made = await paperOf(ctx, row, { secrets, language });
    await trace(ctx, [row], { act: 'printed' });
    await record(ctx, { action: 'tickets.printTicket', targetKind: 'ticket', targetId: ticketId, outcome: 'read', after: { number: row.number } });
    return made;
  });
  return pdfFile(paper);
}

async function paperOf(ctx: Ctx, row: TicketRow, of: { secrets: SecretBox; language: Language }): Promise<TicketPaper> {
  const { id: ticketId, merchant_id: merchantId } = row;
  if (!isGood(row, ctx.now)) throw new AppError('tickets.not_now', { ticketId });
  if (!row.is_paper_allowed) throw new AppError('tickets.paper_forbidden', { ticketId });
  const signing = await asSystem(ctx, (system) => signingOf(system, of.secrets, merchantId));
  const merchant = (await asSystem(ctx, (system) => findOrganizations(system, [merchantId]))).get(merchantId);
  const zone = await timeZoneOf(ctx);
  return {
    row,
    merchantName: merchant?.name ?? '',
    code: writeCode(signedTicket(row, signing, 'paper')),
    language: of.language,
    time: (at) => localTime(at, zone).slice(0, -3),
    madeAt: ctx.now,
  };
}

async function pdfFile(paper: TicketPaper): Promise<OutgoingFile> {
  return { name: `ticket-${paper.row.number}.pdf`, type: 'application/pdf', pieces: await ticketPdf(paper) };
}
