import { id } from '@tessera/contract';
import { type PersonalRecords, wholePage } from '../../platform/personal.ts';
import { deleteExportPieces, selectExports } from './export-queries.ts';
import { selectConsents } from './notice-queries.ts';

const PAGE_ROWS = 500;
const EXPORTS_MAX = 1_000;

/** Consent is kept when a person is forgotten: it proves what was allowed, and carries no name. */
export const privacyPersonal: PersonalRecords = {
  module: 'privacy',
  covers: {
    'privacy.consent.member_id': 'exported; kept as proof, without a name',
    'privacy.export.member_id': 'exported; the files are destroyed',
    'privacy.erasure.member_id': 'kept as proof that the request was met',
    'privacy.erasure.requested_by': 'the member or a staff; kept as proof',
  },
  parts: [
    {
      name: 'consents',
      title: { zh: '同意与撤回记录', en: 'What you agreed to and withdrew' },
      read: async (ctx, { memberId }, after) => {
        const rows = await selectConsents(ctx, { memberId, beforeId: after === null ? undefined : id<'consent'>().parse(after), limit: PAGE_ROWS });
        return { rows, after: rows.length === PAGE_ROWS ? (rows.at(-1)?.id ?? null) : null };
      },
    },
    {
      name: 'exports',
      title: { zh: '数据导出记录', en: 'Exports of your data' },
      read: async (ctx, { memberId }) => wholePage(await selectExports(ctx, memberId, EXPORTS_MAX)),
    },
  ],
  erase: (ctx, { memberId }) => deleteExportPieces(ctx, memberId),
};
