import type { LookupAddress } from 'node:dns';
import { lookup as lookUpName } from 'node:dns/promises';
import http from 'node:http';
import https from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import type { Duplex } from 'node:stream';
import { isPublicAddress } from './public-address.ts';

const TIMEOUT_MS = 10_000;
const ANSWER_MAX_BYTES = 1024 * 1024;
const DOWNLOAD_TIMEOUT_MS = 10 * 60 * 1000;
/** Statuses that have no body in the web platform's `Response`. */
const BODILESS: ReadonlySet<number> = new Set([204, 205, 304]);

export type OutboundReason = 'url' | 'scheme' | 'private' | 'unresolved' | 'too_large' | 'timeout';

/** A request that we do not make, or an answer that we do not take. The message names the host and never the path, which may hold a secret. */
export class OutboundRefused extends Error {
  override name = 'OutboundRefused';
  readonly reason: OutboundReason;

  constructor(reason: OutboundReason, host: string) {
    super(`the request to ${host || 'this address'} was refused: ${reason}`);
    this.reason = reason;
  }
}

export type OutboundRequest = {
  method?: string;
  headers?: Headers | Record<string, string>;
  body?: string | URLSearchParams | Uint8Array | null;
  signal?: AbortSignal;
};

/** The only way out of the server to addresses that people typed in: sign-in providers, push services, message gateways. */
export type Outbound = {
  /**
   * Like the web platform's `fetch`, but only over https and to public addresses. The name is looked up once, and the connection goes to
   * the address that was checked. No redirect is followed: its answer comes back as it is.
   * @throws OutboundRefused
   */
  fetch(url: string | URL, request?: OutboundRequest): Promise<Response>;
  /**
   * A large file, piece by piece, behind the same guard.
   * @throws OutboundRefused, also from among the pieces: `too_large` beyond `maxBytes`, `timeout` when it takes longer than ten minutes
   */
  download(url: string | URL, request: { headers?: Record<string, string>; maxBytes: number }): Promise<OutboundDownload>;
  /** The same guard for libraries that take an agent of Node's `https`. */
  readonly agent: https.Agent;
  /** Whether a URL may be entered at all; what its name leads to is looked up at each request. @throws OutboundRefused */
  check(url: string | URL): URL;
};

export type OutboundDownload = { status: number; pieces: AsyncIterable<Uint8Array> };

export type OutboundOptions = {
  /** Hosts, with a port or without, that may lie in a private network and may be spoken to over plain http: `cas.campus.example`, `127.0.0.1:9000`. */
  privateHosts: readonly string[];
  timeoutMs?: number;
  answerMaxBytes?: number;
  /** The addresses of a name; the machine's own resolver without it. */
  resolve?: (name: string) => Promise<LookupAddress[]>;
};

export function createOutbound(options: OutboundOptions): Outbound {
  const guard = guardOf(options);
  const agent = guarded(new https.Agent(), guard);
  const agents = { 'https:': agent, 'http:': guarded(new http.Agent(), guard) };
  const check = (text: string | URL): URL => {
    if (!URL.canParse(text.toString())) throw new OutboundRefused('url', '');
    const url = new URL(text);
    if (url.username !== '' || url.password !== '') throw new OutboundRefused('url', url.hostname);
    const isPrivate = guard.mayBePrivate(url.hostname, url.port || (url.protocol === 'https:' ? 443 : 80));
    if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isPrivate)) throw new OutboundRefused('scheme', url.hostname);
    if (isIP(bare(url.hostname)) !== 0 && !isPrivate && !isPublicAddress(bare(url.hostname))) throw new OutboundRefused('private', url.hostname);
    return url;
  };
  return {
    agent,
    check,
    download: (text, request) => download(check(text), request, agents),
    fetch: async (text, request = {}) => {
      const url = check(text);
      const timeout = AbortSignal.timeout(options.timeoutMs ?? TIMEOUT_MS);
      const signal = request.signal ? AbortSignal.any([timeout, request.signal]) : timeout;
      try {
        return await exchange(url, { ...request, signal }, { agents, answerMaxBytes: options.answerMaxBytes ?? ANSWER_MAX_BYTES });
      } catch (error) {
        throw timeout.aborted ? new OutboundRefused('timeout', url.hostname) : error;
      }
    },
  };
}

type Guard = ReturnType<typeof guardOf>;

function guardOf({ privateHosts, resolve = (name) => lookUpName(name, { all: true }) }: OutboundOptions) {
  const listed = new Set(privateHosts.map((host) => host.toLowerCase()));
  const mayBePrivate = (host: string, port: number | string) => listed.has(bare(host)) || listed.has(`${bare(host)}:${port}`);
  /** The addresses that a connection may go to. One closed address among several refuses the name, since the next look-up may turn them round. */
  const addressesOf = async (host: string, port: number | string): Promise<LookupAddress[]> => {
    const family = isIP(host);
    const found = family !== 0 ? [{ address: host, family }] : await resolve(host).catch(() => []);
    if (found.length === 0) throw new OutboundRefused('unresolved', host);
    if (!mayBePrivate(host, port) && !found.every(({ address }) => isPublicAddress(address))) throw new OutboundRefused('private', host);
    return found;
  };
  return { mayBePrivate, addressesOf };
}

