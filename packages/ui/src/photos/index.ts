export { type Line, linesOf } from './lines-of.ts';
export { shrinkPhoto } from './shrink-photo.ts';
export { usePhoto } from './use-photo.ts';
export { usePhotoQueue } from './use-photo-queue.ts';
