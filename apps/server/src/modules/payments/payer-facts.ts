import type { ChargeItem, DeclineReason } from '@tessera/contract';

import type { Minor } from '@tessera/kernel';
import { readPayCode } from '@tessera/rules';
import { LRUCache } from 'lru-cache';
import { type Ctx, systemActor } from '../../platform/ctx.ts';
import type { Database } from '../../platform/database.ts';
import type { SecretBox } from '../../platform/secret-box.ts';
import { type CredentialFacts, findCredentials, openPrintedCode, type ShownCredential } from '../cards/index.ts';
import { giftCardFacts } from '../giftcards/index.ts';
import { allowanceFacts } from '../guardians/index.ts';
import { mealFacts } from '../mealplans/index.ts';
import { findMembers, findMembersByNumber, type MemberView, maskName, maskNumber } from '../members/index.ts';
import { purseFacts } from '../subsidies/index.ts';
import { findWalletsOfMembers, spendingFacts } from '../wallets/index.ts';
import type { PayerFacts } from './decide-charge.ts';

/** Payers that one process remembers: about 60 MB when full. */
const PAYERS_MAX = 100_000;
/** A name or a masked number may be this old; whether the card may pay is guarded by the fence, not by time. */
const TTL_MS = 10 * 60_000;
/** How often the clock is read for it at most. */
const TTL_RESOLUTION_MS = 1_000;
/** Look-ups that one query answers. */
const LOOKUPS_MAX = 500;

type Credential = ChargeItem['credential'];
export type PayerLookup = { found: true; payer: PayerFacts } | { found: false; reason: DeclineReason };
export type PayerBook = {
  /** Answers without a promise when the payer is remembered. */
  find(credential: Credential): PayerLookup | Promise<PayerLookup>;
  /** The ledger answered `stale`: the next look-up asks the database. */
  forget(credential: Credential): void;
};

export type PayerBookParts = { database: Database; secrets: SecretBox };

/** The payers behind credentials, remembered; look-ups that miss at the same time are one set of queries. */
export function createPayerBook(parts: PayerBookParts): PayerBook {
  const known = new LRUCache<string, PayerFacts>({ max: PAYERS_MAX, ttl: TTL_MS, ttlResolution: TTL_RESOLUTION_MS });
  let waiting = new Map<string, Waiting>();

  const load = async (): Promise<void> => {
    const batch = [...waiting.values()];
    waiting = new Map();
    for (let from = 0; from < batch.length; from += LOOKUPS_MAX) await answer(parts, known, batch.slice(from, from + LOOKUPS_MAX));
  };

  return {
    find(credential) {
      const key = keyOf(credential, parts.secrets);
      if (key === undefined) return { found: false, reason: credential.kind === 'printed' ? 'printed_code_forged' : 'code_malformed' };
      const payer = known.get(key);
      if (payer) return { found: true, payer };
      const asked = waiting.get(key);
      if (asked) return asked.promise;
      if (waiting.size === 0) setImmediate(() => void load());
      const one = waitingFor(key, credential);
      waiting.set(key, one);
      return one.promise;
    },
    forget(credential) {
      const key = keyOf(credential, parts.secrets);
      if (key !== undefined) known.delete(key);
    },
  };
}

type Waiting = {
  key: string;
  credential: Credential;
  promise: Promise<PayerLookup>;
  resolve: (lookup: PayerLookup) => void;
  reject: (error: unknown) => void;
};

function waitingFor(key: string, credential: Credential): Waiting {
  let resolve: Waiting['resolve'] = () => {};
  let reject: Waiting['reject'] = () => {};
  const promise = new Promise<PayerLookup>((yes, no) => {
    resolve = yes;
    reject = no;
  });
  return { key, credential, promise, resolve, reject };
}

/** What a credential is known by; undefined for digits that are no pay code at all, and for a printed code that we did not make. */
function keyOf(credential: Credential, secrets: SecretBox): string | undefined {
  if (credential.kind === 'card') return `u${credential.uid}`;
  if (isByNumber(credential)) return `m${credential.memberNumber.toLowerCase()}`;
  if (credential.kind === 'printed') {
    const printed = openPrintedCode(credential.printedCode, secrets);
    return printed && `p${printed.printId}`;
  }
  const parts = readPayCode(credential.code);
  return parts && `c${parts.handle}`;
}

async function answer(parts: PayerBookParts, known: LRUCache<string, PayerFacts>, batch: Waiting[]): Promise<void> {
  try {
    // One snapshot for all queries: a status and the fence that guards it must not come from two different moments.
    const options = { readOnly: true, isolation: 'repeatable read', requestId: 'payer-book' } as const;
    const lookups = await parts.database.transaction(systemActor('payments'), options, (ctx) => lookUp(ctx, parts.secrets, batch));
    for (const [index, one] of batch.entries()) {
      const lookup = lookups[index];
      if (!lookup) throw new Error('a look-up was lost');
      if (lookup.found) known.set(one.key, lookup.payer);
      one.resolve(lookup);
    }
  } catch (error) {
    for (const one of batch) one.reject(error);
  }
}

