import { AppError, type Permission, type Route, type Upload } from '@tessera/contract';
import { isId } from '@tessera/kernel';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { BoundRoute, Call, OutgoingFile } from '../bind.ts';
import type { Actor, Ctx } from '../ctx.ts';
import type { Database, TransactionOptions } from '../database.ts';
import { withinScope } from '../department-scope.ts';
import { checkKeyAge, once } from '../idempotency.ts';
import type { SecretBox } from '../secret-box.ts';
import { type AnswerWriter, answerWriter, checkedAnswerWriter } from './answer-writer.ts';
import { acceptUploads, FORM_OVERHEAD_BYTES, readUpload, sendFile } from './files.ts';
import { headersOf } from './headers.ts';
import { KEPT } from './kept-column.ts';
import type { Limiter } from './limiter.ts';
import { isDeclared, toAppError } from './problem.ts';
import { actOf, type RouteAct, refusalOf, type Witness } from './witness.ts';

const RATE_PER_MINUTE_DEFAULT = 600;

export type RouteHost = {
  database: Database;
  /** Seals what is kept of an answer: it may hold a code that is shown once. */
  secrets: SecretBox;
  authenticate: (request: FastifyRequest) => Promise<Actor> | Actor;
  limiter: Limiter;
  witness: Witness;
  clock: () => Date;
  /** True in tests: a code that the route does not declare becomes a fault of ours. */
  strictContract: boolean;
};

/** Serves every bound route under `/api`: who, may they, how often, what; then the use case; then the answer as the contract writes it. */
export function serveRoutes(app: FastifyInstance, host: RouteHost, bound: readonly BoundRoute[]): void {
  for (const one of bound) if (!one.route.upload) serveRoute(app, host, one);
  app.register(async (forms) => {
    await acceptUploads(forms);
    for (const one of bound) if (one.route.upload) serveRoute(forms, host, one);
  });
}

function serveRoute(app: FastifyInstance, host: RouteHost, one: BoundRoute): void {
  const write = host.strictContract ? checkedAnswerWriter(one.route) : answerWriter(one.route);
  app.route({
    method: one.route.method,
    url: `/api${one.route.path}`,
    ...(one.route.upload && { bodyLimit: one.route.upload.maxBytes + FORM_OVERHEAD_BYTES }),
    handler: (request, reply) => serve(host, one, { request, reply, write }),
  });
}

type Exchange = { request: FastifyRequest; reply: FastifyReply; write: AnswerWriter };

/** The answer as it goes out: JSON, or a file. A try that was refused is written down before the caller hears so. */
async function serve(host: RouteHost, bound: BoundRoute, exchange: Exchange): Promise<unknown> {
  const { request, reply } = exchange;
  const found = host.authenticate(request);
  const person = found instanceof Promise ? await found : found;
  try {
    const answer = await attempt(host, bound, { exchange, person, now: host.clock() });
    if (bound.mode === 'file') return sendFile(reply, answer as OutgoingFile); // What a route of this mode answers.
    reply.header('cache-control', 'no-store').type('application/json; charset=utf-8');
    return answer;
  } catch (error) {
    const act = actOf(bound.route, request, person);
    const refusal = refusalOf(act, error);
    if (refusal) await host.witness.refused(act, refusal);
    return fail(host, bound, error);
  }
}

type Asked = { exchange: Exchange; person: Actor; now: Date };
type Parsed = Asked & { actor: Actor; input: Record<string, unknown> };

/** Not an async function, nor are those it hands over to where there is nothing to wait for: a charge feels each promise. */
function attempt(host: RouteHost, bound: BoundRoute, { exchange, person, now }: Asked): Promise<unknown> {
  const { request } = exchange;
  const { route } = bound;
  limit(host, bound, { caller: callerOf(person, request.ip), nowMs: now.getTime() });
  allow(route, person);
  const asked = { exchange, person, now, actor: withinScope(person, route), input: parseInput(route, request, now) };
  return route.upload ? answerUpload(host, bound, { ...asked, upload: route.upload }) : answerParsed(host, bound, asked);
}

async function answerUpload(host: RouteHost, bound: BoundRoute, asked: Parsed & { upload: Upload }): Promise<unknown> {
  asked.input.file = await readUpload(asked.exchange.request, asked.upload);
  return answerParsed(host, bound, asked);
}

function answerParsed(host: RouteHost, bound: BoundRoute, asked: Parsed): Promise<unknown> {
  if (bound.mode === 'transaction') return answerInTransaction(host, bound, asked);
  const call = new HttpCall(asked.exchange, asked.actor, asked.now);
  const run = () => bound.run(call, asked.input as never); // The input was parsed by this route's own schemas.
  const answer = bound.mode === 'file' ? run() : answerOf(bound, asked.exchange, run);
  return bound.route.sensitive ? answer.then((given) => readWitnessed(host, bound, { asked, given })) : answer;
}

async function readWitnessed(host: RouteHost, { route }: BoundRoute, { asked, given }: { asked: Parsed; given: unknown }): Promise<unknown> {
  const act = actOf(route, asked.exchange.request, asked.person);
  await host.database.transaction(asked.actor, optionsOf(act), (ctx) => host.witness.read(ctx, act, askedOf(route, asked.input)));
  return given;
}

type InTransaction = Extract<BoundRoute, { mode: 'transaction' }>;

