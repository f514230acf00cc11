/** A picture as its bytes tell, whatever it is called. */
export type PhotoForm = { type: 'image/jpeg' | 'image/png' | 'image/webp'; widthPx: number; heightPx: number };

/** Longest side: a small file may unfold into more than a screen can hold. */
const SIDE_PX_MAX = 8_192;
const PNG_HEAD = '89504e470d0a1a0a';
const PNG_TAIL = '0000000049454e44ae426082';

/** A whole JPEG, PNG or WebP from its first byte to its last; undefined for anything else. Pure. */
export function readPhotoForm(bytes: Buffer): PhotoForm | undefined {
  const form = pngForm(bytes) ?? jpegForm(bytes) ?? webpForm(bytes);
  if (!form) return undefined;
  const { widthPx, heightPx } = form;
  return Math.min(widthPx, heightPx) > 0 && Math.max(widthPx, heightPx) <= SIDE_PX_MAX ? form : undefined;
}

function pngForm(bytes: Buffer): PhotoForm | undefined {
  const isWhole = startsWith(bytes, PNG_HEAD) && bytes.subarray(-PNG_TAIL.length / 2).toString('hex') === PNG_TAIL;
  if (!isWhole || bytes.length < 45 || bytes.toString('latin1', 12, 16) !== 'IHDR') return undefined;
  return { type: 'image/png', widthPx: bytes.readUInt32BE(16), heightPx: bytes.readUInt32BE(20) };
}

/** Walks the segments to the one that tells the size (ITU-T T.81, B.2.2). */
function jpegForm(bytes: Buffer): PhotoForm | undefined {
  if (!startsWith(bytes, 'ffd8ff') || bytes.subarray(-2).toString('hex') !== 'ffd9') return undefined;
  for (let at = 2; at + 9 < bytes.length && bytes[at] === 0xff; at += 2 + bytes.readUInt16BE(at + 2)) {
    const marker = bytes[at + 1] ?? 0;
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (isFrame) return { type: 'image/jpeg', widthPx: bytes.readUInt16BE(at + 7), heightPx: bytes.readUInt16BE(at + 5) };
  }
  return undefined;
}

/** The three kinds of RFC 9649: lossy, lossless and extended. */
function webpForm(bytes: Buffer): PhotoForm | undefined {
  const isWhole = bytes.length >= 30 && startsWith(bytes, '52494646') && bytes.toString('latin1', 8, 12) === 'WEBP';
  if (!isWhole || bytes.readUInt32LE(4) + 8 !== bytes.length) return undefined;
  const sizes: Record<string, () => [widthPx: number, heightPx: number]> = {
    'VP8 ': () => [bytes.readUInt16LE(26) & 0x3fff, bytes.readUInt16LE(28) & 0x3fff],
    VP8L: () => [(bytes.readUInt32LE(21) & 0x3fff) + 1, ((bytes.readUInt32LE(21) >>> 14) & 0x3fff) + 1],
    VP8X: () => [bytes.readUIntLE(24, 3) + 1, bytes.readUIntLE(27, 3) + 1],
  };
  const size = sizes[bytes.toString('latin1', 12, 16)]?.();
  return size && { type: 'image/webp', widthPx: size[0], heightPx: size[1] };
}

function startsWith(bytes: Buffer, hex: string): boolean {
  return bytes.toString('hex', 0, hex.length / 2) === hex;
}