async function lookUp(ctx: Ctx, secrets: SecretBox, batch: readonly Waiting[]): Promise<PayerLookup[]> {
  const cards = await findCards(ctx, secrets, batch);
  const numbers = batch.flatMap(({ credential }) => (isByNumber(credential) ? [credential.memberNumber] : []));
  const byNumber = await findMembersByNumber(ctx, numbers);
  const ofMembers = await findWalletsOfMembers(
    ctx,
    [...byNumber.values()].map((member) => member.id),
  );
  const walletIds = new Set([...cards.values(), ...ofMembers.values()].map((one) => one.walletId));
  const wallets = new Map((await spendingFacts(ctx, [...walletIds])).map((wallet) => [wallet.walletId, wallet]));
  const purses = await purseFacts(ctx, [...wallets.keys()]);
  const giftCards = await giftCardFacts(ctx, [...wallets.keys()]);
  const meals = await mealFacts(ctx, [...wallets.keys()]);
  const members = await findMembers(ctx, [...new Set([...wallets.values()].map((wallet) => wallet.memberId))]);

  const allowances = await allowanceFacts(ctx, [...members.keys()]);

  return batch.map(({ key, credential }) => {
    const card = cards.get(key);
    const member = isByNumber(credential) ? namedOnly(byNumber.get(credential.memberNumber.toLowerCase())) : undefined;
    const walletId = card?.walletId ?? (member && ofMembers.get(member.id)?.walletId);
    const wallet = walletId && wallets.get(walletId);
    const holder = wallet && members.get(wallet.memberId);
    const allowance = wallet && allowances.get(wallet.memberId);
    if (!wallet || !holder) return { found: false, reason: UNKNOWN[credential.kind] };
    return {
      found: true,
      payer: {
        walletId: wallet.walletId,
        accountId: wallet.accountId,
        fence: wallet.fence,
        noPinFloorMinor: lowerOf(wallet.noPinFloorMinor, allowance?.noPinFloorMinor),
        refusedCategories: allowance?.refusedCategories ?? [],
        pin: wallet.pin,
        // A member who has left pays by nothing; closing and opening raise the fence in the same transaction.
        walletStatus: holder.status === 'closed' ? 'closed' : wallet.status,
        cardStatus: card?.status ?? 'active',
        purses: [...(purses.get(wallet.walletId) ?? []), ...(giftCards.get(wallet.walletId) ?? [])],
        meals: meals.get(wallet.walletId) ?? [],
        holder: { nameMasked: maskName(holder.name), memberNumberMasked: maskNumber(holder.memberNumber) },
        seed: card?.seed,
        endsAt: card?.endsAt,
        printGeneration: card?.printGeneration,
        lockedUntil: card?.lockedUntil,
      },
    };
  });
}

/** Whoever has an anonymous card pays by its chip and without a PIN: its number, which anybody may have read, is nobody's. */
function namedOnly(member: MemberView | undefined): MemberView | undefined {
  return member?.kind === 'anonymous' ? undefined : member;
}

/** Of the holder's own floor and the guardians', where they have set one. */
function lowerOf(own: Minor, imposed: Minor | null | undefined): Minor {
  return imposed !== null && imposed !== undefined && imposed < own ? imposed : own;
}

/** Both say whose wallet it is by the same number; whether an emergency code is right, the charge asks. */
function isByNumber(credential: Credential): credential is Extract<Credential, { memberNumber: string }> {
  return credential.kind === 'member' || credential.kind === 'emergency';
}

const UNKNOWN = {
  code: 'code_unknown',
  card: 'card_unknown',
  printed: 'printed_code_unknown',
  member: 'member_unknown',
  emergency: 'member_unknown',
} as const satisfies Record<Credential['kind'], DeclineReason>;

async function findCards(ctx: Ctx, secrets: SecretBox, batch: readonly Waiting[]): Promise<Map<string, CredentialFacts>> {
  const asked = batch.flatMap(({ key, credential }): { key: string; credential: ShownCredential }[] => {
    if (isByNumber(credential)) return [];
    if (credential.kind === 'card') return [{ key, credential: { kind: 'card', uid: credential.uid } }];
    return [{ key, credential: credential.kind === 'printed' ? { kind: 'printed', printId: key.slice(1) } : { kind: 'code', handle: key.slice(1) } }];
  });
  const found = await findCredentials(
    ctx,
    asked.map(({ credential }) => credential),
    secrets,
  );
  const cards = new Map<string, CredentialFacts>();
  for (const [index, { key }] of asked.entries()) {
    const card = found[index];
    if (card) cards.set(key, card);
  }
  return cards;
}
