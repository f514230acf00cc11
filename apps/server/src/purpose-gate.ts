import { NECESSARY_PURPOSE } from '@tessera/contract';
import { requireConsent } from './modules/privacy/index.ts';
import type { BoundRoute, Call } from './platform/bind.ts';
import type { Ctx } from './platform/ctx.ts';
import type { Database } from './platform/database.ts';

/**
 * Puts the question for consent in front of every route that names an optional purpose; the others are served as they are, so the charge
 * path pays nothing for it.
 */
export function gateByPurpose(database: Database, bound: readonly BoundRoute[]): BoundRoute[] {
  return bound.map((one): BoundRoute => {
    const { purpose } = one.route;
    if (purpose === undefined || purpose === NECESSARY_PURPOSE) return one;
    const ask = (ctx: Ctx) => requireConsent(ctx, purpose);
    const askFirst = (call: Call) => database.transaction(call.actor, { readOnly: true }, ask);
    if (one.mode === 'transaction') return { ...one, run: after(ask, one.run) };
    if (one.mode === 'direct') return { ...one, run: after(askFirst, one.run) };
    return { ...one, run: after(askFirst, one.run) };
  });
}

function after<At, Output>(ask: (at: At) => Promise<void>, run: (at: At, input: never) => Promise<Output>) {
  return async (at: At, input: never): Promise<Output> => {
    await ask(at);
    return run(at, input);
  };
}
