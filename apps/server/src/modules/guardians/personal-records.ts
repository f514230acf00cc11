import { type PersonalRecords, wholePage } from '../../platform/personal.ts';
import { forgetNews } from '../notifications/index.ts';
import { endGuardianships } from './end-guardianships.ts';
import { forgetWard, selectAllowances, selectBirthDays, selectGuardianships, selectInvitationsOf } from './queries.ts';

/** More than anybody has had. */
const ROWS_MAX = 500;

const NEWS_WITH_NAMES = ['guardian.entered', 'guardian.childEntered', 'guardian.limitsSet', 'guardian.ended', 'guardian.childEnded'] as const;

/** A guardianship leads to two people: what is told to one names the other by no more than an id. */
export const guardiansPersonal: PersonalRecords = {
  module: 'guardians',
  covers: {
    'guardians.ward.member_id': 'exported; the day of birth is forgotten',
    'guardians.guardianship.child_id': 'exported; ended, stays by an id that leads to a pseudonym',
    'guardians.guardianship.guardian_id': 'exported; ended, stays by an id that leads to a pseudonym',
    'guardians.invitation.child_id': 'exported; forgotten',
    'guardians.allowance.member_id': 'exported; forgotten',
  },
  parts: [
    {
      name: 'guardianships',
      title: { zh: '监护关系', en: 'Guardians and children' },
      read: async (ctx, { memberId }) => {
        const rows = await selectGuardianships(ctx, { memberIds: [memberId], limit: ROWS_MAX });
        return wholePage(
          rows.map(({ id, child_id, relation, origin, consent, since, ended_at, ended_by, end_reason }) => ({
            id,
            role: child_id === memberId ? 'child' : 'guardian',
            relation,
            origin,
            consent,
            since,
            ended_at,
            ended_by,
            end_reason,
          })),
        );
      },
    },
    {
      name: 'as-a-minor',
      title: { zh: '监护人设置与邀请', en: 'What is kept of you as a minor' },
      read: async (ctx, { memberId }) => {
        const bornOn = (await selectBirthDays(ctx, [memberId])).get(memberId);
        const limits = (await selectAllowances(ctx, [memberId])).map(({ set_by: _, member_id: __, ...row }) => ({ kind: 'limits', ...row }));
        const invitations = (await selectInvitationsOf(ctx, memberId)).map((row) => ({ kind: 'invitation', ...row }));
        return wholePage([...(bornOn ? [{ kind: 'birthday', bornOn }] : []), ...limits, ...invitations]);
      },
    },
  ],
  erase: async (ctx, { memberId }) => {
    const rows = await selectGuardianships(ctx, { memberIds: [memberId], limit: ROWS_MAX });
    await forgetNews(ctx, { kinds: NEWS_WITH_NAMES, keys: rows.map((row) => row.id) });
    for (const row of rows.filter(({ ended_at }) => ended_at === null))
      await endGuardianships(ctx, { childId: row.child_id, ids: [row.id] }, { by: 'erasure' });
    await forgetWard(ctx, memberId);
  },
};
