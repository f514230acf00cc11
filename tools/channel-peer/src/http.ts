import type { IncomingMessage, ServerResponse } from 'node:http';

const BODY_MAX_BYTES = 1024 * 1024;

export type Asked = { method: string; url: URL; headers: Headers; body: string };
/** `silence`: the connection stays open and nothing is said. `cut`: it breaks off. */
export type Reply = { status: number; headers?: Record<string, string>; body?: string | Buffer } | 'silence' | 'cut';

export async function read(request: IncomingMessage, origin: string): Promise<Asked> {
  const pieces: Buffer[] = [];
  let bytes = 0;
  for await (const piece of request) {
    bytes += piece.length;
    if (bytes > BODY_MAX_BYTES) throw new Error('the body is too large');
    pieces.push(piece);
  }
  const headers = new Headers();
  for (const [name, values] of Object.entries(request.headersDistinct)) for (const value of values ?? []) headers.append(name, value);
  return { method: request.method ?? 'GET', url: new URL(request.url ?? '/', origin), headers, body: Buffer.concat(pieces).toString('utf8') };
}

export function write(response: ServerResponse, reply: Reply): void {
  if (reply === 'silence') return;
  if (reply === 'cut') return void response.destroy();
  response.writeHead(reply.status, { 'cache-control': 'no-store', ...reply.headers });
  response.end(reply.body ?? '');
}

export const json = (status: number, content: unknown): Reply => ({
  status,
  headers: { 'content-type': 'application/json; charset=utf-8' },
  body: JSON.stringify(content),
});
