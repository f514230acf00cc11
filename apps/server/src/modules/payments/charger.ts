import { AppError, type ChargeAnswer, type ChargeItem, type DeclineReason } from '@tessera/contract';
import { businessDayOf, type Id } from '@tessera/kernel';
import { readPayCode } from '@tessera/rules';
import { type Ctx, systemActor } from '../../platform/ctx.ts';
import type { Database } from '../../platform/database.ts';
import { checkKeyAge } from '../../platform/idempotency.ts';
import type { SecretBox } from '../../platform/secret-box.ts';
import { countWrongCode, nodeHmac, openPrintedCode } from '../cards/index.ts';
import {
  type Batcher,
  type ChargeInput,
  findTransfer,
  type ChargeAnswer as LedgerAnswer,
  LedgerRefusal,
  LedgerUnavailable,
  type Leg,
  type Remembered,
  rememberDecline,
  rememberedDecline,
  type Source,
  TRANSFER_CODES,
  viaOf,
} from '../ledger/index.ts';
import type { TakenMeal } from '../mealplans/index.ts';
import { readSetting } from '../settings/index.ts';
import { checkPin, type PinVerdict } from '../wallets/index.ts';
import { chargeByEmergencyCode } from './charge-by-emergency-code.ts';
import { chargeWithMeal, mealsNow } from './charge-with-meal.ts';
import { type Decision, decideCharge, type PayerFacts, type PrintedTerms } from './decide-charge.ts';
import { declineOf, presetOf } from './decline.ts';
import { cashLeg, describeLegs, type LegView, legsFromMemory } from './describe-legs.ts';
import { findCharge } from './find-charge.ts';
import type { PayerBook } from './payer-facts.ts';
import { sourcesFor } from './sources.ts';
import type { TerminalFacts } from './terminal-facts.ts';

/** How often a charge looks again after its facts turned out to be old; each look reads the database anew. */
const LOOKS_MAX = 4;

export type ChargerParts = { database: Database; secrets: SecretBox; batcher: Batcher; payers: PayerBook; clock: () => Date; timeZone: string };
/**
 * Charges a payer at a terminal: the one way, whichever of the three doors the request came through. Answers only after commit.
 * @throws AppError `request.key_reused`, `request.busy`, `request.unavailable`, `request.invalid` for a key from another time
 */
export type Charger = (terminal: TerminalFacts, item: ChargeItem) => Promise<ChargeAnswer>;

/** One charge on its way. However often it looks again, a PIN is checked, and a wrong one counted, once. */
type Charge = {
  readonly terminal: TerminalFacts;
  readonly item: ChargeItem;
  readonly content: string;
  verdict: Promise<PinVerdict> | undefined;
};

export function createCharger(parts: ChargerParts): Charger {
  const pepper = parts.secrets.keyedHash('payments.credential', 'pepper');
  return async (terminal, item) => {
    checkKeyAge(item.key, parts.clock());
    const charge: Charge = { terminal, item, content: contentOf(pepper, terminal, item), verdict: undefined };
    for (let look = 1; look <= LOOKS_MAX; look += 1) {
      const answer = await chargeOnce(parts, charge);
      if (answer) return answer;
      parts.payers.forget(item.credential);
    }
    throw new AppError('request.busy');
  };
}

/** One try with what is remembered of the payer; undefined when that was out of date. */
async function chargeOnce(parts: ChargerParts, charge: Charge): Promise<ChargeAnswer | undefined> {
  const { item, terminal } = charge;
  const known = parts.payers.find(item.credential);
  const lookup = known instanceof Promise ? await known : known;
  if (!lookup.found) return declineUnknown(parts, charge, lookup.reason);
  const { payer } = lookup;
  const printed = item.credential.kind === 'printed' ? await printedTerms(parts, item, item.credential.printedCode) : undefined;
  const decision = decideCharge(nodeHmac, item, { payer, terminal, now: parts.clock(), ...(printed && { printed }) });
  const settled = decision.kind === 'post' ? decision : settlePin(decision, await pinVerdict(parts, charge, payer.walletId));
  const { told, taken } = await post(parts, charge, { payer, decision: settled });
  if (told.outcome === 'key_reused') return declinedBefore(parts, charge);
  const legs = told.outcome === 'approved' && told.legs ? await purseLegs(parts, charge, { payer, legs: told.legs, taken }) : undefined;
  const answer = toAnswer(item, payer, { told, legs });
  if (answer?.outcome === 'declined' && answer.reason === 'code_wrong' && !answer.replayed) await countWrong(parts, item);
  return answer;
}

