import { createCipheriv, createDecipheriv, createHash, createHmac, hkdfSync, randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import { z } from 'zod';

/**
 * `key_wrong`: another key, or the header was altered. `damaged`: bits flipped, pieces exchanged, or the end is missing.
 * `not_ours`: no file of this kind, or of a version that this program does not know.
 */
export type SealedFileFault = 'key_wrong' | 'damaged' | 'not_ours';
export class SealedFileError extends Error {
  override name = 'SealedFileError';
  readonly fault: SealedFileFault;
  constructor(fault: SealedFileFault) {
    super(fault);
    this.fault = fault;
  }
}

const MAGIC = 'TESSERA SEALED FILE 1\n';
const CHUNK_BYTES = 64 * 1024;
const TAG_BYTES = 16;
const KEY_BYTES = 32;
const HEADER_BYTES_MAX = 16 * 1024;
/** 32 MiB and some 0.1 s per guess. */
const SCRYPT = { logN: 15, r: 8, p: 1 };
const SCRYPT_LOG_N_MAX = 18;

const headerSchema = z.object({
  scrypt: z.object({ logN: z.int().min(14).max(SCRYPT_LOG_N_MAX), r: z.literal(8), p: z.literal(1), salt: z.string().max(64) }),
  /** Shows a wrong key before anything is read. */
  check: z.string().max(64),
  /** Readable without the key, and no secret. */
  open: z.record(z.string(), z.string().max(200)),
});
type Header = z.infer<typeof headerSchema>;

const derive = promisify<string, Buffer, number, { N: number; r: number; p: number; maxmem: number }, Buffer>(scrypt);

async function masterOf(key: string, { logN, r, p, salt }: Header['scrypt']): Promise<Buffer> {
  const N = 2 ** logN;
  return derive(key, Buffer.from(salt, 'base64url'), KEY_BYTES, { N, r, p, maxmem: 256 * N * r });
}

function keyFor(master: Buffer, use: string, salt: Buffer): Buffer {
  return Buffer.from(hkdfSync('sha256', master, salt, `tessera sealed file ${use}`, KEY_BYTES));
}

function checkOf(master: Buffer, { scrypt: parameters, open }: Omit<Header, 'check'>): string {
  return createHmac('sha256', keyFor(master, 'check', Buffer.alloc(0)))
    .update(JSON.stringify({ parameters, open }))
    .digest('base64url');
}

/**
 * A counter, and 1 in the last byte of the last chunk: none can be exchanged, left out, repeated or cut off. This is the STREAM construction
 * (Hoang, Reyhanitabar, Rogaway, Vizár: Online Authenticated-Encryption and its Nonce-Reuse Misuse-Resistance, 2015), as age uses it.
 */
function nonceOf(counter: number, isLast: boolean): Buffer {
  const nonce = Buffer.alloc(12);
  nonce.writeUIntBE(counter, 5, 6);
  nonce[11] = isLast ? 1 : 0;
  return nonce;
}

/** The bytes of a sealed file: a readable header, then chunks under AES-256-GCM with a key made from `key` and bound to the header. */
export async function* seal(plain: AsyncIterable<Buffer>, of: { key: string; open: Readonly<Record<string, string>> }): AsyncGenerator<Buffer> {
  const parameters = { ...SCRYPT, salt: randomBytes(16).toString('base64url') } as const;
  const master = await masterOf(of.key, { ...parameters, r: 8, p: 1 });
  const core = { scrypt: { ...parameters, r: 8, p: 1 } as const, open: { ...of.open } };
  const header = Buffer.from(`${MAGIC}${JSON.stringify({ ...core, check: checkOf(master, core) })}\n`);
  yield header;
  const key = keyFor(master, 'content', createHash('sha256').update(header).digest());
  let counter = 0;
  for await (const { bytes, isLast } of cut(plain, CHUNK_BYTES)) {
    const cipher = createCipheriv('aes-256-gcm', key, nonceOf(counter, isLast));
    yield Buffer.concat([cipher.update(bytes), cipher.final(), cipher.getAuthTag()]);
    counter += 1;
  }
}

/** What `seal` was given, as far as it is authentic; the end is only reached when the whole file is. @throws SealedFileError */
export async function* unseal(file: AsyncIterable<Buffer>, key: string): AsyncGenerator<Buffer> {
  const source = file[Symbol.asyncIterator]();
  const { header, bytes, rest } = await readHead(source);
  const master = await masterOf(key, header.scrypt);
  const wanted = Buffer.from(checkOf(master, header));
  const found = Buffer.from(header.check);
  if (wanted.length !== found.length || !timingSafeEqual(wanted, found)) throw new SealedFileError('key_wrong');
  const contentKey = keyFor(master, 'content', createHash('sha256').update(bytes).digest());
  let counter = 0;
  for await (const { bytes: chunk, isLast } of cut(behind(rest, source), CHUNK_BYTES + TAG_BYTES)) {
    yield openChunk(chunk, contentKey, nonceOf(counter, isLast));
    counter += 1;
  }
}

/** What a sealed file says of itself to everybody. Nothing in it is proven before the file is unsealed. @throws SealedFileError `not_ours` */
export async function readOpenHeader(file: AsyncIterable<Buffer>): Promise<Readonly<Record<string, string>>> {
  return (await readHead(file[Symbol.asyncIterator]())).header.open;
}

function openChunk(chunk: Buffer, key: Buffer, nonce: Buffer): Buffer {
  if (chunk.length < TAG_BYTES) throw new SealedFileError('damaged');
  const decipher = createDecipheriv('aes-256-gcm', key, nonce);
  decipher.setAuthTag(chunk.subarray(chunk.length - TAG_BYTES));
  try {
    return Buffer.concat([decipher.update(chunk.subarray(0, chunk.length - TAG_BYTES)), decipher.final()]);
  } catch {
    throw new SealedFileError('damaged');
  }
}

async function readHead(source: AsyncIterator<Buffer>): Promise<{ header: Header; bytes: Buffer; rest: Buffer }> {
  let read: Buffer = Buffer.alloc(0);
  for (;;) {
    const end = read.indexOf('\n', MAGIC.length);
    if (read.length >= MAGIC.length && read.toString('latin1', 0, MAGIC.length) !== MAGIC) throw new SealedFileError('not_ours');
    if (end >= 0)
      return { header: parseHeader(read.toString('utf8', MAGIC.length, end)), bytes: read.subarray(0, end + 1), rest: read.subarray(end + 1) };
    const next = await source.next();
    if (next.done === true || read.length > HEADER_BYTES_MAX) throw new SealedFileError('not_ours');
    read = Buffer.concat([read, next.value]);
  }
}

function parseHeader(text: string): Header {
  try {
    return headerSchema.parse(JSON.parse(text));
  } catch {
    throw new SealedFileError('not_ours');
  }
}

async function* behind(first: Buffer, source: AsyncIterator<Buffer>): AsyncGenerator<Buffer> {
  if (first.length > 0) yield first;
  for (let next = await source.next(); next.done !== true; next = await source.next()) yield next.value;
}

/** The same bytes in pieces of one size; the last may be shorter, and is empty only when there are none at all. */
async function* cut(source: AsyncIterable<Buffer>, size: number): AsyncGenerator<{ bytes: Buffer; isLast: boolean }> {
  let parts: Buffer[] = [];
  let length = 0;
  for await (const part of source) {
    parts.push(part);
    length += part.length;
    // One byte more than a piece: only then is it known not to be the last.
    if (length <= size) continue;
    const all = Buffer.concat(parts, length);
    let at = 0;
    for (; all.length - at > size; at += size) yield { bytes: all.subarray(at, at + size), isLast: false };
    parts = [all.subarray(at)];
    length = all.length - at;
  }
  yield { bytes: Buffer.concat(parts, length), isLast: true };
}
