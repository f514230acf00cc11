import { type PersonalRecords, wholePage } from '../../platform/personal.ts';
import { isOpeningWaiting, selectOpeningsOfMember } from './queries.ts';

/** A balance that was taken over is a voucher of the books: it stays, by an id that leads to a pseudonym. */
export const migrationPersonal: PersonalRecords = {
  module: 'migration',
  covers: { 'migration.opening.member_id': 'exported; stays for the books' },
  parts: [
    {
      name: 'opening-balances',
      title: { zh: '旧系统转入余额', en: 'Balances taken over from the old system' },
      read: async (ctx, { memberId }) => wholePage(await selectOpeningsOfMember(ctx, memberId)),
    },
  ],
  obstacles: async (ctx, { memberId }) => ((await isOpeningWaiting(ctx, memberId)) ? ['oldBalance'] : []),
};
