import { AppError, type InputOf, type OutputOf, type ServedKind, type satisfaction } from '@tessera/contract';
import { DAY_MS, type Id, newId } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import { record } from '../audit/index.ts';
import { findServedChat } from '../chats/index.ts';
import { findServedCase } from '../disputes/index.ts';
import { insertVerdict, type Served, selectVerdictOf } from './queries.ts';

/** Whoever is asked later no longer knows. */
const ASKED_FOR_DAYS = 30;

type OwnVerdict = OutputOf<typeof satisfaction.getOwnChatVerdict>;
type Told = { score: number; text: string };
type Care = {
  served: Served;
  kind: ServedKind;
  memberId: Id<'member'>;
  agentId: Id<'staff'> | null;
  agentName: string | null;
  endedAt: Date | null;
};

/** @throws AppError `chats.unknown` */
export async function getOwnChatVerdict(ctx: Ctx, { chatId }: InputOf<typeof satisfaction.getOwnChatVerdict>): Promise<OwnVerdict> {
  return look(ctx, await ofChat(ctx, chatId));
}

/** @throws AppError `disputes.unknown` */
export async function getOwnCaseVerdict(ctx: Ctx, { disputeId }: InputOf<typeof satisfaction.getOwnCaseVerdict>): Promise<OwnVerdict> {
  return look(ctx, await ofCase(ctx, disputeId));
}

/** @throws AppError `chats.unknown`, `satisfaction.not_ended`, `satisfaction.too_late`, `satisfaction.told_already` */
export async function tellOfOwnChat(ctx: Ctx, { chatId, ...told }: InputOf<typeof satisfaction.tellOfOwnChat>): Promise<OwnVerdict> {
  return tell(ctx, { service: await ofChat(ctx, chatId), told, action: 'satisfaction.tellOfOwnChat' });
}

/** @throws AppError `disputes.unknown`, `satisfaction.not_ended`, `satisfaction.too_late`, `satisfaction.told_already` */
export async function tellOfOwnCase(ctx: Ctx, { disputeId, ...told }: InputOf<typeof satisfaction.tellOfOwnCase>): Promise<OwnVerdict> {
  return tell(ctx, { service: await ofCase(ctx, disputeId), told, action: 'satisfaction.tellOfOwnCase' });
}

async function ofChat(ctx: Ctx, chatId: Id<'chat'>): Promise<Care> {
  return { served: { chatId }, kind: 'chat', ...(await findServedChat(ctx, chatId)) };
}

async function ofCase(ctx: Ctx, disputeId: Id<'dispute'>): Promise<Care> {
  return { served: { disputeId }, ...(await findServedCase(ctx, disputeId)) };
}

async function look(ctx: Ctx, { served, endedAt }: Care): Promise<OwnVerdict> {
  const row = await selectVerdictOf(ctx, served);
  if (row) return { isAsked: false, score: row.score, text: row.text };
  return { isAsked: endedAt !== null && isAskedStill(ctx, endedAt), score: null, text: '' };
}

function isAskedStill(ctx: Ctx, endedAt: Date): boolean {
  return ctx.now.getTime() - endedAt.getTime() < ASKED_FOR_DAYS * DAY_MS;
}

/** Of two who say it at once for the same chat or case, the table takes one. */
async function tell(ctx: Ctx, { service, told, action }: { service: Care; told: Told; action: string }): Promise<OwnVerdict> {
  const { served, kind, memberId, agentId, agentName, endedAt } = service;
  if (endedAt === null) throw new AppError('satisfaction.not_ended');
  if (!isAskedStill(ctx, endedAt)) throw new AppError('satisfaction.too_late', { days: ASKED_FOR_DAYS });
  const verdictId = newId<'verdict'>(ctx.now.getTime());
  const text = told.text.trim();
  const isNew = await insertVerdict(ctx, {
    id: verdictId,
    chat_id: 'chatId' in served ? served.chatId : null,
    dispute_id: 'disputeId' in served ? served.disputeId : null,
    kind,
    member_id: memberId,
    agent_id: agentId,
    agent_name: agentName,
    score: told.score,
    text,
    told_at: ctx.now,
  });
  if (!isNew) throw new AppError('satisfaction.told_already');
  await record(ctx, { action, targetKind: 'verdict', targetId: verdictId, after: { ...served, score: told.score } });
  return { isAsked: false, score: told.score, text };
}
