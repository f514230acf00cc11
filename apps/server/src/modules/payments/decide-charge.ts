import type { ChargeItem, DeclineReason } from '@tessera/contract';
import type { Id, Minor } from '@tessera/kernel';
import { checkPayCode, type Hmac, payCodeNonce, readPayCode } from '@tessera/rules';
import type { GiftCardFacts } from '../giftcards/index.ts';
import type { MealFacts } from '../mealplans/index.ts';
import type { PurseFacts } from '../subsidies/index.ts';
import type { TerminalFacts } from './terminal-facts.ts';

/** What the charge path knows of a payer, remembered for a while. The fence tells the ledger how old that knowledge is. */
export type PayerFacts = {
  walletId: Id<'wallet'>;
  accountId: number;
  fence: number;
  /** The lower of the holder's own and the guardians'. */
  noPinFloorMinor: Minor;
  /** Kinds of merchants at which guardians let nothing be paid. */
  refusedCategories: readonly string[];
  pin: 'unset' | 'set' | 'locked';
  walletStatus: 'active' | 'frozen' | 'closed';
  cardStatus: 'active' | 'frozen' | 'void';
  /** What the wallet holds beside its cash, subsidies and gift cards, wherever it may be spent. */
  purses: readonly (PurseFacts | GiftCardFacts)[];
  /** Plans that may pay for a meal, whatever was taken of them: a charge that could take one counts under their lock. */
  meals: readonly MealFacts[];
  holder: { nameMasked: string; memberNumberMasked: string };
  /** Of a virtual card: what its codes are made with, and until when wrong ones have locked it. */
  seed: Uint8Array | undefined;
  /** Of a card of the system before ours: from then on it pays no more. */
  endsAt: Date | undefined;
  /** Of what is printed on the card: the generation that pays. */
  printGeneration: number | undefined;
  lockedUntil: Date | undefined;
};

/** `post` goes to the ledger, with a reason when it is to be remembered as declined; `needsPin` asks for the PIN's check first. */
export type Decision = { kind: 'post'; nonce?: number; reason?: DeclineReason } | { kind: 'needsPin'; nonce?: number };

export type ChargeFacts = { payer: PayerFacts; terminal: TerminalFacts; now: Date /** Of a printed code. */; printed?: PrintedTerms };
/** Which generation the code is of, and whether the operator lets it pay above the floor. */
export type PrintedTerms = { generation: number; paysAboveFloor: boolean };

/** Every rule that does not need the money: card, code, terminal, PIN. The ledger checks limits and funds. Pure. */
export function decideCharge(hmac: Hmac, item: ChargeItem, at: ChargeFacts): Decision {
  const { payer, terminal, now } = at;
  const code = item.credential.kind === 'code' ? judgeCode(hmac, item.credential.code, { payer, now }) : {};
  const nonce = code.nonce === undefined ? {} : { nonce: code.nonce };
  const reason =
    code.reason ??
    judgeStanding(payer) ??
    judgePrinted(item, at) ??
    judgeAge(payer, now) ??
    judgeTerminal(terminal, item.amountMinor) ??
    judgePlace(payer, terminal) ??
    judgePin(item, payer);
  if (reason) return { kind: 'post', ...nonce, reason };
  return item.amountMinor > payer.noPinFloorMinor ? { kind: 'needsPin', ...nonce } : { kind: 'post', ...nonce };
}

function judgeCode(hmac: Hmac, text: string, at: { payer: PayerFacts; now: Date }): { nonce?: number; reason?: DeclineReason } {
  const { payer, now } = at;
  const parts = readPayCode(text);
  if (!parts || !payer.seed) return { reason: 'code_malformed' };
  if (payer.lockedUntil && payer.lockedUntil > now) return { reason: 'code_locked' };
  const verdict = checkPayCode(hmac, payer.seed, { parts, atMs: now.getTime() });
  if (!verdict.valid) return { reason: verdict.reason === 'expired' ? 'code_expired' : 'code_wrong' };
  return { nonce: payCodeNonce(verdict.step, parts.index) };
}

/** What was printed before the card was lost and found may be in anybody's hands; and a copy pays above the floor only where the operator says so. */
function judgePrinted({ credential, amountMinor }: ChargeItem, { payer, printed }: ChargeFacts): DeclineReason | undefined {
  if (credential.kind !== 'printed') return undefined;
  if (!printed || printed.generation !== payer.printGeneration) return 'printed_code_retired';
  return amountMinor > payer.noPinFloorMinor && !printed.paysAboveFloor ? 'printed_code_over_floor' : undefined;
}

function judgeStanding(payer: PayerFacts): DeclineReason | undefined {
  if (payer.cardStatus === 'void') return 'card_void';
  if (payer.cardStatus === 'frozen') return 'card_frozen';
  if (payer.walletStatus === 'frozen') return 'wallet_frozen';
  if (payer.walletStatus === 'closed') return 'wallet_closed';
  return undefined;
}

/** What forbids a member who is known by other means than a card or code to pay at a merchant. Pure. */
export function judgePayer(payer: PayerFacts, at: Pick<TerminalFacts, 'merchantStatus' | 'merchantCategory'>): DeclineReason | undefined {
  const suspended = at.merchantStatus === 'active' ? undefined : ('merchant_suspended' as const);
  return judgeStanding(payer) ?? suspended ?? judgePlace(payer, at);
}

function judgeAge({ endsAt }: PayerFacts, now: Date): DeclineReason | undefined {
  return endsAt && endsAt <= now ? 'card_outdated' : undefined;
}

function judgeTerminal(terminal: TerminalFacts, amountMinor: Minor): DeclineReason | undefined {
  if (terminal.merchantStatus !== 'active') return 'merchant_suspended';
  return amountMinor > terminal.maxAmountMinor ? 'over_terminal_limit' : undefined;
}

function judgePlace(payer: PayerFacts, { merchantCategory }: Pick<TerminalFacts, 'merchantCategory'>): DeclineReason | undefined {
  return merchantCategory !== null && payer.refusedCategories.includes(merchantCategory) ? 'guardian_refused_place' : undefined;
}

/** Above the floor a PIN is needed; what is written down somewhere, a member number or an emergency code, never pays above it, PIN or not. */
function judgePin(item: ChargeItem, payer: PayerFacts): DeclineReason | undefined {
  if (item.amountMinor <= payer.noPinFloorMinor) return undefined;
  if (item.credential.kind === 'member' || item.credential.kind === 'emergency') return 'static_code_over_floor';
  if (payer.pin === 'unset') return 'pin_not_set';
  if (payer.pin === 'locked') return 'pin_locked';
  return item.pin === undefined ? 'pin_required' : undefined;
}
