import { hash as hashOf } from 'node:crypto';
import { AppError, TERMINAL_PERMISSIONS } from '@tessera/contract';
import type { Id, Minor } from '@tessera/kernel';
import { LRUCache } from 'lru-cache';
import { type Actor, systemActor } from '../../platform/ctx.ts';
import type { Database } from '../../platform/database.ts';
import { findOrganizations } from '../organizations/index.ts';
import { findTerminalByToken } from '../terminals/index.ts';
import { merchantAccountOf } from './merchant-account.ts';

const TERMINALS_MAX = 20_000;
/** Changes are announced at once; this bounds what a lost announcement could cost. */
const TTL_MS = 30_000;
/** How often the clock is read for it at most. */
const TTL_RESOLUTION_MS = 1_000;

/** What the charge path knows of the device that asks. */
export type TerminalFacts = {
  terminalId: Id<'terminal'>;
  merchantId: Id<'organization'>;
  merchantAccountId: number;
  merchantStatus: 'active' | 'suspended';
  merchantCategory: string | null;
  maxAmountMinor: Minor;
  refundsAllowed: boolean;
  actor: Actor;
};

export type TerminalBook = {
  /** The terminal behind a device token; undefined when it is unknown or revoked. Answers without a promise when it is remembered. */
  find(token: string): TerminalFacts | undefined | Promise<TerminalFacts | undefined>;
  forget(change: { kind: string; id: string }): void;
  forgetAll(): void;
};

const factsByActor = new WeakMap<Actor, TerminalFacts>();
const permissions = new Set(TERMINAL_PERMISSIONS);

/** The facts behind an actor that a terminal book made. @throws AppError request.forbidden for any other actor */
export function factsOf(actor: Actor): TerminalFacts {
  const facts = factsByActor.get(actor);
  if (!facts) throw new AppError('request.forbidden');
  return facts;
}

/** From here on its actor is known as this device. */
export function presentFacts(facts: TerminalFacts): TerminalFacts {
  factsByActor.set(facts.actor, facts);
  return facts;
}

/** Devices by the hash of their token, so that the memory of a process holds no token that works. */
export function createTerminalBook(database: Database): TerminalBook {
  const known = new LRUCache<string, TerminalFacts>({ max: TERMINALS_MAX, ttl: TTL_MS, ttlResolution: TTL_RESOLUTION_MS });
  let epoch = 0;

  const remember = async (token: string, hash: string): Promise<TerminalFacts | undefined> => {
    const before = epoch;
    const facts = await load(database, token);
    if (!facts) return undefined;
    presentFacts(facts);
    // What was read before a change was announced must not be remembered after it.
    if (epoch === before) known.set(hash, facts);
    return facts;
  };

  return {
    find(token) {
      const hash = hashOf('sha256', token, 'base64url');
      return known.get(hash) ?? remember(token, hash);
    },
    forget(change) {
      epoch += 1;
      for (const [hash, facts] of known.entries()) {
        if ((change.kind === 'terminal' ? facts.terminalId : facts.merchantId) === change.id) known.delete(hash);
      }
    },
    forgetAll() {
      epoch += 1;
      known.clear();
    },
  };
}

function load(database: Database, token: string): Promise<TerminalFacts | undefined> {
  return database.transaction(systemActor('payments'), { requestId: 'terminal-book' }, async (ctx) => {
    const terminal = await findTerminalByToken(ctx, token);
    if (terminal?.status !== 'active') return undefined;
    const merchant = (await findOrganizations(ctx, [terminal.organizationId])).get(terminal.organizationId);
    if (!merchant) return undefined;
    return {
      terminalId: terminal.id,
      merchantId: terminal.organizationId,
      merchantAccountId: await merchantAccountOf(ctx, terminal.organizationId),
      merchantStatus: merchant.status,
      merchantCategory: merchant.category,
      maxAmountMinor: terminal.policy.maxAmountMinor,
      refundsAllowed: terminal.policy.refundsAllowed,
      actor: { kind: 'terminal', terminalId: terminal.id, merchantId: terminal.organizationId, permissions },
    };
  });
}
