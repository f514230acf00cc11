import { AppError, type MERCHANT_CATEGORIES, type merchants, type OutputOf } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import type { SecretBox } from '../../platform/secret-box.ts';
import { type ApplicationRow, type DocumentRow, lockApplication, selectDocuments } from './queries.ts';
import { PHONE_PURPOSE } from './sealed-columns.ts';

export type ApplicationView = OutputOf<typeof merchants.getApplication>;
export type OwnApplicationView = OutputOf<typeof merchants.submitApplication>;

type Fields = {
  companyName: string;
  registrationNumber: string;
  category: (typeof MERCHANT_CATEGORIES)[number];
  contactName: string;
  region: string;
  address: string;
  note: string;
};

export function columnsOf({ companyName, registrationNumber, category, contactName, region, address, note }: Fields) {
  return { company_name: companyName, registration_number: registrationNumber, category, contact_name: contactName, region, address, note };
}

function fieldsOf(row: ApplicationRow): Fields {
  const { category, region, address, note } = row;
  return {
    companyName: row.company_name,
    registrationNumber: row.registration_number,
    category,
    contactName: row.contact_name,
    region,
    address,
    note,
  };
}

function documentsOf(row: ApplicationRow, documents: readonly DocumentRow[]) {
  return documents
    .filter((document) => document.application_id === row.id)
    .map(({ id, name, type, bytes, added_at }) => ({ id, name, type, bytes, addedAt: added_at }));
}

/** As the operator sees them, in the order given. */
export async function describeApplications(ctx: Ctx, rows: readonly ApplicationRow[], secrets: SecretBox): Promise<ApplicationView[]> {
  const documents = await selectDocuments(
    ctx,
    rows.map(({ id }) => id),
  );
  return rows.map((row) => ({
    id: row.id,
    ...fieldsOf(row),
    phoneMasked: maskedPhone(secrets.open(PHONE_PURPOSE, row.phone_sealed)),
    state: row.state,
    message: row.message,
    revision: row.revision,
    reviewedByName: row.reviewed_by_name,
    isOwnReview: ctx.actor.kind === 'staff' && ctx.actor.staffId === row.reviewed_by,
    organizationId: row.organization_id,
    documents: documentsOf(row, documents),
    submittedAt: row.submitted_at,
    changedAt: row.changed_at,
  }));
}

/** As their applicant sees them. */
export async function describeOwnApplications(ctx: Ctx, rows: readonly ApplicationRow[]): Promise<OwnApplicationView[]> {
  const documents = await selectDocuments(
    ctx,
    rows.map(({ id }) => id),
  );
  return rows.map((row) => ({
    id: row.id,
    ...fieldsOf(row),
    state: row.state,
    message: row.message,
    documents: documentsOf(row, documents),
    submittedAt: row.submitted_at,
  }));
}

/** `138****0001`. */
export function maskedPhone(phone: string): string {
  const plain = phone.replace(/^\+86/, '');
  return plain.length >= 11 ? `${plain.slice(0, 3)}****${plain.slice(-4)}` : `****${plain.slice(-4)}`;
}

/** An applicant changes it until it is decided. */
export function isOpen({ state }: Pick<ApplicationRow, 'state'>): boolean {
  return state === 'submitted' || state === 'incomplete';
}

/** @throws AppError `merchants.application_unknown` */
export async function lockedApplication(ctx: Ctx, applicationId: Id<'application'>): Promise<ApplicationRow> {
  const row = await lockApplication(ctx, applicationId);
  if (!row) throw new AppError('merchants.application_unknown', { applicationId });
  return row;
}

/** What the audit log keeps: who applied for what, without the phone. */
export function auditedApplication(row: Pick<ApplicationRow, 'company_name' | 'registration_number' | 'category' | 'region'>) {
  return { companyName: row.company_name, registrationNumber: row.registration_number, category: row.category, region: row.region };
}
