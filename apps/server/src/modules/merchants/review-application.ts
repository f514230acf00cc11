import { AppError, type ContentOf, type merchants } from '@tessera/contract';
import type { Ctx } from '../../platform/ctx.ts';
import { addJob } from '../../platform/jobs.ts';
import type { SecretBox } from '../../platform/secret-box.ts';
import { record } from '../audit/index.ts';
import { type ApplicationView, describeApplications, isOpen, lockedApplication } from './application.ts';
import { selectContracts } from './contract-queries.ts';
import { type ApplicationRow, updateApplication } from './queries.ts';
import { operatorOf } from './staff-of.ts';
import { TELL_APPLICANT } from './tell-applicant.ts';

type Review = ContentOf<typeof merchants.approveApplication> & { state: 'incomplete' | 'refused' | 'approved'; message: string; action: string };
type Worded = ContentOf<typeof merchants.askApplicant>;

/** @throws AppError `merchants.application_unknown`, `merchants.not_now`, `merchants.changed_meanwhile` */
export function askApplicant(ctx: Ctx, input: Worded, secrets: SecretBox): Promise<ApplicationView> {
  return review(ctx, { ...input, state: 'incomplete', action: 'merchants.askApplicant' }, secrets);
}

/** @throws AppError `merchants.application_unknown`, `merchants.not_now`, `merchants.changed_meanwhile` */
export function refuseApplication(ctx: Ctx, input: Worded, secrets: SecretBox): Promise<ApplicationView> {
  return review(ctx, { ...input, state: 'refused', action: 'merchants.refuseApplication' }, secrets);
}

/** @throws AppError `merchants.application_unknown`, `merchants.not_now`, `merchants.changed_meanwhile` */
export function approveApplication(ctx: Ctx, input: ContentOf<typeof merchants.approveApplication>, secrets: SecretBox): Promise<ApplicationView> {
  return review(ctx, { ...input, message: '', state: 'approved', action: 'merchants.approveApplication' }, secrets);
}

/** Approved, and nobody is drawing a contract up: then it may still be sent back or refused, as when the name turns out to be taken. */
async function isUnsigned(ctx: Ctx, { id, state }: ApplicationRow): Promise<boolean> {
  return state === 'approved' && (await selectContracts(ctx, { applicationId: id, states: ['drawn'], limit: 1 })).length === 0;
}

/** What is decided names the revision that was read: an applicant may change the words meanwhile. */
async function review(ctx: Ctx, { applicationId, revision, state, message, action }: Review, secrets: SecretBox): Promise<ApplicationView> {
  const { staffId, name } = operatorOf(ctx);
  const before = await lockedApplication(ctx, applicationId);
  if (!isOpen(before) && !(state !== 'approved' && (await isUnsigned(ctx, before)))) throw new AppError('merchants.not_now', { applicationId });
  if (before.revision !== revision) throw new AppError('merchants.changed_meanwhile', { applicationId });
  await updateApplication(ctx, applicationId, { state, message, reviewed_by: staffId, reviewed_by_name: name, changed_at: ctx.now });
  await record(ctx, {
    action,
    targetKind: 'application',
    targetId: applicationId,
    before: { state: before.state },
    after: { state, message, revision },
  });
  await addJob(ctx, { job: TELL_APPLICANT, input: { applicationId, state } });
  const [view] = await describeApplications(ctx, [await lockedApplication(ctx, applicationId)], secrets);
  if (!view) throw new Error('one application has one description');
  return view;
}
