import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Outbound } from '../../platform/outbound.ts';
import { ChannelFault } from './channel.ts';

/** A million lines of a bill are some 400 MB. */
const FILE_MAX_BYTES = 1024 * 1024 * 1024;
const LINE_MAX_CHARACTERS = 20_000;

export type Spooled = { path: string; hash: string; bytes: number; read: () => AsyncIterable<Uint8Array>; remove: () => Promise<void> };

/** Downloads a file to disk, so that it is known to be whole before its first line counts, and memory stays small. @throws ChannelFault */
export async function spool(outbound: Outbound, of: { url: string; headers?: Record<string, string>; hash: 'sha1' | 'sha256' }): Promise<Spooled> {
  const { status, pieces } = await outbound.download(of.url, { ...(of.headers && { headers: of.headers }), maxBytes: FILE_MAX_BYTES });
  if (status !== 200) throw new ChannelFault(`the file could not be downloaded: HTTP ${status}`);
  const folder = await mkdtemp(join(tmpdir(), 'tessera-bill-'));
  const remove = () => rm(folder, { recursive: true, force: true });
  try {
    const path = join(folder, 'bill');
    const hash = createHash(of.hash);
    let bytes = 0;
    const file = await open(path, 'wx', 0o600);
    try {
      for await (const piece of pieces) {
        hash.update(piece);
        bytes += piece.length;
        await file.write(piece);
      }
    } finally {
      await file.close();
    }
    return { path, hash: hash.digest('hex'), bytes, read: () => createReadStream(path), remove };
  } catch (error) {
    await remove();
    throw error;
  }
}

/** The lines of a text in an encoding, without their ends and without a byte order mark. @throws ChannelFault for a line without end */
export async function* linesOf(pieces: AsyncIterable<Uint8Array>, encoding: 'utf-8' | 'gb18030'): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding);
  let rest = '';
  for await (const piece of pieces) {
    const lines = (rest + decoder.decode(piece, { stream: true })).split('\n');
    rest = lines.pop() ?? '';
    if (rest.length > LINE_MAX_CHARACTERS) throw new ChannelFault('a line of the file has no end');
    for (const line of lines) yield line.endsWith('\r') ? line.slice(0, -1) : line;
  }
  rest += decoder.decode();
  if (rest !== '') yield rest.endsWith('\r') ? rest.slice(0, -1) : rest;
}
