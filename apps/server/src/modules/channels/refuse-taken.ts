import { AppError, type ErrorCode } from '@tessera/contract';

/** What only one order may have, by the name of what says so in the database. */
const TAKEN: Readonly<Record<string, ErrorCode>> = {
  order_pkey: 'request.key_reused',
  order_out_trade_no_key: 'request.key_reused',
  order_transaction_key: 'channels.reference_taken',
  order_reference_key: 'channels.reference_taken',
};

/** For `.catch`: what somebody else took at the same moment, in the words of the contract; any other error as it came. */
export function refuseTaken(error: unknown): never {
  const name = error instanceof Error && 'constraint' in error && typeof error.constraint === 'string' ? error.constraint : '';
  const code = Object.hasOwn(TAKEN, name) ? TAKEN[name] : undefined;
  throw code ? new AppError(code) : error;
}
