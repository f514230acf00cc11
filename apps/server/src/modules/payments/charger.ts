import { AppError, type ChargeAnswer, type ChargeItem, type DeclineReason } from '@tessera/contract';
import { systemActor } from '../../platform/ctx.ts';
import type { Database } from '../../platform/database.ts';
import { countWrongCode, nodeHmac } from '../cards/index.ts';
import { type ChargeAnswer as LedgerAnswer, type Batcher, LedgerRefusal, LedgerUnavailable, TRANSFER_CODES } from '../ledger/index.ts';
import { checkPin } from '../wallets/index.ts';
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
    for (let look = 1; look <= LOOKS_MAX; look += 1) {
      const answer = await chargeOnce(parts, terminal, item);
      if (answer) return answer;
      parts.payers.forget(item.credential);
    }
    throw new AppError('request.busy');
  };
}

/** One try with what is remembered of the payer; undefined when that was out of date. */
async function chargeOnce(parts: ChargerParts, terminal: TerminalFacts, item: ChargeItem): Promise<ChargeAnswer | undefined> {
  const lookup = await parts.payers.find(item.credential);
  if (!lookup.found) return declineUnrecorded(parts, terminal, { item, reason: lookup.reason });
  const { payer } = lookup;
  const decision = decideCharge(nodeHmac, item, { payer, terminal, now: parts.clock() });
  if (decision.kind === 'wrongCode') return refuseWrongCode(parts, terminal, item);
  const settled = decision.kind === 'needsPin' ? await settlePin(parts, item, { payer, decision }) : decision;
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

async function settlePin(
  parts: ChargerParts,
  item: ChargeItem,
  asked: { payer: PayerFacts; decision: { nonce?: number } },
): Promise<Decision & { kind: 'post' }> {
  const nonce = asked.decision.nonce === undefined ? {} : { nonce: asked.decision.nonce };
  const check = { walletId: asked.payer.walletId, pin: item.pin ?? '' };
  const verdict = await parts.database.transaction(systemActor('payments'), { requestId: item.key }, (ctx) => checkPin(ctx, check));
  if (verdict === 'right') return { kind: 'post', ...nonce };
  const reason: DeclineReason = verdict === 'wrong' ? 'pin_wrong' : verdict === 'locked' ? 'pin_locked' : 'pin_not_set';
  return { kind: 'post', ...nonce, reason };
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
