import { Readable } from 'node:stream';
import multipart from '@fastify/multipart';
import { AppError, type IncomingFile, type Upload } from '@tessera/contract';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { OutgoingFile } from '../bind.ts';

/** What a form needs around its file: boundary and headers. */
export const FORM_OVERHEAD_BYTES = 16 * 1024;
const NAME_MAX = 120;

/** Lets the routes of this part of the server read their form; one file, no other field. The size is each route's. Its hooks cost every request of the part. */
export async function acceptUploads(app: FastifyInstance): Promise<void> {
  await app.register(multipart, { limits: { files: 1, fields: 0, parts: 1, headerPairs: 20, fieldNameSize: 20 } });
}

/** The one file of a form, as it arrives. @throws AppError `request.malformed` without one; while it is read, `request.too_large` */
export async function readUpload(request: FastifyRequest, upload: Upload): Promise<IncomingFile> {
  if (!request.isMultipart()) throw new AppError('request.malformed');
  const part = await request.file({ limits: { fileSize: upload.maxBytes }, throwFileSizeLimit: false }).catch(() => undefined);
  if (part?.fieldname !== 'file') throw new AppError('request.malformed');
  return { name: harmlessName(part.filename), pieces: bounded(part.file) };
}

async function* bounded(stream: NodeJS.ReadableStream & { truncated: boolean }): AsyncIterable<Uint8Array> {
  for await (const piece of stream) yield Buffer.from(piece);
  if (stream.truncated) throw new AppError('request.too_large');
}

/** The last part of a path in any system's writing, without what controls a screen or means something to a file system. */
export function harmlessName(given: string | undefined): string {
  const last = (given ?? '').split(/[/\\]/).at(-1) ?? '';
  const clean = last
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cf}\p{Cs}<>:"|?*]/gu, '')
    .replace(/^[.\s]+/, '')
    .trim();
  if ([...clean].length <= NAME_MAX) return clean || 'file';
  const ending = /\.[A-Za-z0-9]{1,8}$/.exec(clean)?.[0] ?? '';
  return [...clean].slice(0, NAME_MAX - ending.length).join('') + ending;
}

/** Whoever opens a picture by its address sees it in a page of its own that can do nothing. */
const PICTURE_POLICY = "default-src 'none'; frame-ancestors 'none'; sandbox";

/** Streams a file as an attachment under its own name, which a browser never opens in our pages; of a picture, the page takes the bytes. */
export function sendFile(reply: FastifyReply, file: OutgoingFile): FastifyReply {
  const plain = file.name.replace(/[^\x20-\x7e]|["\\]/g, '_');
  if (file.shownSeconds !== undefined) reply.header('content-security-policy', PICTURE_POLICY).header('vary', 'cookie, x-tessera-app');
  return reply
    .header('cache-control', file.shownSeconds === undefined ? 'no-store' : `private, max-age=${file.shownSeconds}`)
    .header('content-disposition', `attachment; filename="${plain}"; filename*=UTF-8''${encodeURIComponent(file.name)}`)
    .type(file.type === 'text/csv' ? 'text/csv; charset=utf-8' : file.type)
    .send(Readable.from(file.pieces, { objectMode: false }));
}
