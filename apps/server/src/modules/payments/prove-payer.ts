import type { ChargeItem, DeclineReason } from '@tessera/contract';
import type { Id, Minor } from '@tessera/kernel';
import { readPayCode } from '@tessera/rules';
import { systemActor } from '../../platform/ctx.ts';
import type { Database } from '../../platform/database.ts';
import type { SecretBox } from '../../platform/secret-box.ts';
import { countWrongCode, nodeHmac } from '../cards/index.ts';
import { checkPin, type PinVerdict } from '../wallets/index.ts';
import { decideCharge, judgePayer, type PayerFacts } from './decide-charge.ts';
import type { PayerBook } from './payer-facts.ts';
import type { TerminalFacts } from './terminal-facts.ts';

export type ProofParts = { database: Database; secrets: SecretBox; payers: PayerBook; clock: () => Date };

/** Who pays with what they showed, as `chargeWithin` wants to know it: the fence says how old that is. */
export type ProvenPayer = { readonly payer: PayerFacts; readonly nonce?: number };
/** A payer who may not; a value for whoever sells to tell. */
export class PaymentDeclined extends Error {
  override name = 'PaymentDeclined';
  readonly reason: DeclineReason;
  constructor(reason: DeclineReason) {
    super(reason);
    this.reason = reason;
  }
}
/** The payer's facts have changed since they were read: look again. */
export class PayerStale extends Error {
  override name = 'PayerStale';
}

type Shown = { key: string; credential: Extract<ChargeItem['credential'], { kind: 'code' | 'card' }>; pin: string | undefined };

/**
 * Judges card or code, terminal and PIN for something worth `worthMinor`, for modules that sell in a transaction of their own. Wrong codes and PINs
 * count, so it is asked before that transaction. @throws PaymentDeclined
 */
export async function provePayer(parts: ProofParts, shown: Shown, at: { terminal: TerminalFacts; worthMinor: Minor }): Promise<ProvenPayer> {
  const lookup = await parts.payers.find(shown.credential);
  if (!lookup.found) throw new PaymentDeclined(lookup.reason);
  const { payer } = lookup;
  const item = { key: shown.key as Id<'payment'>, credential: shown.credential, amountMinor: at.worthMinor, pin: shown.pin }; // The rules ask nothing of the key.
  const decision = decideCharge(nodeHmac, item, { payer, terminal: at.terminal, now: parts.clock() });
  if (decision.kind === 'post' && decision.reason) {
    if (decision.reason === 'code_wrong') await countWrong(parts, shown);
    throw new PaymentDeclined(decision.reason);
  }
  if (decision.kind === 'needsPin') await demandPin(parts, { payer, pin: shown.pin, requestId: shown.key });
  return { payer, ...(decision.nonce !== undefined && { nonce: decision.nonce }) };
}

export type Place = { merchantStatus: 'active' | 'suspended'; merchantCategory: string | null };

/** The same for a member who is signed in on their own phone. @throws PaymentDeclined */
export async function proveMember(
  parts: ProofParts,
  shown: { key: string; memberNumber: string; pin: string | undefined },
  at: Place & { worthMinor: Minor },
): Promise<ProvenPayer> {
  const lookup = await parts.payers.find({ kind: 'member', memberNumber: shown.memberNumber });
  if (!lookup.found) throw new PaymentDeclined(lookup.reason);
  const { payer } = lookup;
  const reason = judgePayer(payer, at);
  if (reason) throw new PaymentDeclined(reason);
  if (at.worthMinor > payer.noPinFloorMinor) {
    if (shown.pin === undefined) throw new PaymentDeclined(payer.pin === 'set' ? 'pin_required' : PIN_REASONS[payer.pin]);
    await demandPin(parts, { payer, pin: shown.pin, requestId: shown.key });
  }
  return { payer };
}

const PIN_REASONS = { wrong: 'pin_wrong', locked: 'pin_locked', unset: 'pin_not_set' } as const satisfies Record<string, DeclineReason>;

/** In a transaction of its own, so that a wrong one counts. */
async function demandPin(parts: ProofParts, of: { payer: PayerFacts; pin: string | undefined; requestId: string }): Promise<void> {
  const verdict: PinVerdict = await parts.database.transaction(systemActor('payments'), { requestId: of.requestId }, (ctx) =>
    checkPin(ctx, { walletId: of.payer.walletId, pin: of.pin ?? '' }, parts.secrets),
  );
  if (verdict !== 'right') throw new PaymentDeclined(PIN_REASONS[verdict]);
}

async function countWrong({ database }: ProofParts, { key, credential }: Shown): Promise<void> {
  const code = credential.kind === 'code' ? readPayCode(credential.code) : undefined;
  if (code) await database.transaction(systemActor('payments'), { requestId: key }, (ctx) => countWrongCode(ctx, code.handle));
}
