import { AppError, type ContentOf, type merchants, type OutputOf } from '@tessera/contract';
import { newId } from '@tessera/kernel';
import type { Call } from '../../platform/bind.ts';
import type { Ctx } from '../../platform/ctx.ts';
import type { SecretBox } from '../../platform/secret-box.ts';
import { record } from '../audit/index.ts';
import { asApplicant, hashOfPhone, type MerchantsParts, visitOf } from './applicant-visit.ts';
import { auditedApplication, columnsOf, describeOwnApplications, maskedPhone, type OwnApplicationView } from './application.ts';
import { insertApplication, lockPhone, selectApplication, selectApplicationsOfPhone } from './queries.ts';
import { PHONE_PURPOSE } from './sealed-columns.ts';

const APPLICATIONS_MAX = 10;

type Fields = ContentOf<typeof merchants.submitApplication>;

/** @throws AppError `merchants.visit_over`, `merchants.already_applied`, `merchants.too_many_applications` */
export function submitApplication(parts: MerchantsParts, call: Call, fields: Fields): Promise<OwnApplicationView> {
  const { phone } = visitOf(parts, call);
  return asApplicant(parts, call, (ctx) => enterApplication(ctx, { phone, fields }, parts.secrets));
}

/** For a phone that was proved. @throws AppError `merchants.already_applied`, `merchants.too_many_applications` */
export async function enterApplication(
  ctx: Ctx,
  { phone, fields }: { phone: string; fields: Fields },
  secrets: SecretBox,
): Promise<OwnApplicationView> {
  const phoneHash = hashOfPhone(secrets, phone);
  await lockPhone(ctx, phoneHash);
  const before = await selectApplicationsOfPhone(ctx, phoneHash, APPLICATIONS_MAX);
  if (before.length === APPLICATIONS_MAX) throw new AppError('merchants.too_many_applications');
  const id = newId<'application'>(ctx.now.getTime());
  const sealed = { phone_sealed: secrets.seal(PHONE_PURPOSE, phone), phone_hash: phoneHash };
  const row = { id, ...columnsOf(fields), ...sealed, submitted_at: ctx.now, changed_at: ctx.now };
  if (!(await insertApplication(ctx, row))) throw new AppError('merchants.already_applied');
  await record(ctx, { action: 'merchants.submitApplication', targetKind: 'application', targetId: id, after: auditedApplication(row) });
  const made = await selectApplication(ctx, id);
  const [view] = made ? await describeOwnApplications(ctx, [made]) : [];
  if (!view) throw new Error('an application that was entered is there');
  return view;
}

/** @throws AppError `merchants.visit_over` */
export async function listApplicantApplications(parts: MerchantsParts, call: Call): Promise<OutputOf<typeof merchants.listApplicantApplications>> {
  const { phone, phoneHash, endsAt } = visitOf(parts, call);
  return asApplicant(parts, call, async (ctx) => {
    const rows = await selectApplicationsOfPhone(ctx, phoneHash, APPLICATIONS_MAX);
    return { items: await describeOwnApplications(ctx, rows), phoneMasked: maskedPhone(phone), endsAt };
  });
}
