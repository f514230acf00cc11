import { buffer } from 'node:stream/consumers';
import { AppError, type ContentOf, DOCUMENT_UPLOAD, DOCUMENTS_MAX, type InputOf, type merchants } from '@tessera/contract';
import { type Id, newId } from '@tessera/kernel';
import type { Call } from '../../platform/bind.ts';
import type { Ctx } from '../../platform/ctx.ts';
import { record } from '../audit/index.ts';
import { asApplicant, type MerchantsParts, visitOf } from './applicant-visit.ts';
import { auditedApplication, columnsOf, describeOwnApplications, isOpen, lockedApplication, type OwnApplicationView } from './application.ts';
import { typeOfDocument } from './document.ts';
import {
  type ApplicationRow,
  deleteDocument,
  hasOtherApplication,
  insertDocument,
  lockPhone,
  selectApplication,
  selectDocuments,
  updateApplication,
} from './queries.ts';
import { DOCUMENT_PURPOSE } from './sealed-columns.ts';

/** Also of those that were taken back. */
const UPLOADS_MAX = 40;

type Change = { applicationId: Id<'application'>; change: (ctx: Ctx, row: ApplicationRow) => Promise<void> };

/** Hands in what was asked for, too. @throws AppError `merchants.visit_over`, `merchants.application_unknown`, `merchants.not_now`, `merchants.already_applied` */
export function amendApplication(
  parts: MerchantsParts,
  call: Call,
  input: ContentOf<typeof merchants.amendApplication>,
): Promise<OwnApplicationView> {
  const { applicationId, ...fields } = input;
  return changed(parts, call, {
    applicationId,
    change: async (ctx, row) => {
      const same = { phoneHash: row.phone_hash, registrationNumber: fields.registrationNumber, notId: applicationId };
      if (await hasOtherApplication(ctx, same)) throw new AppError('merchants.already_applied');
      const after = columnsOf(fields);
      await updateApplication(ctx, applicationId, { ...after, state: 'submitted', message: '' });
      const audited = { before: auditedApplication(row), after: auditedApplication(after) };
      await record(ctx, { action: 'merchants.amendApplication', targetKind: 'application', targetId: applicationId, ...audited });
    },
  });
}

/**
 * The file is read before the transaction begins, so that a slow sender keeps none open.
 * @throws AppError `merchants.visit_over`, `merchants.application_unknown`, `merchants.not_now`, `merchants.document_not_accepted`, `merchants.too_many_documents`
 */
export async function addDocument(parts: MerchantsParts, call: Call, input: InputOf<typeof merchants.addDocument>): Promise<OwnApplicationView> {
  visitOf(parts, call);
  const { applicationId, file } = input;
  const content = await buffer(file.pieces);
  const type = typeOfDocument(content);
  if (!type || content.length > DOCUMENT_UPLOAD.maxBytes) throw new AppError('merchants.document_not_accepted');
  return changed(parts, call, {
    applicationId,
    change: async (ctx, { uploads }) => {
      const isFull = (await selectDocuments(ctx, [applicationId])).length >= DOCUMENTS_MAX;
      if (isFull || uploads >= UPLOADS_MAX) throw new AppError('merchants.too_many_documents');
      const id = newId<'document'>(ctx.now.getTime());
      const content_sealed = parts.secrets.seal(DOCUMENT_PURPOSE, content.toString('base64'));
      const row = { id, application_id: applicationId, name: file.name, type, bytes: content.length };
      await updateApplication(ctx, applicationId, { uploads: uploads + 1 });
      await insertDocument(ctx, { ...row, content_sealed, added_at: ctx.now });
      const after = { documentId: id, type, bytes: content.length };
      await record(ctx, { action: 'merchants.addDocument', targetKind: 'application', targetId: applicationId, after });
    },
  });
}

/** @throws AppError `merchants.visit_over`, `merchants.application_unknown`, `merchants.not_now`, `merchants.document_unknown` */
export function removeDocument(parts: MerchantsParts, call: Call, input: ContentOf<typeof merchants.removeDocument>): Promise<OwnApplicationView> {
  const { applicationId, documentId } = input;
  return changed(parts, call, {
    applicationId,
    change: async (ctx) => {
      if (!(await deleteDocument(ctx, { applicationId, documentId }))) throw new AppError('merchants.document_unknown', { documentId });
      await record(ctx, { action: 'merchants.removeDocument', targetKind: 'application', targetId: applicationId, before: { documentId } });
    },
  });
}

/** Of the visitor's own, before it is decided; each change raises the revision, so that nobody decides on what they have not read. */
function changed(parts: MerchantsParts, call: Call, { applicationId, change }: Change): Promise<OwnApplicationView> {
  const { phoneHash } = visitOf(parts, call);
  return asApplicant(parts, call, async (ctx) => {
    await lockPhone(ctx, phoneHash);
    const row = await lockedApplication(ctx, applicationId);
    if (row.phone_hash !== phoneHash) throw new AppError('merchants.application_unknown', { applicationId });
    if (!isOpen(row)) throw new AppError('merchants.not_now', { applicationId });
    await change(ctx, row);
    await updateApplication(ctx, applicationId, { revision: row.revision + 1, changed_at: ctx.now });
    const after = await selectApplication(ctx, applicationId);
    const [view] = after ? await describeOwnApplications(ctx, [after]) : [];
    if (!view) throw new Error('an application that was changed is there');
    return view;
  });
}
