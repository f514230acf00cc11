import { ProblemError } from '@tessera/contract/client';

const SIDE_PX_MAX = 1_600;
const BYTES_MAX = 1024 * 1024;
/** From what nobody tells apart to what is still read. */
const QUALITIES = [0.85, 0.7, 0.5, 0.3];

/**
 * The picture as a JPEG of at most a megabyte and 1,600 pixels a side, drawn anew: what the camera wrote beside it, such as where it stood,
 * is not taken along. @throws ProblemError `disputes.photo_unreadable`
 */
export async function shrinkPhoto(file: File): Promise<File> {
  const bitmap = await createImageBitmap(file, { imageOrientation: 'from-image' }).catch(() => undefined);
  if (!bitmap) throw unreadable();
  const canvas = drawn(bitmap);
  bitmap.close();
  for (const quality of QUALITIES) {
    const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg', quality));
    if (blob && blob.size <= BYTES_MAX) return new File([blob], 'photo.jpg', { type: 'image/jpeg', lastModified: file.lastModified });
  }
  throw unreadable();
}

/** On white, for a JPEG has nothing to see through. */
function drawn(bitmap: ImageBitmap): HTMLCanvasElement {
  const scale = Math.min(1, SIDE_PX_MAX / Math.max(bitmap.width, bitmap.height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(bitmap.width * scale));
  canvas.height = Math.max(1, Math.round(bitmap.height * scale));
  const pen = canvas.getContext('2d');
  if (!pen) throw unreadable();
  pen.fillStyle = 'white';
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  return canvas;
}

function unreadable(): ProblemError {
  return new ProblemError({ code: 'disputes.photo_unreadable', status: 400, params: {} });
}
