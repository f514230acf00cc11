import { forgetting } from '../../platform/forgetting.ts';
import { type AnyJob, defineDirectJob } from '../../platform/jobs.ts';
import { forgetApplications } from './forget-applications.ts';
import { type ApplicantMailing, TELL_APPLICANT, tellApplicant } from './tell-applicant.ts';

export const merchantsJobs: readonly AnyJob[] = [
  forgetting({ name: 'merchants.forgetApplications', cron: '45 4 * * *', forget: forgetApplications }),
];

/** Messages need a carrier, which the composition root knows. */
export function createApplicantJobs(mailing: ApplicantMailing): AnyJob[] {
  return [defineDirectJob(TELL_APPLICANT.name, TELL_APPLICANT.schema, (errand, input) => tellApplicant(errand, input, mailing))];
}