/** What an agent is asked to connect to; of its many fields only these concern the guard. */
type Wanted = { host?: string | null; port?: number | string | null };
type Connected = (error: Error | null, stream: Duplex) => void;

/** An agent that looks every host up through the guard; an address in digits too, which Node would connect to without asking. */
function guarded<Kind extends http.Agent>(agent: Kind, guard: Guard): Kind {
  const connect = agent.createConnection.bind(agent);
  agent.createConnection = (wanted: Wanted, done?: Connected) => {
    guard.addressesOf(bare(wanted.host ?? ''), wanted.port ?? '').then(
      (addresses) => done?.(null, connect({ ...wanted, lookup: pinned(addresses) }) as Duplex), // Node's agents answer a socket unless they call back.
      (error: Error) => done?.(error, undefined as never), // Node reads no stream beside an error.
    );
    return undefined;
  };
  return agent;
}

/** A look-up that knows only what was checked. */
function pinned(addresses: LookupAddress[]): LookupFunction {
  const [first] = addresses;
  return (_name, options, found) => {
    if (options.all) found(null, addresses);
    else found(null, first?.address ?? '', first?.family);
  };
}

type Agents = { 'https:': http.Agent; 'http:': http.Agent };

function download(url: URL, request: { headers?: Record<string, string>; maxBytes: number }, agents: Agents): Promise<OutboundDownload> {
  const isPlain = url.protocol === 'http:';
  const options = {
    headers: { ...request.headers, 'accept-encoding': 'identity' },
    agent: agents[isPlain ? 'http:' : 'https:'],
    signal: AbortSignal.timeout(DOWNLOAD_TIMEOUT_MS),
  };
  const told = (error: Error) => (options.signal.aborted ? new OutboundRefused('timeout', url.hostname) : error);
  return new Promise((resolve, reject) => {
    const outgoing = (isPlain ? http : https).request(url, options, (answer) =>
      resolve({ status: answer.statusCode ?? 502, pieces: bounded(answer, { maxBytes: request.maxBytes, host: url.hostname, told }) }),
    );
    outgoing.on('error', (error) => reject(told(error)));
    outgoing.end();
  });
}

/** Pieces up to a limit; a file that was cut off on the way fails. */
async function* bounded(
  answer: http.IncomingMessage,
  of: { maxBytes: number; host: string; told: (error: Error) => Error },
): AsyncGenerator<Uint8Array> {
  let bytes = 0;
  try {
    for await (const piece of answer) {
      if (!(piece instanceof Uint8Array)) continue;
      bytes += piece.length;
      if (bytes > of.maxBytes) throw new OutboundRefused('too_large', of.host);
      yield piece;
    }
  } catch (error) {
    throw error instanceof Error ? of.told(error) : error;
  } finally {
    answer.destroy();
  }
}

type Way = { agents: Agents; answerMaxBytes: number };

function exchange(url: URL, request: OutboundRequest, way: Way): Promise<Response> {
  // A Request writes the type of a form's body into the headers, as fetch would.
  const headers = new Request('https://localhost', {
    method: 'POST',
    ...(request.headers && { headers: request.headers }),
    body: request.body ?? null,
  }).headers;
  headers.set('accept-encoding', 'identity');
  const { method = 'GET', signal } = request;
  const isPlain = url.protocol === 'http:';
  const options = { method, headers: Object.fromEntries(headers), agent: way.agents[isPlain ? 'http:' : 'https:'], ...(signal && { signal }) };
  return new Promise((resolve, reject) => {
    const outgoing = (isPlain ? http : https).request(url, options, (answer) => {
      const chunks: Buffer[] = [];
      let bytes = 0;
      answer.on('data', (chunk: Buffer) => {
        bytes += chunk.length;
        if (bytes > way.answerMaxBytes) answer.destroy(new OutboundRefused('too_large', url.hostname));
        else chunks.push(chunk);
      });
      answer.on('error', reject);
      answer.on('end', () => resolve(responseOf(answer, Buffer.concat(chunks))));
    });
    outgoing.on('error', reject);
    outgoing.end(request.body instanceof URLSearchParams ? request.body.toString() : (request.body ?? undefined));
  });
}

/** Rejects for what the web platform has no `Response` for, such as status 999: thrown in a listener, it would end the process. */
async function responseOf(answer: http.IncomingMessage, body: Buffer): Promise<Response> {
  const status = answer.statusCode ?? 502;
  const headers = new Headers();
  for (const [name, values] of Object.entries(answer.headersDistinct)) for (const value of values ?? []) headers.append(name, value);
  return new Response(BODILESS.has(status) ? null : new Uint8Array(body), { status, headers });
}

/** An IPv6 address without the brackets that a URL puts around it. */
function bare(host: string): string {
  return host.replace(/^\[|\]$/g, '').toLowerCase();
}
