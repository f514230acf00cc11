import type { PersonalRecords } from '../../platform/personal.ts';
import { selectRedemptions } from './list-queries.ts';
import { placeOf } from './list-redemptions.ts';
import { deletePhotosOf } from './photo-queries.ts';
import { dropNotesOf, selectGivingsBack } from './queries.ts';

const PAGE_ROWS = 200;

/** The redemptions of somebody who is forgotten stay for the books; what they wrote with them, and photos of the work, go. */
export const redemptionsPersonal: PersonalRecords = {
  module: 'redemptions',
  covers: {
    'redemptions.redemption.member_id': 'exported; stays for the books',
    'redemptions.redemption.note': 'exported; forgotten',
    'redemptions.source.member_id': 'counted in the redemptions; stays for the books',
  },
  parts: [
    {
      name: 'redemptions',
      title: { zh: '兑换记录', en: 'What you redeemed' },
      read: async (ctx, { memberId }, after) => {
        const [at, id] = after?.split(' ') ?? [];
        const rows = await selectRedemptions(ctx, { memberId, before: at && id ? { at, id } : undefined, limit: PAGE_ROWS });
        const returns = await selectGivingsBack(
          ctx,
          rows.map((row) => row.id),
        );
        const last = rows.length === PAGE_ROWS ? rows.at(-1) : undefined;
        return {
          rows: rows.map(({ voucher_sealed: _sealed, issuer_ids: _issuers, accrual_id: _accrual, answered_by_name: _answered, ...row }) => ({
            ...row,
            returns: returns.filter((back) => back.redemption_id === row.id).map(({ by_name: _by, ...back }) => back),
          })),
          after: last ? placeOf(last).join(' ') : null,
        };
      },
    },
  ],
  erase: async (ctx, { memberId }) => {
    await dropNotesOf(ctx, memberId);
    await deletePhotosOf(ctx, memberId);
  },
};
