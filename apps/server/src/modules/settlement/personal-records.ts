import type { PersonalRecords } from '../../platform/personal.ts';
import { selectSharesOfMember } from './accrual-queries.ts';

const PAGE_ROWS = 500;

/** A member’s redemptions as they are billed: which points of which programme, where and when; never what anybody pays for them. */
export const settlementPersonal: PersonalRecords = {
  module: 'settlement',
  covers: {
    'settlement.accrual.member_id': 'its shares are exported; stays for the books',
    'settlement.share.member_id': 'exported; stays for the books',
  },
  parts: [
    {
      name: 'redemptions-settled',
      title: { zh: '已入结算账的核销', en: 'Your redemptions in the settlement’s books' },
      read: async (ctx, { memberId }, after) => {
        const [accrualId, programmeId] = after?.split(' ') ?? [];
        const rows = await selectSharesOfMember(ctx, memberId, {
          after: accrualId && programmeId ? [accrualId, programmeId] : null,
          limit: PAGE_ROWS,
        });
        const last = rows.length === PAGE_ROWS ? rows.at(-1) : undefined;
        return { rows, after: last ? `${last.accrual_id} ${last.programme_id}` : null };
      },
    },
  ],
};
