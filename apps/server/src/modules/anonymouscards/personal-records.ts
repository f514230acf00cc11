import { type PersonalRecords, wholePage } from '../../platform/personal.ts';
import { forgetTails, isHolderOfLent, selectRegisteredTo } from './queries.ts';

/** More than anybody registers in a life. */
const CARDS_MAX = 1_000;

export const anonymouscardsPersonal: PersonalRecords = {
  module: 'anonymouscards',
  covers: {
    'anonymouscards.card.member_id': 'nobody: the holder of a card without a name',
    'anonymouscards.card.registered_to': 'exported; stays, for the money that moved along, without the last digits of the chip',
  },
  parts: [
    {
      name: 'registeredCards',
      title: { zh: '登记到名下的不记名卡', en: 'Anonymous cards that became yours' },
      read: async (ctx, { memberId }) =>
        wholePage(
          (await selectRegisteredTo(ctx, memberId, CARDS_MAX)).map(({ tail, deposit_minor, paid_minor, ended_at }) => ({
            tail,
            depositMinor: deposit_minor,
            balanceMinor: paid_minor,
            registeredAt: ended_at,
          })),
        ),
    },
  ],
  // The deposit is owed to whoever brings the card, and the wallet may be empty by then.
  obstacles: async (ctx, { memberId }) => ((await isHolderOfLent(ctx, memberId)) ? ['lentCard'] : []),
  erase: (ctx, { memberId }) => forgetTails(ctx, memberId),
};
