import { id } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import { applicantText } from '@tessera/messages';
import { z } from 'zod';
import { systemActor } from '../../platform/ctx.ts';
import type { Errand } from '../../platform/jobs.ts';
import { SendFailure, type SmsPort } from '../../platform/messaging/ports.ts';
import type { SecretBox } from '../../platform/secret-box.ts';
import { readSetting } from '../settings/index.ts';
import { selectApplication } from './queries.ts';
import { PHONE_PURPOSE } from './sealed-columns.ts';

const DECIDED = ['approved', 'refused', 'incomplete'] as const;
/** What names the job that tells an applicant how the review went. */
export const TELL_APPLICANT = { name: 'merchants.tellApplicant', schema: z.object({ applicationId: id<'application'>(), state: z.enum(DECIDED) }) };
export type ApplicantMailing = { sms: SmsPort; secrets: SecretBox; publicUrl: string };

type Told = { applicationId: Id<'application'>; state: (typeof DECIDED)[number] };

/**
 * By a text message to the phone that was proved. Of a decision that has been replaced meanwhile nobody hears; a message that its carrier did not
 * take is tried again by the job, under the same key.
 */
export async function tellApplicant({ database, requestId }: Errand, { applicationId, state }: Told, mailing: ApplicantMailing): Promise<void> {
  const found = await database.transaction(systemActor(TELL_APPLICANT.name), { requestId, readOnly: true }, async (ctx) => ({
    row: await selectApplication(ctx, applicationId),
    language: await readSetting(ctx, 'notifications.language'),
  }));
  if (found.row?.state !== state) return;
  const { id: rowId, revision, company_name: company, phone_sealed } = found.row;
  const text = applicantText(found.language, state, { company, url: `${mailing.publicUrl}/console/apply` });
  const message = { to: mailing.secrets.open(PHONE_PURPOSE, phone_sealed), text, locale: found.language, key: `${rowId}:${revision}:${state}` };
  await mailing.sms.send(message).catch((error: unknown) => {
    if (error instanceof SendFailure && error.verdict !== 'unsent') return;
    throw error;
  });
}
