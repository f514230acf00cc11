import type { Ctx } from '../../platform/ctx.ts';
import { type PersonalPage, type PersonalRecords, wholePage } from '../../platform/personal.ts';
import type { SecretBox } from '../../platform/secret-box.ts';
import { describeEntries, describeOwnDisputes } from './describe-disputes.ts';
import { selectPhotoOfMember } from './photo-queries.ts';
import { dropWordsOf, selectDisputes, selectEntries } from './queries.ts';
import { PHOTO_PURPOSE } from './sealed-columns.ts';

/** More than anybody opens in a life, and says in one case. */
const DISPUTES_MAX = 1_000;
const ENTRIES_MAX = 500;

/** What was decided stays, by an id that leads to a pseudonym; what else was said and shown goes. */
export function createDisputesPersonal(secrets: SecretBox): PersonalRecords {
  return {
    module: 'disputes',
    covers: { 'disputes.dispute.member_id': 'exported; stays for the books with the decision and its reason, without what else was said' },
    parts: [
      {
        name: 'disputes',
        title: { zh: '交易争议', en: 'Your cases about payments' },
        read: async (ctx, { memberId }) => {
          const rows = await selectDisputes(ctx, { memberId, limit: DISPUTES_MAX });
          const views = await describeOwnDisputes(ctx, rows);
          const whole: Record<string, unknown>[] = [];
          for (const view of views) {
            const entries = describeEntries(ctx, await selectEntries(ctx, view.id, ENTRIES_MAX));
            whole.push({ ...view, entries: entries.filter(({ audience }) => audience === 'all' || audience === 'member') });
          }
          return wholePage(whole);
        },
      },
      {
        name: 'dispute-photos',
        title: { zh: '交易争议的照片', en: 'Photos in your cases' },
        read: (ctx, { memberId }, after) => onePhoto(ctx, secrets, { memberId, after }),
      },
    ],
    erase: (ctx, { memberId }) => dropWordsOf(ctx, memberId),
  };
}

type Next = { memberId: Parameters<typeof selectPhotoOfMember>[1]; after: string | null };

/** One a page, for they are large; as an address that a browser opens. */
async function onePhoto(ctx: Ctx, secrets: SecretBox, { memberId, after }: Next): Promise<PersonalPage> {
  const row = await selectPhotoOfMember(ctx, memberId, after);
  if (!row) return wholePage([]);
  const { entry_id: id, dispute_id: disputeId, at, content_type: type } = row;
  return { rows: [{ id, disputeId, at, picture: `data:${type};base64,${secrets.open(PHOTO_PURPOSE, row.content_sealed)}` }], after: id };
}
