import { AppError, type ErrorCode } from '@tessera/contract';
import { LedgerRefusal, type RefusalReason } from '../ledger/index.ts';

const CODES: Partial<Record<RefusalReason, ErrorCode>> = {
  original_unknown: 'payments.unknown',
  not_refundable: 'payments.unknown',
  refund_exceeds_original: 'payments.refund_exceeds',
  over_ceiling: 'payments.over_card_balance_limit',
  account_closed: 'payments.wallet_not_active',
  account_frozen: 'payments.wallet_not_active',
  key_reused: 'request.key_reused',
  key_declined: 'request.key_reused',
  reversed_before_arrival: 'request.key_reused',
};

/** For `.catch`: the ledger's refusal in the words of the contract; any other error as it came. */
export function refuse(error: unknown): never {
  const code = error instanceof LedgerRefusal ? CODES[error.reason] : undefined;
  throw code ? new AppError(code) : error;
}
