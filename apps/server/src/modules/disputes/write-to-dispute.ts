import { AppError, type disputes, type InputOf } from '@tessera/contract';
import type { Ctx } from '../../platform/ctx.ts';
import { lockCase, step } from './case-act.ts';
import { describeEntries, type EntryView } from './describe-disputes.ts';
import { countWordsOfMember } from './queries.ts';
import { tellDesk, tellMember } from './tell-parties.ts';

/** To the member, the merchant, both, or a note for the desk. @throws AppError `disputes.unknown`, `disputes.not_now` */
export async function writeToDispute(ctx: Ctx, input: InputOf<typeof disputes.writeToDispute>): Promise<EntryView> {
  const { disputeId, audience, text } = input;
  const before = await lockCase(ctx, disputeId, 'write');
  const said = { kind: 'message', audience, text } as const;
  const { row, entry } = await step(ctx, before, { change: {}, said, act: { action: 'disputes.writeToDispute', after: { audience } } });
  if (audience === 'all' || audience === 'member') await tellMember(ctx, 'dispute.news', { row, key: entry.id });
  return viewOf(ctx, entry);
}

/** Messages of a member in one case. */
const MEMBER_WORDS_MAX = 100;

/** The member to the desk. @throws AppError `disputes.unknown`, `disputes.not_now`, `disputes.too_many_words` */
export async function writeToOwnDispute(ctx: Ctx, { disputeId, text }: InputOf<typeof disputes.writeToOwnDispute>): Promise<EntryView> {
  const before = await lockCase(ctx, disputeId, 'write');
  const written = await countWordsOfMember(ctx, disputeId);
  if (written >= MEMBER_WORDS_MAX) throw new AppError('disputes.too_many_words', { count: MEMBER_WORDS_MAX });
  const said = { kind: 'message', audience: 'member', text } as const;
  const { row, entry } = await step(ctx, before, { change: {}, said, act: { action: 'disputes.writeToOwnDispute' } });
  await tellDesk(ctx, 'dispute.opened', { row, key: entry.id });
  return viewOf(ctx, entry);
}

function viewOf(ctx: Ctx, entry: Parameters<typeof describeEntries>[1][number]): EntryView {
  const [view] = describeEntries(ctx, [entry]);
  if (!view) throw new Error('one entry has one description');
  return view;
}
