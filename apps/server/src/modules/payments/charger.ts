import { AppError, type ChargeAnswer, type ChargeItem, type DeclineReason } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import { systemActor } from '../../platform/ctx.ts';
import type { Database } from '../../platform/database.ts';
import { countWrongCode, nodeHmac } from '../cards/index.ts';
import { type Batcher, type ChargeAnswer as LedgerAnswer, LedgerRefusal, LedgerUnavailable, TRANSFER_CODES } from '../ledger/index.ts';
import { checkPin, type PinVerdict } from '../wallets/index.ts';
import { viaOf } from './credential-codes.ts';
import { type Decision, decideCharge, type PayerFacts } from './decide-charge.ts';
import { declineOf, presetOf } from './decline.ts';
import { findCharge } from './find-charge.ts';
import type { PayerBook } from './payer-facts.ts';
import type { TerminalFacts } from './terminal-facts.ts';

/** How often a charge looks again after its facts turned out to be old; each look reads the database anew. */
const LOOKS_MAX = 4;

export type ChargerParts = { database: Database; batcher: Batcher; payers: PayerBook; clock: () => Date };
/**
 * Charges a payer at a terminal: the one way, whichever of the three doors the request came through. Answers only after commit.
 * @throws AppError `request.key_reused`, `request.busy`, `request.unavailable`
 */
export type Charger = (terminal: TerminalFacts, item: ChargeItem) => Promise<ChargeAnswer>;

export function createCharger(parts: ChargerParts): Charger {
  return async (terminal, item) => {
    // However often the charge looks again, a PIN is checked, and a wrong one counted, once.
    let verdict: Promise<PinVerdict> | undefined;
    const pinVerdict = (walletId: Id<'wallet'>) => (verdict ??= judgePin(parts, item, walletId));
    for (let look = 1; look <= LOOKS_MAX; look += 1) {
      const answer = await chargeOnce(parts, terminal, { item, pinVerdict });
      if (answer) return answer;
      parts.payers.forget(item.credential);
    }
    throw new AppError('request.busy');
  };
}

/** One try with what is remembered of the payer; undefined when that was out of date. */
async function chargeOnce(
  parts: ChargerParts,
  terminal: TerminalFacts,
  asked: { item: ChargeItem; pinVerdict: (walletId: Id<'wallet'>) => Promise<PinVerdict> },
): Promise<ChargeAnswer | undefined> {
  const { item } = asked;
  const lookup = await parts.payers.find(item.credential);
  if (!lookup.found) return declineUnrecorded(parts, terminal, { item, reason: lookup.reason });
  const { payer } = lookup;
  const decision = decideCharge(nodeHmac, item, { payer, terminal, now: parts.clock() });
  if (decision.kind === 'wrongCode') return refuseWrongCode(parts, terminal, item);
  const settled = decision.kind === 'needsPin' ? settlePin(decision, await asked.pinVerdict(payer.walletId)) : decision;
  const answer = await post(parts, terminal, { item, payer, decision: settled });
  return toAnswer(item, payer, answer);
}

async function post(
  parts: ChargerParts,
  terminal: TerminalFacts,
  charge: { item: ChargeItem; payer: PayerFacts; decision: Decision & { kind: 'post' } },
): Promise<LedgerAnswer> {
  const { item, payer, decision } = charge;
  return parts.batcher
    .charge({
      id: item.key,
      debit: payer.accountId,
      credit: terminal.merchantAccountId,
      amountMinor: item.amountMinor,
      code: TRANSFER_CODES.payment,
      fence: payer.fence,
      ...(decision.nonce !== undefined && { nonce: decision.nonce }),
      ...(decision.reason && { presetReason: presetOf(decision.reason) }),
      origin: terminal.terminalId,
      via: viaOf(item.credential.kind),
      content: contentOf(terminal, item),
    })
    .catch((error: unknown) => {
      if (error instanceof LedgerUnavailable) throw new AppError('request.unavailable');
      if (error instanceof LedgerRefusal && error.reason === 'busy') throw new AppError('request.busy');
      if (error instanceof LedgerRefusal && error.reason === 'key_invalid') throw new AppError('request.invalid', { path: 'key' });
      throw error;
    });
}

/** What makes two requests under one key the same, besides accounts and amount: the device and the credential as it was shown. */
function contentOf(terminal: TerminalFacts, { credential }: ChargeItem): string {
  const shown = credential.kind === 'code' ? credential.code : credential.kind === 'card' ? credential.uid : credential.memberNumber;
  return `${terminal.terminalId} ${credential.kind} ${shown}`;
}

function toAnswer(item: ChargeItem, payer: PayerFacts, answer: LedgerAnswer): ChargeAnswer | undefined {
  const told = { key: item.key, amountMinor: answer.amountMinor, replayed: answer.replayed, at: answer.at };
  switch (answer.outcome) {
    case 'approved': {
      const legs = [{ purse: 'cash' as const, amountMinor: answer.amountMinor }];
      return { outcome: 'approved', ...told, balanceAfterMinor: answer.balanceAfterMinor, holder: payer.holder, legs };
    }
    case 'declined':
      return { outcome: 'declined', ...told, reason: declineOf(answer.reason) };
    case 'key_reused':
      throw new AppError('request.key_reused');
    case 'stale':
      return undefined;
  }
}

/** In a transaction of its own, so that a wrong PIN counts although the charge is declined. */
function judgePin(parts: ChargerParts, item: ChargeItem, walletId: Id<'wallet'>): Promise<PinVerdict> {
  const check = { walletId, pin: item.pin ?? '' };
  return parts.database.transaction(systemActor('payments'), { requestId: item.key }, (ctx) => checkPin(ctx, check));
}

const PIN_REASONS = { wrong: 'pin_wrong', locked: 'pin_locked', unset: 'pin_not_set' } as const satisfies Record<string, DeclineReason>;

function settlePin(decision: { nonce?: number }, verdict: PinVerdict): Decision & { kind: 'post' } {
  const nonce = decision.nonce === undefined ? {} : { nonce: decision.nonce };
  return verdict === 'right' ? { kind: 'post', ...nonce } : { kind: 'post', ...nonce, reason: PIN_REASONS[verdict] };
}

async function refuseWrongCode(parts: ChargerParts, terminal: TerminalFacts, item: ChargeItem): Promise<ChargeAnswer> {
  const answer = await declineUnrecorded(parts, terminal, { item, reason: 'code_wrong' });
  if (answer.outcome === 'declined' && !answer.replayed && item.credential.kind === 'code') {
    const handle = item.credential.code.slice(2, 11);
    await parts.database.transaction(systemActor('payments'), { requestId: item.key }, (ctx) => countWrongCode(ctx, handle));
  }
  return answer;
}

/** There is no wallet to remember the refusal under. The key may still be known: a code that paid may have expired since. */
async function declineUnrecorded(
  parts: ChargerParts,
  terminal: TerminalFacts,
  refusal: { item: ChargeItem; reason: DeclineReason },
): Promise<ChargeAnswer> {
  const { item, reason } = refusal;
  const options = { requestId: item.key, readOnly: true };
  const known = await parts.database.transaction(systemActor('payments'), options, (ctx) => findCharge(ctx, { key: item.key, terminal }));
  if (known.outcome !== 'unknown') {
    if (known.amountMinor !== item.amountMinor) throw new AppError('request.key_reused');
    return { ...known, replayed: true };
  }
  return { outcome: 'declined', key: item.key, amountMinor: item.amountMinor, reason, replayed: false, at: parts.clock() };
}