/** Read anew for each such charge: it is rare, and what the operator stops must stop at once. */
async function printedTerms(parts: ChargerParts, item: ChargeItem, code: string): Promise<PrintedTerms | undefined> {
  const printed = openPrintedCode(code, parts.secrets);
  const paysAboveFloor = await asPayments(parts, item, (ctx) => readSetting(ctx, 'cards.printedAboveFloor'));
  return printed && { generation: printed.generation, paysAboveFloor };
}

type Posted = { told: LedgerAnswer; taken?: TakenMeal };

/** Nearly every charge goes straight into the batcher; what needs a transaction of its own goes past it. */
async function post(parts: ChargerParts, charge: Charge, of: { payer: PayerFacts; decision: Decision & { kind: 'post' } }): Promise<Posted> {
  const { terminal, item } = charge;
  const asked = askedOf(parts, charge, of);
  const meals = of.decision.reason ? [] : mealsNow(parts, of.payer, terminal);
  try {
    if (item.credential.kind === 'emergency') {
      const { walletId } = of.payer;
      return { told: await chargeByEmergencyCode(parts, { asked, walletId, code: item.credential.emergencyCode, meals, terminal }) };
    }
    const fed = meals.length > 0 ? await chargeWithMeal(parts, { asked, meals, terminal }) : undefined;
    return fed ?? { told: await parts.batcher.charge(asked) };
  } catch (error) {
    throw refusalOf(error);
  }
}

/** What the ledger is asked. Each field by name: to spread one object into another costs more than all else here. */
function askedOf(parts: ChargerParts, charge: Charge, of: { payer: PayerFacts; decision: Decision & { kind: 'post' } }): ChargeInput {
  const { payer, decision } = of;
  const booking = bookingOf(charge);
  return {
    id: booking.id,
    debit: payer.accountId,
    credit: booking.credit,
    amountMinor: booking.amountMinor,
    code: booking.code,
    origin: booking.origin,
    via: booking.via,
    content: booking.content,
    fence: payer.fence,
    nonce: decision.nonce,
    presetReason: decision.reason && presetOf(decision.reason),
    sources: payer.purses.length === 0 || decision.reason ? undefined : sourcesNow(parts, charge, payer),
  };
}

function sourcesNow(parts: ChargerParts, { terminal }: Charge, payer: PayerFacts): Source[] {
  return sourcesFor(payer, { terminal, businessOn: businessDayOf(parts.clock(), parts.timeZone) });
}

/** Which purses bore a charge. One that it emptied is forgotten, so that the next charge is a plain one. */
async function purseLegs(
  parts: ChargerParts,
  { item }: Charge,
  of: { payer: PayerFacts; legs: readonly Leg[]; taken: TakenMeal | undefined },
): Promise<LegView[]> {
  const { payer, legs } = of;
  const isPurse = (account: number) => payer.purses.some(({ accountId }) => accountId === account);
  if (legs.some(({ account, balanceAfterMinor }) => balanceAfterMinor === 0 && isPurse(account))) parts.payers.forget(item.credential);
  return legsFromMemory(payer, of) ?? asPayments(parts, item, (ctx) => describeLegs(ctx, item.key, legs));
}

function refusalOf(error: unknown): unknown {
  if (error instanceof LedgerUnavailable) return new AppError('request.unavailable');
  return error instanceof LedgerRefusal && error.reason === 'busy' ? new AppError('request.busy') : error;
}

/** What the books hold of a charge, whoever pays. */
function bookingOf({ item, terminal, content }: Charge) {
  return {
    id: item.key,
    credit: terminal.merchantAccountId,
    amountMinor: item.amountMinor,
    code: TRANSFER_CODES.payment,
    origin: terminal.terminalId,
    via: viaOf(item.credential.kind),
    content,
  };
}

/**
 * What makes two requests under one key the same, besides accounts and amount: the device and the credential as shown. The ledger keeps
 * 52 bits of a hash of it; with the pepper in it, which no dump holds, nobody finds the credential by trying all of them.
 */
function contentOf(pepper: string, terminal: TerminalFacts, { credential }: ChargeItem): string {
  return `${terminal.terminalId} ${credential.kind} ${shownOf(credential)} ${pepper}`;
}

