import { AppError, type ContentOf, type disputes } from '@tessera/contract';
import type { Call, OutgoingFile } from '../../platform/bind.ts';
import { photoFile } from '../../platform/photo-file.ts';
import type { PhotoParts } from './add-photo.ts';
import { selectPhoto } from './photo-queries.ts';
import { PHOTO_PURPOSE } from './sealed-columns.ts';

/** For whom it was added, and for nobody else. @throws AppError `disputes.photo_unknown` */
export async function getPhoto(
  { database, secrets }: PhotoParts,
  call: Call,
  { photoId }: ContentOf<typeof disputes.getDisputePhoto>,
): Promise<OutgoingFile> {
  const row = await database.transaction(call.actor, { readOnly: true }, (ctx) => selectPhoto(ctx, photoId));
  if (!row) throw new AppError('disputes.photo_unknown', { photoId });
  return photoFile(row.content_type, Buffer.from(secrets.open(PHOTO_PURPOSE, row.content_sealed), 'base64'));
}
