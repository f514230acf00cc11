import { type DestinationStream, type Logger, pino } from 'pino';

export type { Logger } from 'pino';

/** What is held of people under seal; `value` is what an unnamed one of them is sent as. */
const PERSONAL_FIELDS = ['phone', 'email', 'idNumber', 'bankAccount', 'birthDate', 'value'];
/** Names of fields whose value never reaches the log, at the top level and one or two levels down. */
const SECRET_FIELDS = ['authorization', 'cookie', 'set-cookie', 'password', 'pin', 'token', 'seed', 'code', 'secret', ...PERSONAL_FIELDS];

const redactedPaths = SECRET_FIELDS.flatMap((field) => {
  const key = field.includes('-') ? `["${field}"]` : field;
  const dot = key.startsWith('[') ? '' : '.';
  return [key, `*${dot}${key}`, `*.*${dot}${key}`];
});

/**
 * The server's log: one JSON object per line on standard output, or into `destination`.
 * An error's own `code` ("23505", "cards.frozen") stays readable because errors are serialised under `err`, where it is renamed `errorCode`.
 */
export function createLog(options: { level: string }, destination?: DestinationStream): Logger {
  const settings = {
    level: options.level,
    base: null,
    redact: { paths: redactedPaths, censor: '[hidden]' },
    serializers: { err: describeError, error: describeError },
  };
  return destination ? pino(settings, destination) : pino(settings);
}

type LoggedError = { type: string; message: string; errorCode?: string; stack?: string; cause?: LoggedError };

/** Keeps only what explains the failure: a database error's `detail` may hold a row's values, so it is left out. */
function describeError(value: unknown): unknown {
  return value instanceof Error ? describe(value, 0) : value;
}

const MAX_CAUSES = 5;

function describe(error: Error, depth: number): LoggedError {
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined;
  return {
    type: error.name,
    message: error.message,
    ...(code === undefined ? {} : { errorCode: code }),
    ...(error.stack === undefined ? {} : { stack: error.stack }),
    ...(error.cause instanceof Error && depth < MAX_CAUSES ? { cause: describe(error.cause, depth + 1) } : {}),
  };
}
