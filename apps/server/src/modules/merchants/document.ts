import { DOCUMENT_TYPES, type DocumentType } from '@tessera/contract';
import { readPhotoForm } from '../../platform/photo-form.ts';

const JPEG_END = Buffer.from('ffd9', 'hex');

/** What a file is by its bytes, whatever it is called: a whole picture, or a PDF; undefined for what is none of ours. Pure. */
export function typeOfDocument(content: Buffer): DocumentType | undefined {
  if (content.toString('latin1', 0, 5) === '%PDF-') return 'application/pdf';
  // Phones write notes of their own behind the end of a photo, and papers are kept as they came.
  const photo = readPhotoForm(content) ?? readPhotoForm(content.subarray(0, content.lastIndexOf(JPEG_END) + JPEG_END.length));
  return DOCUMENT_TYPES.find((type) => type === photo?.type);
}
