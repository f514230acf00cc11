import { AppError, type ContentOf, type InputOf, type merchants, type OutputOf } from '@tessera/contract';
import type { Call, OutgoingFile } from '../../platform/bind.ts';
import type { Ctx } from '../../platform/ctx.ts';
import type { Database } from '../../platform/database.ts';
import { idOfCursor, pageOf } from '../../platform/id-paging.ts';
import type { SecretBox } from '../../platform/secret-box.ts';
import { record } from '../audit/index.ts';
import { type ApplicationView, describeApplications } from './application.ts';
import { selectApplication, selectApplications, selectDocument } from './queries.ts';
import { DOCUMENT_PURPOSE, PHONE_PURPOSE } from './sealed-columns.ts';

type List = typeof merchants.listApplications;

/** Newest first. */
export async function listApplications(ctx: Ctx, { cursor, limit, q, state }: InputOf<List>, secrets: SecretBox): Promise<OutputOf<List>> {
  const rows = await selectApplications(ctx, { q, state, beforeId: idOfCursor<'application'>(cursor), limit: limit + 1 });
  const { items, nextCursor } = pageOf(rows, limit);
  return { items: await describeApplications(ctx, items, secrets), nextCursor };
}

/** @throws AppError `merchants.application_unknown` */
export async function getApplication(ctx: Ctx, input: ContentOf<typeof merchants.getApplication>, secrets: SecretBox): Promise<ApplicationView> {
  const row = await selectApplication(ctx, input.applicationId);
  const [view] = row ? await describeApplications(ctx, [row], secrets) : [];
  if (!view) throw new AppError('merchants.application_unknown', input);
  return view;
}

/** @throws AppError `merchants.application_unknown` */
export async function readApplicantPhone(ctx: Ctx, input: ContentOf<typeof merchants.readApplicantPhone>, secrets: SecretBox) {
  const row = await selectApplication(ctx, input.applicationId);
  if (!row) throw new AppError('merchants.application_unknown', input);
  return { phone: secrets.open(PHONE_PURPOSE, row.phone_sealed) };
}

/** Who opens a stranger's papers is written down. @throws AppError `merchants.document_unknown` */
export async function downloadDocument(
  parts: { database: Database; secrets: SecretBox },
  call: Call,
  input: InputOf<typeof merchants.downloadDocument>,
): Promise<OutgoingFile> {
  const { applicationId, documentId } = input;
  const { name, type, content_sealed } = await parts.database.transaction(call.actor, call, async (ctx) => {
    const row = await selectDocument(ctx, { applicationId, documentId });
    if (!row) throw new AppError('merchants.document_unknown', { documentId });
    await record(ctx, {
      action: 'merchants.downloadDocument',
      targetKind: 'application',
      targetId: applicationId,
      after: { documentId },
    });
    return row;
  });
  return { name, type, pieces: [Buffer.from(parts.secrets.open(DOCUMENT_PURPOSE, content_sealed), 'base64')] };
}
