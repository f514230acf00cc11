import type { OutgoingFile } from './bind.ts';
import type { PhotoForm } from './photo-form.ts';

/** The reader's own browser keeps it so long; then it asks again whether there still is one. */
const KEPT_SECONDS = 600;

/** A picture as it is shown to whoever may see it. */
export function photoFile(type: PhotoForm['type'], bytes: Buffer): OutgoingFile {
  return { name: `photo.${type.slice('image/'.length)}`, type, pieces: [bytes], shownSeconds: KEPT_SECONDS };
}