function shownOf(credential: ChargeItem['credential']): string {
  if (credential.kind === 'code') return credential.code;
  if (credential.kind === 'card') return credential.uid;
  if (credential.kind === 'printed') return credential.printedCode;
  return credential.kind === 'emergency' ? `${credential.memberNumber} ${credential.emergencyCode}` : credential.memberNumber;
}

type Told = { told: Exclude<LedgerAnswer, { outcome: 'key_reused' }>; legs: LegView[] | undefined };

function toAnswer(item: ChargeItem, payer: PayerFacts, { told: answer, legs }: Told): ChargeAnswer | undefined {
  const { key } = item;
  const { amountMinor, replayed, at } = answer;
  switch (answer.outcome) {
    case 'approved': {
      const { balanceAfterMinor } = answer;
      return { outcome: 'approved', key, amountMinor, balanceAfterMinor, holder: payer.holder, legs: legs ?? [cashLeg(answer)], replayed, at };
    }
    case 'declined':
      return { outcome: 'declined', key, amountMinor, reason: declineOf(answer.reason), replayed, at };
    case 'stale':
      return undefined;
  }
}

function pinVerdict(parts: ChargerParts, charge: Charge, walletId: Id<'wallet'>): Promise<PinVerdict> {
  charge.verdict ??= judgePin(parts, charge.item, walletId);
  return charge.verdict;
}

/** In a transaction of its own, so that a wrong PIN counts although the charge is declined; a retry of a key that has its answer counts nothing. */
function judgePin(parts: ChargerParts, item: ChargeItem, walletId: Id<'wallet'>): Promise<PinVerdict> {
  return asPayments(parts, item, async (ctx) => {
    const known = await findTransfer(ctx, item.key);
    return known.state === 'unknown' ? checkPin(ctx, { walletId, pin: item.pin ?? '' }, parts.secrets) : 'right';
  });
}

const PIN_REASONS = { wrong: 'pin_wrong', locked: 'pin_locked', unset: 'pin_not_set' } as const satisfies Record<string, DeclineReason>;

function settlePin(decision: { nonce?: number }, verdict: PinVerdict): Decision & { kind: 'post' } {
  const nonce = decision.nonce === undefined ? {} : { nonce: decision.nonce };
  return verdict === 'right' ? { kind: 'post', ...nonce } : { kind: 'post', ...nonce, reason: PIN_REASONS[verdict] };
}

async function countWrong(parts: ChargerParts, { key, credential }: ChargeItem): Promise<void> {
  const code = credential.kind === 'code' ? readPayCode(credential.code) : undefined;
  if (code) await asPayments(parts, { key }, (ctx) => countWrongCode(ctx, code.handle));
}

/** Nobody knows the payer. The key may still be known: a handle that paid may have been replaced since. */
async function declineUnknown(parts: ChargerParts, charge: Charge, reason: DeclineReason): Promise<ChargeAnswer> {
  const { item, terminal } = charge;
  return asPayments(parts, item, async (ctx) => {
    const known = await findCharge(ctx, { key: item.key, terminal });
    if (known.outcome !== 'unknown') {
      if (known.amountMinor !== item.amountMinor) throw new AppError('request.key_reused');
      return { ...known, replayed: true };
    }
    const businessOn = businessDayOf(ctx.now, parts.timeZone);
    return toDecline(item, await rememberDecline(ctx, { ...bookingOf(charge), reason: presetOf(reason), businessOn }));
  });
}

/** The key was refused while its payer was unknown, or it belongs to another request. */
function declinedBefore(parts: ChargerParts, charge: Charge): Promise<ChargeAnswer> {
  return asPayments(parts, charge.item, async (ctx) => toDecline(charge.item, await rememberedDecline(ctx, bookingOf(charge))));
}

function toDecline(item: ChargeItem, remembered: Remembered | undefined): ChargeAnswer {
  if (!remembered) throw new AppError('request.key_reused');
  const { reason, at, replayed } = remembered;
  return { outcome: 'declined', key: item.key, amountMinor: item.amountMinor, reason: declineOf(reason), replayed, at };
}

function asPayments<Result>(parts: ChargerParts, { key }: { key: string }, fn: (ctx: Ctx) => Promise<Result>): Promise<Result> {
  return parts.database.transaction(systemActor('payments'), { requestId: key }, fn);
}
