import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { readOpenHeader, SealedFileError, type SealedFileFault, seal, unseal } from './sealed-file.ts';

const KEY = 'a recovery key of the tests';
const CHUNK = 64 * 1024;

async function* pieces(bytes: Buffer, size = 10_007): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}
async function all(source: AsyncIterable<Buffer>): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of source) parts.push(part);
  return Buffer.concat(parts);
}
const sealed = (plain: Buffer, key = KEY) => all(seal(pieces(plain), { key, open: { name: 'one' } }));
const opened = (file: Buffer, key = KEY) => all(unseal(pieces(file), key));
const faultOf = async (file: Buffer, key = KEY): Promise<SealedFileFault | 'none'> => {
  try {
    await opened(file, key);
    return 'none';
  } catch (error) {
    if (error instanceof SealedFileError) return error.fault;
    throw error;
  }
};

const plain = randomBytes(3 * CHUNK + 500);
const file = await sealed(plain);
/** Where the chunks begin. */
const body = file.indexOf('\n', file.indexOf('\n') + 1) + 1;

describe('a sealed file', () => {
  it.each([0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK, 200_000])('gives back %i bytes as they were', async (length) => {
    const bytes = randomBytes(length);
    expect((await opened(await sealed(bytes))).equals(bytes)).toBe(true);
  });

  it('shows nothing of what it holds, and is another one each time', async () => {
    const words = Buffer.from('a secret sentence '.repeat(1000));
    const [first, second] = [await sealed(words), await sealed(words)];
    expect(first.includes('secret sentence')).toBe(false);
    expect(first.subarray(-64).equals(second.subarray(-64))).toBe(false);
  });

  it('tells its name without the key', async () => {
    expect(await readOpenHeader(pieces(file))).toEqual({ name: 'one' });
  });

  it('refuses another key before it reads anything', async () => {
    expect(await faultOf(file, 'another key')).toBe('key_wrong');
  });

  it('refuses a header that was altered', async () => {
    const altered = Buffer.from(file);
    altered.write('two', altered.indexOf('"one"') + 1);
    expect(await faultOf(altered)).toBe('key_wrong');
  });

  it('refuses a bit that flipped, wherever it is', async () => {
    for (const at of [body, body + 70_000, file.length - 1, file.length - 200]) {
      const flipped = Buffer.from(file);
      flipped[at] = (flipped[at] ?? 0) ^ 1;
      expect(await faultOf(flipped), `byte ${at}`).toBe('damaged');
    }
  });

  it('refuses an end that was cut off, also just behind a chunk', async () => {
    for (const length of [body, body + CHUNK + 16, body + 2 * (CHUNK + 16), file.length - 1]) {
      expect(await faultOf(file.subarray(0, length)), `${length} bytes`).toBe('damaged');
    }
  });

  it('refuses chunks that were exchanged, repeated, left out or added', async () => {
    const size = CHUNK + 16;
    const head = file.subarray(0, body);
    const [one, two, rest] = [file.subarray(body, body + size), file.subarray(body + size, body + 2 * size), file.subarray(body + 2 * size)];
    for (const parts of [
      [two, one, rest],
      [one, one, two, rest],
      [one, rest],
      [one, two, rest, rest],
    ]) {
      expect(await faultOf(Buffer.concat([head, ...parts]))).toBe('damaged');
    }
  });

  it('refuses a chunk of another file of the same key', async () => {
    const other = await sealed(randomBytes(plain.length));
    const otherBody = other.indexOf('\n', other.indexOf('\n') + 1) + 1;
    const mixed = Buffer.concat([file.subarray(0, body), other.subarray(otherBody, otherBody + CHUNK + 16), file.subarray(body + CHUNK + 16)]);
    expect(await faultOf(mixed)).toBe('damaged');
  });

  it('is told from any other file', async () => {
    for (const bytes of [
      Buffer.alloc(0),
      Buffer.from('PGDMP'),
      randomBytes(50_000),
      Buffer.from('TESSERA SEALED FILE 1\n{}\n'),
      Buffer.from('TESSERA SEALED FILE 1\n'),
    ]) {
      expect(await faultOf(bytes)).toBe('not_ours');
    }
  });

  it('does not let a header ask for all the memory', async () => {
    const header = JSON.parse(file.subarray(file.indexOf('\n') + 1, body).toString());
    header.scrypt.logN = 40;
    expect(await faultOf(Buffer.concat([Buffer.from(`TESSERA SEALED FILE 1\n${JSON.stringify(header)}\n`), file.subarray(body)]))).toBe('not_ours');
  });
});