function answerInTransaction(host: RouteHost, bound: InTransaction, asked: Parsed): Promise<string> {
  const { exchange, person, actor, input } = asked;
  const act = actOf(bound.route, exchange.request, person);
  return host.database.transaction(actor, optionsOf(act), async (ctx) => {
    const answer = () => answerOf(bound, exchange, () => bound.run(ctx, input as never)); // The input was parsed by this route's own schemas.
    const given = bound.route.idempotent ? await answerOnce({ host, bound, asked, ctx }, answer) : await answer();
    if (bound.route.sensitive) await host.witness.read(ctx, act, askedOf(bound.route, input));
    return given;
  });
}

type Once = { host: RouteHost; bound: InTransaction; asked: Parsed; ctx: Ctx };

async function answerOnce({ host, bound, asked, ctx }: Once, answer: () => Promise<string>): Promise<string> {
  const { actor, input, exchange } = asked;
  const content = JSON.stringify({ route: bound.name, input });
  const claim = { scope: callerOf(actor, ''), key: String(input.key), fingerprint: host.secrets.keyedHash(KEPT, content) };
  const { response, replayed } = await once(ctx, claim, async () => host.secrets.seal(KEPT, await answer()));
  if (replayed) exchange.reply.header('idempotency-replayed', 'true');
  return host.secrets.open(KEPT, response);
}

function optionsOf({ requestId, address, userAgent }: RouteAct): TransactionOptions {
  return { requestId, address, ...(userAgent !== undefined && { userAgent }) };
}

/** What the query asked for, as far as the contract knows it. */
function askedOf(route: Route, input: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.keys(route.query?.shape ?? {}).map((name) => [name, input[name]]));
}

/** What the use case returns, as the contract writes it. A schema that breaks in here is a fault of ours and not the caller's: the input was good. */
async function answerOf(bound: BoundRoute, { write }: Exchange, run: () => Promise<unknown>): Promise<string> {
  try {
    return write(await run());
  } catch (error) {
    throw error instanceof z.ZodError ? new Error(`${bound.name} broke a schema after its input was read`, { cause: error }) : error;
  }
}

function fail(host: RouteHost, bound: BoundRoute, error: unknown): never {
  const refusal = toAppError(error);
  if (host.strictContract && refusal && !isDeclared(bound.route, refusal)) {
    throw new Error(`${bound.name} answered ${refusal.code}, which its contract does not declare`, { cause: error });
  }
  throw error;
}

/** One name per caller for limits and idempotency: the person, the device, or the address of someone unknown. */
export function callerOf(actor: Actor, address: string): string {
  if (actor.kind === 'staff') return `staff:${actor.staffId}`;
  if (actor.kind === 'member') return actor.guardianId ? `member:${actor.guardianId}:for:${actor.memberId}` : `member:${actor.memberId}`;
  if (actor.kind === 'terminal') return `terminal:${actor.terminalId}`;
  return `${actor.kind}:${address}`;
}

function limit(host: RouteHost, bound: BoundRoute, from: { caller: string; nowMs: number }): void {
  const perMinute = bound.route.ratePerMinute ?? RATE_PER_MINUTE_DEFAULT;
  const seconds = host.limiter.hit({ caller: `${bound.name} ${from.caller}`, perMinute }, from.nowMs);
  if (seconds > 0) throw new AppError('request.rate_limited', { seconds });
}

/** Throws unless the actor holds one of the route's permissions. */
export function allow(route: Pick<Route, 'permission'>, actor: Actor): void {
  const wanted: readonly Permission[] = typeof route.permission === 'string' ? [route.permission] : route.permission;
  if (wanted.includes('public') || wanted.some((permission) => actor.permissions.has(permission))) return;
  if (actor.kind !== 'anonymous') throw new AppError('request.forbidden');
  throw new AppError(actor.isUnfinished ? 'request.sign_in_unfinished' : 'request.unauthenticated');
}

/** Path, query or body, and the key, validated and laid flat. */
function parseInput(route: Route, request: FastifyRequest, now: Date): Record<string, unknown> {
  const params = route.params?.parse(request.params);
  const query = route.query?.parse(request.query);
  const body = route.body?.parse(request.body ?? {});
  // What a schema has read is an object of its own, and is not copied where nothing is to be laid beside it.
  const input: Record<string, unknown> = params || query ? { ...params, ...query, ...body } : (body ?? {});
  if (!route.idempotent) return input;
  const key = request.headers['idempotency-key'];
  if (typeof key !== 'string' || key === '') throw new AppError('request.key_missing');
  if (!isId(key)) throw new AppError('request.key_malformed');
  checkKeyAge(key, now);
  input.key = key;
  return input;
}

class HttpCall implements Call {
  readonly actor: Actor;
  readonly now: Date;
  readonly requestId: string;
  readonly address: string;
  readonly #exchange: Exchange;

  constructor(exchange: Exchange, actor: Actor, now: Date) {
    this.actor = actor;
    this.now = now;
    this.requestId = exchange.request.id;
    this.address = exchange.request.ip;
    this.#exchange = exchange;
  }

  get headers(): Headers {
    return headersOf(this.#exchange.request);
  }

  readonly setCookies = (cookies: readonly string[]): void => {
    for (const cookie of cookies) this.#exchange.reply.header('set-cookie', cookie);
  };
}
