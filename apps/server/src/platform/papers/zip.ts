import { crc32, createDeflateRaw } from 'node:zlib';

/** A file of an archive, as it lies in it. */
export type ZipPart = { readonly path: string; readonly content: Buffer; readonly method: 0 | 8; readonly checksum: number; readonly bytes: number };

export function storedPart(path: string, text: string): ZipPart {
  const content = Buffer.from(text);
  return { path, content, method: 0, checksum: crc32(content), bytes: content.length };
}

/** Packs while the texts come, so that only what is packed is held. */
export async function packedPart(path: string, texts: AsyncIterable<string>): Promise<ZipPart> {
  const packer = createDeflateRaw();
  const packed: Buffer[] = [];
  packer.on('data', (piece: Buffer) => packed.push(piece));
  const isOver = new Promise<void>((resolve, reject) => packer.once('end', resolve).once('error', reject));
  let checksum = 0;
  let bytes = 0;
  for await (const text of texts) {
    const piece = Buffer.from(text);
    checksum = crc32(piece, checksum);
    bytes += piece.length;
    if (!packer.write(piece)) await new Promise<void>((resolve) => packer.once('drain', resolve));
  }
  packer.end();
  await isOver;
  return { path, content: Buffer.concat(packed), method: 8, checksum, bytes };
}

/** A zip archive (APPNOTE 6.3) with names in UTF-8. */
export function zipOf(parts: readonly ZipPart[]): Buffer {
  const locals: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { path: text, content, method, checksum, bytes } of parts) {
    const path = Buffer.from(text);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(0x0800, 2);
    common.writeUInt16LE(method, 4);
    common.writeUInt16LE(0x21, 8);
    common.writeUInt32LE(checksum, 10);
    common.writeUInt32LE(content.length, 14);
    common.writeUInt32LE(bytes, 18);
    common.writeUInt16LE(path.length, 22);
    const local = Buffer.concat([signed(0x04034b50), common, path, content]);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(offset, 10);
    directory.push(Buffer.concat([signed(0x02014b50), Buffer.from([20, 0]), common, rest, path]));
    locals.push(local);
    offset += local.length;
  }
  const central = Buffer.concat(directory);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(directory.length, 4);
  end.writeUInt16LE(directory.length, 6);
  end.writeUInt32LE(central.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...locals, central, signed(0x06054b50), end]);
}

function signed(signature: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(signature);
  return bytes;
}
