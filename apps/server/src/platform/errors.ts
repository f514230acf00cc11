/** The database cannot be reached or has cut us off. The caller may try again later; a route answers 503. */
export class DatabaseUnavailable extends Error {
  override name = 'DatabaseUnavailable';
  /** True when the connection was lost while committing: the transaction may have been kept. Only an idempotency key can tell. */
  readonly outcomeUnknown: boolean;
  /** True when a connection of the pool was found dead before anything was asked of it: another one may be alive. */
  readonly wasIdle: boolean;

  constructor(cause: unknown, { outcomeUnknown = false, wasIdle = false } = {}) {
    super('the database cannot be reached', { cause });
    this.outcomeUnknown = outcomeUnknown;
    this.wasIdle = wasIdle;
  }
}

/** SQLSTATE classes and codes, and codes of the network, that mean "no connection" rather than "wrong statement". */
const LOST_CONNECTION = /^(08...|57P0[1235]|53300|ECONN(REFUSED|RESET|ABORTED)|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|EAI_AGAIN)$/;
/** The driver reports these without a code. */
const LOST_CONNECTION_MESSAGE =
  /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error|Client was closed|Cannot use a pool after calling end)/;

export function isConnectionLoss(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  // A missing file is a connection only when it is the database's socket.
  if (codeOf(error) === 'ENOENT') return 'syscall' in error && error.syscall === 'connect';
  return LOST_CONNECTION.test(codeOf(error) ?? '') || LOST_CONNECTION_MESSAGE.test(error.message);
}

/** The SQLSTATE or system code of an error, when it has one. */
export function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}
