export {
  ACCOUNT_KINDS,
  ACCOUNT_STATUSES,
  type Account,
  type AccountId,
  type AccountKind,
  type AccountStatus,
  CNY,
  type OpenAccount,
  type UnitId,
} from './account.ts';
export { type BrokenBalance, balanceOf, dayTotals, findBrokenBalances, foldPages, type TrialBalance, trialBalance } from './balances.ts';
export { type Batcher, type BatcherOptions, createBatcher } from './batcher.ts';
export {
  type ImposedLimits,
  imposeLimits,
  type Limits,
  raiseFence,
  raiseFences,
  reopenAccount,
  setAccountStatus,
  setLimits,
} from './change-account.ts';
export {
  type ChargeAnswer,
  type ChargeInput,
  DECLINE_REASONS,
  type DeclineReason,
  LEAST_PRESET_REASON,
  type Leg,
  MAX_SOURCES,
  type Source,
} from './charge.ts';
export { type ChargedPastLimits, chargePastLimits } from './charge-past-limits.ts';
export { chargeWithin } from './charge-within.ts';
export { closeBusinessDay, firstBusinessDay } from './close-business-day.ts';
export { countSpending, type Spending, uncountSpending } from './count-spending.ts';
export { findAccount, findAccounts, findAccountsOf, lockedAccount } from './find-account.ts';
export { findLegs, findTransfer, type KeyState } from './find-transfer.ts';
export { findTransfers } from './find-transfers.ts';
export { type ApplyPages, followJournal } from './follow-journal.ts';
export { forgetDeclines } from './forget-declines.ts';
export {
  type Authorisation,
  type AuthoriseAnswer,
  authoriseHold,
  type Capture,
  type Captured,
  captureHold,
  expireHolds,
  releaseHold,
} from './holds.ts';
export { isKeyUsed } from './is-key-used.ts';
export type { JournalPage, JournalPageWithTransfers, Subtotal } from './journal.ts';
export { keptOfCharges } from './kept-of-charges.ts';
export { findPage, listPages, type PageList } from './list-pages.ts';
export { openAccount, openAccounts, openUnit } from './open-account.ts';
export { type Posted, type Posting, type PostTransfer, post } from './post.ts';
export { type Refund, type Refunded, refund } from './refund.ts';
export { LedgerRefusal, LedgerUnavailable, REFUSAL_REASONS, type RefusalReason } from './refusal.ts';
export { type Remembered, rememberDecline, rememberedDecline, type UnknownPayerRefusal } from './remember-decline.ts';
export { type Reversal, type Reversed, reverse } from './reverse.ts';
export { createLedgerRoutes } from './routes.ts';
export type { LedgerTables } from './tables.ts';
export { keyOf, payerOf, TRANSFER_CODES, type Transfer } from './transfer.ts';
export { type BooksCheck, type BooksFault, type JournalPosition, journalPosition, type RunStep, verifyBooks } from './verify-books.ts';
export { anchorHeads, type ChainCheck, type ChainFault, verifyChain } from './verify-chain.ts';
export { credentialOf, viaOf } from './via.ts';
