import type { Route } from '@tessera/contract';
import type { Actor } from '../../platform/ctx.ts';
import type { Database } from '../../platform/database.ts';
import { callerOf } from '../../platform/http/serve-routes.ts';
import type { RouteAct, Witness } from '../../platform/http/witness.ts';
import { type Act, record } from './record.ts';

const WINDOW_MS = 60_000;
/** Refused tries of one caller that are written down one by one in a minute; the rest of the minute is one count. */
export const REFUSALS_PER_CALLER = 20;
/** The same of all callers of one server together, so that many addresses fill the disk no faster than one. */
export const REFUSALS_PER_SERVER = 300;
/** Callers with a count of their own in a minute; all further ones share one. */
const COUNTED_CALLERS_MAX = 100;
/** Digits that a search may have been made with; more of them are half a phone number. */
const DIGITS = /\d(?=\d{4})/g;

const MANY: Actor = { kind: 'anonymous', permissions: new Set() };

export type WitnessParts = {
  database: Database;
  /** What a route is called: `members.getMember`. */
  nameOf: (route: Route) => string;
  onFault: (error: unknown) => void;
};

/** `flush` writes the counts of the minute that is over; `close` those that are left. */
export type AuditWitness = Witness & { flush: () => Promise<void>; close: () => Promise<void> };

type Tally = { actor: Actor; address: string; written: number; uncounted: number };

/** Writes refused tries and sensitive reads of all routes into the log. */
export function createWitness({ database, nameOf, onFault }: WitnessParts): AuditWitness {
  let tallies = new Map<string, Tally>();
  let written = 0;
  const write = (act: Pick<RouteAct, 'actor' | 'address'> & Partial<RouteAct>, what: Act): Promise<void> => {
    const { requestId, address, userAgent } = act;
    const options = { address, ...(requestId && { requestId }), ...(userAgent && { userAgent }) };
    return database.transaction(act.actor, options, (ctx) => record(ctx, what)).catch(onFault);
  };
  const tallyOf = (act: RouteAct): Tally => {
    const own = callerOf(act.actor, act.address);
    const caller = tallies.has(own) || tallies.size < COUNTED_CALLERS_MAX ? own : 'many';
    const tally = tallies.get(caller) ?? { actor: caller === 'many' ? MANY : act.actor, address: act.address, written: 0, uncounted: 0 };
    tallies.set(caller, tally);
    return tally;
  };
  const flush = async (): Promise<void> => {
    const over = [...tallies.values()].filter(({ uncounted }) => uncounted > 0);
    tallies = new Map();
    written = 0;
    for (const { actor, address, uncounted } of over) {
      await write(
        { actor, address },
        { action: 'audit.countRefusals', targetKind: 'refusals', targetId: null, outcome: 'refused', after: { count: uncounted } },
      );
    }
  };
  const timer = setInterval(() => void flush(), WINDOW_MS);
  timer.unref();
  return {
    refused: async (act, refusal) => {
      const tally = tallyOf(act);
      if (tally.written >= REFUSALS_PER_CALLER || written >= REFUSALS_PER_SERVER) {
        tally.uncounted += 1;
        return;
      }
      tally.written += 1;
      written += 1;
      await write(act, { ...namedBy(act, nameOf), outcome: 'refused', after: { code: refusal.code } });
    },
    read: (ctx, act, asked) => record(ctx, { ...namedBy(act, nameOf), outcome: 'read', ...askedFor(asked) }),
    flush,
    close: async () => {
      clearInterval(timer);
      await flush();
    },
  };
}

function namedBy({ route, target }: RouteAct, nameOf: WitnessParts['nameOf']): Pick<Act, 'action' | 'targetKind' | 'targetId'> {
  const action = nameOf(route);
  return { action, targetKind: target?.kind ?? action.split('.')[0] ?? action, targetId: target?.id ?? null };
}

/** What was looked for, without the place in the list and without whole numbers of a person. */
function askedFor(asked: Readonly<Record<string, unknown>>): Pick<Act, 'after'> {
  const said = Object.entries(asked).filter(([name, value]) => value !== undefined && name !== 'cursor' && name !== 'limit');
  if (said.length === 0) return {};
  return { after: Object.fromEntries(said.map(([name, value]) => [name, name === 'q' ? String(value).replace(DIGITS, '*') : value])) };
}
