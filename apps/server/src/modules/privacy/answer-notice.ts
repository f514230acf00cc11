import { AppError, type ContentOf, type Purpose, type privacy } from '@tessera/contract';
import { newId } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import { record } from '../audit/index.ts';
import { answerRows, isGiven } from './consent.ts';
import { insertConsents, lockConsents, type Standing, selectCurrentNotice, selectStanding } from './notice-queries.ts';
import { ownMemberId } from './own-member.ts';

/** The member has read this version and chooses what to allow. @throws AppError `privacy.notice_unknown`, `privacy.notice_changed` */
export async function answerNotice(ctx: Ctx, input: ContentOf<typeof privacy.answerNotice>): Promise<void> {
  const memberId = ownMemberId(ctx);
  await lockConsents(ctx, memberId);
  const current = await selectCurrentNotice(ctx);
  if (!current) throw new AppError('privacy.notice_unknown');
  if (current.version !== input.version) throw new AppError('privacy.notice_changed', { version: current.version });
  const standing = await selectStanding(ctx, memberId);
  const rows = answerRows(standing, input.purposes).filter(({ purpose, given }) => given || !isGuardians(standing, purpose));
  await addConsents(ctx, rows, current.version);
}

/**
 * Gives or withdraws one purpose.
 * @throws AppError `privacy.purpose_necessary`, `privacy.consent_needed` before the notice was answered, `privacy.given_by_guardian`
 */
export async function setOwnConsent(ctx: Ctx, input: ContentOf<typeof privacy.setOwnConsent>): Promise<void> {
  const memberId = ownMemberId(ctx);
  const { purpose, given } = input;
  if (purpose === 'service') throw new AppError('privacy.purpose_necessary');
  await lockConsents(ctx, memberId);
  const current = await selectCurrentNotice(ctx);
  const standing = await selectStanding(ctx, memberId);
  const answered = current !== undefined && standing.some((one) => one.purpose === 'service' && one.noticeVersion === current.version);
  if (!answered) throw new AppError('privacy.consent_needed');
  if (!given && isGuardians(standing, purpose)) throw new AppError('privacy.given_by_guardian');
  if (isGiven(standing, current.version, purpose) !== given) await addConsents(ctx, [{ purpose, given }], current.version);
}

/** What a guardian gave ends with the guardianship. */
function isGuardians(standing: readonly Standing[], purpose: Purpose): boolean {
  return standing.some((one) => one.purpose === purpose && one.given && one.byGuardian);
}

async function addConsents(ctx: Ctx, rows: readonly { purpose: Purpose; given: boolean }[], version: number): Promise<void> {
  const memberId = ownMemberId(ctx);
  const nowMs = ctx.now.getTime();
  await insertConsents(
    ctx,
    rows.map(({ purpose, given }) => ({
      id: newId<'consent'>(nowMs),
      member_id: memberId,
      purpose,
      given,
      notice_version: version,
      at: ctx.now,
    })),
  );
  await record(ctx, {
    action: 'privacy.setConsent',
    targetKind: 'member',
    targetId: memberId,
    after: { noticeVersion: version, ...Object.fromEntries(rows.map(({ purpose, given }) => [purpose, given])) },
  });
}
