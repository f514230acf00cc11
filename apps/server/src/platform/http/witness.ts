import type { AppError, Route } from '@tessera/contract';
import { isId } from '@tessera/kernel';
import type { FastifyRequest } from 'fastify';
import type { Actor, Ctx } from '../ctx.ts';
import { toAppError } from './problem.ts';

/** A request to a route, as far as somebody may have to answer for it later. */
export type RouteAct = {
  route: Route;
  actor: Actor;
  requestId: string;
  address: string;
  userAgent?: string;
  /** The first id in the path or, without one, in what was sent; `kind` is what the id's name says: `memberId` is of a `member`. */
  target: { kind: string; id: string } | null;
};

/** Writes down what must be found again. The server is handed one, since it knows no module. */
export type Witness = {
  /** Somebody tried what they have no right to, or an id that they do not see. In a transaction of its own; never throws. */
  refused(act: RouteAct, refusal: AppError): Promise<void>;
  /** Somebody reads with a route that is marked as sensitive; in the transaction of the read. `asked` is the query. */
  read(ctx: Ctx, act: RouteAct, asked: Readonly<Record<string, unknown>>): Promise<void>;
};

export function actOf(route: Route, request: FastifyRequest, actor: Actor): RouteAct {
  const userAgent = request.headers['user-agent'];
  return {
    route,
    actor,
    requestId: request.id,
    address: request.ip,
    ...(userAgent !== undefined && { userAgent }),
    target: targetIn(request.params) ?? targetIn(request.body) ?? targetIn(request.query),
  };
}

/**
 * The refusal that a witness is told of, if it is one: no right (403), or an unknown id (404), which is also what a foreign one is answered.
 * A form that is filled in wrong is nobody's concern.
 */
export function refusalOf(act: RouteAct, error: unknown): AppError | undefined {
  const refusal = toAppError(error);
  if (refusal?.status === 403) return refusal;
  return refusal?.status === 404 && act.target !== null ? refusal : undefined;
}

/** Only what is an id: any other text in a path may be a secret. */
function targetIn(part: unknown): RouteAct['target'] {
  if (typeof part !== 'object' || part === null) return null;
  for (const [name, value] of Object.entries(part)) {
    if (name.endsWith('Id') && typeof value === 'string' && isId(value)) return { kind: name.slice(0, -2), id: value };
  }
  return null;
}
