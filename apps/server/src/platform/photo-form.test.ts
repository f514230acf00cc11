import { expect, test } from 'vitest';
import { pictureBytes } from '../../test/pictures.ts';
import { readPhotoForm } from './photo-form.ts';

test('a whole picture tells what it is and how large, by its bytes', () => {
  const size = { widthPx: 8, heightPx: 6 };
  expect(readPhotoForm(pictureBytes('jpeg'))).toEqual({ type: 'image/jpeg', ...size });
  expect(readPhotoForm(pictureBytes('png'))).toEqual({ type: 'image/png', ...size });
  expect(readPhotoForm(pictureBytes('webp'))).toEqual({ type: 'image/webp', ...size });
  expect(readPhotoForm(pictureBytes('lossless'))).toEqual({ type: 'image/webp', ...size });
});

test.each(['jpeg', 'png', 'webp', 'lossless'] as const)('a %s that was cut off anywhere, or has something behind it, is none', (kind) => {
  const whole = pictureBytes(kind);
  for (let length = 0; length < whole.length; length += 1) expect(readPhotoForm(whole.subarray(0, length)), String(length)).toBeUndefined();
  expect(readPhotoForm(Buffer.concat([whole, Buffer.from('<script>')]))).toBeUndefined();
});

test('what is no picture is none, and neither is one that would unfold beyond any screen', () => {
  expect(readPhotoForm(Buffer.from('<html><body><script>alert(1)</script></body></html>'.repeat(4)))).toBeUndefined();
  expect(readPhotoForm(Buffer.from('GIF89a'.padEnd(200, ' ')))).toBeUndefined();
  const wide = pictureBytes('png');
  wide.writeUInt32BE(60_000, 16);
  expect(readPhotoForm(wide)).toBeUndefined();
  const empty = pictureBytes('png');
  empty.writeUInt32BE(0, 20);
  expect(readPhotoForm(empty)).toBeUndefined();
});
