import { AppError, commonErrors, ERRORS, type ErrorParams, type Problem, type Route } from '@tessera/contract';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { DatabaseUnavailable, isConnectionLoss } from '../errors.ts';
import { KeyReused } from '../idempotency.ts';

/** Seconds that a client is asked to wait when we are busy or cut off from the database. */
const RETRY_AFTER_SECONDS = 1;
/** Texts and dates that PostgreSQL cannot hold, such as one with a NUL, half a surrogate pair, or of the year 0. */
const UNSTORABLE: ReadonlySet<string> = new Set(['22021', '22P05', '22P02', '22007', '22008']);
const COMMON: ReadonlySet<string> = new Set(Object.keys(commonErrors));

/** Any thrown thing as a declared refusal; `undefined` for a fault of ours. */
export function toAppError(error: unknown): AppError | undefined {
  if (error instanceof AppError) return error;
  if (error instanceof z.ZodError) return new AppError('request.invalid', { issues: issuesOf(error) });
  if (error instanceof DatabaseUnavailable || isConnectionLoss(error)) return new AppError('request.unavailable');
  if (error instanceof KeyReused) return new AppError('request.key_reused');
  const code = codeOf(error);
  if (code !== undefined && UNSTORABLE.has(code)) return new AppError('request.invalid');
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE') return new AppError('request.too_large');
  if (code === 'FST_ERR_MAX_PARAM_LENGTH') return new AppError('request.not_found');
  if (code?.startsWith('FST_ERR_CTP') || code === 'FST_ERR_BAD_URL') return new AppError('request.malformed');
  if (statusOf(error) === 503) return new AppError('request.busy');
  if (statusOf(error) === 400) return new AppError('request.malformed');
  return undefined;
}

/** True when the route's contract names this code, or every route may answer it. */
export function isDeclared(route: Route, error: AppError): boolean {
  return COMMON.has(error.code) || route.errors.includes(error.code);
}

/** Answers with `application/problem+json`. A fault of ours is logged here, once, with the request's id. */
export function sendProblem(request: FastifyRequest, reply: FastifyReply, error: unknown): FastifyReply {
  const refusal = toAppError(error) ?? new AppError('request.failed');
  if (refusal.code === 'request.failed') request.log.error({ err: error, requestId: request.id }, 'request failed');
  if (refusal.status === 503) reply.header('retry-after', String(RETRY_AFTER_SECONDS));
  if (refusal.code === 'request.rate_limited') reply.header('retry-after', String(refusal.params.seconds));
  return reply.code(refusal.status).type('application/problem+json').send(problemOf(refusal, request.id));
}

export function problemOf(error: { code: AppError['code']; params: ErrorParams }, requestId: string): Problem {
  return {
    type: `urn:tessera:error:${error.code}`,
    title: error.code,
    status: ERRORS[error.code],
    code: error.code,
    params: error.params,
    requestId,
  };
}

/** Where each fault lies and which check found it; never the value, which may be a secret. */
function issuesOf(error: z.ZodError): { path: string; problem: string }[] {
  return error.issues.slice(0, 20).map((issue) => ({ path: issue.path.join('.'), problem: issue.code }));
}

function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}

/** The HTTP status that a library gave an error. */
export function statusOf(error: unknown): number | undefined {
  return error instanceof Error && 'statusCode' in error && typeof error.statusCode === 'number' ? error.statusCode : undefined;
}
