import { newId } from '@tessera/kernel';
import type { Api } from './api.ts';
import type { ErrorCode, ErrorParams, Problem } from './errors.ts';
import type { MEMBER_ROUTES } from './member-routes.gen.ts';
import type { RequestOf, ResponseOf, Route } from './route.ts';
import { ROUTES } from './routes.gen.ts';

type CallOptions = { key?: string; signal?: AbortSignal };
type Call<R extends Route> =
  Record<never, never> extends RequestOf<R>
    ? (input?: RequestOf<R>, options?: CallOptions) => Promise<ResponseOf<R>>
    : (input: RequestOf<R>, options?: CallOptions) => Promise<ResponseOf<R>>;
/** A generated table of routes, by module and name. */
export type RouteTable = Readonly<Record<string, Readonly<Record<string, RouteRow>>>>;
/** `client.cards.freezeCard({ cardId })`: one call per route of the table, typed by the contract. */
export type ClientOf<Table> = {
  [M in keyof Table & keyof Api]: { [K in keyof Table[M] & keyof Api[M]]: Api[M][K] extends Route ? Call<Api[M][K]> : never };
};
export type Client = ClientOf<typeof ROUTES>;
/** What everybody who signs in has. */
export type SelfClient = ClientOf<typeof MEMBER_ROUTES>;

/** A refusal by the server, or `request.unreachable` when no answer came. */
export class ProblemError extends Error {
  override readonly name = 'ProblemError';
  readonly code: ErrorCode | 'request.unreachable';
  readonly status: number;
  readonly params: ErrorParams;
  readonly requestId: string | undefined;

  constructor(problem: Pick<Problem, 'status' | 'params' | 'requestId'> & { code: ErrorCode | 'request.unreachable' }) {
    super(problem.code);
    this.code = problem.code;
    this.status = problem.status;
    this.params = problem.params;
    this.requestId = problem.requestId;
  }
}

export type ClientOptions = {
  /** `''` in a browser, or an origin such as `http://127.0.0.1:8080`. */
  origin?: string;
  headers?: () => Record<string, string>;
  fetch?: typeof fetch;
};

/** The client of every route. An app takes `createClientOf` with the table of its own people, which is a part of it. */
export function createClient(options: ClientOptions = {}): Client {
  return createClientOf(ROUTES, options);
}

/**
 * The typed client. Needs no schema at run time: the route tables are generated from the contract. An idempotent route gets a new key for
 * every call; pass `key` to repeat a request that may already have arrived.
 */
export function createClientOf<Table extends RouteTable>(routes: Table, options: ClientOptions = {}): ClientOf<Table> {
  const modules: Record<string, Record<string, unknown>> = {};
  for (const [moduleName, table] of Object.entries(routes)) {
    modules[moduleName] = Object.fromEntries(
      Object.entries(table).map(([name, route]) => [name, (input: unknown, call?: CallOptions) => send(options, route, { input, ...call })]),
    );
  }
  return modules as ClientOf<Table>; // The generated table has the contract's modules and routes; a check compares them.
}

type RouteRow = readonly [method: string, path: string, idempotent: boolean, file?: 'upload' | 'download'];

async function send(options: ClientOptions, route: RouteRow, call: CallOptions & { input: unknown }): Promise<unknown> {
  const [method, template, idempotent, transfer] = route;
  const { file, ...rest }: Record<string, unknown> = { ...(typeof call.input === 'object' ? call.input : undefined) };
  const path = template.replace(/:(\w+)/g, (_, name: string) => {
    const value = String(rest[name]);
    delete rest[name];
    return encodeURIComponent(value);
  });
  const query = new URLSearchParams();
  if (method === 'GET' || transfer === 'upload')
    for (const [name, value] of Object.entries(rest)) if (value !== undefined) query.set(name, String(value));
  const headers: Record<string, string> = { accept: 'application/json', ...options.headers?.() };
  if (idempotent) headers['idempotency-key'] = call.key ?? newId();
  const init: RequestInit = { method, headers, credentials: 'same-origin', signal: call.signal ?? null };
  if (transfer === 'upload') init.body = formOf(file);
  else if (method !== 'GET') {
    headers['content-type'] = 'application/json';
    init.body = JSON.stringify(file === undefined ? rest : { ...rest, file });
  }
  const url = `${options.origin ?? ''}/api${path}${query.size > 0 ? `?${query}` : ''}`;
  const response = await (options.fetch ?? fetch)(url, init).catch(unreachable);
  return transfer === 'download' && response.ok ? response.blob().catch(unreachable) : receive(response);
}

/** The browser writes the content type itself, with the boundary that it chose. */
function formOf(file: unknown): FormData {
  const form = new FormData();
  if (file instanceof File) form.append('file', file, file.name);
  return form;
}

function unreachable(error: unknown): never {
  if (error instanceof DOMException && error.name === 'AbortError') throw error;
  throw new ProblemError({ code: 'request.unreachable', status: 0, params: {} });
}

async function receive(response: Response): Promise<unknown> {
  const body = await response.json().catch(() => undefined);
  if (response.ok && body !== undefined) return body;
  if (isProblem(body)) throw new ProblemError(body);
  throw new ProblemError({ code: response.ok ? 'request.failed' : 'request.unreachable', status: response.status, params: {} });
}

function isProblem(body: unknown): body is Problem {
  return typeof body === 'object' && body !== null && 'code' in body && typeof body.code === 'string';
}
