import { parseArgs } from 'node:util';

export const PARTS = ['ledger', 'http', 'socket', 'bulk', 'worker'] as const;
export type Part = (typeof PARTS)[number];

export type Options = {
  readonly json: boolean;
  /** Measured seconds of a line in a round, and the seconds before that do not count. */
  readonly seconds: number;
  readonly warmUpSeconds: number;
  /** Of the lines beside the yardstick, and of the others. */
  readonly rounds: number;
  readonly furtherRounds: number;
  readonly parts: ReadonlySet<Part>;
  /** Where the server writes a processor profile when it stops. */
  readonly profileDirectory: string | undefined;
};

export const USAGE = `npm run bench -- [--quick] [--seconds N] [--only ${PARTS.join(',')}] [--json] [--profile DIRECTORY]
  --quick      two seconds a line, under three minutes in all; figures are rough
  --seconds N  how long each line is measured in each round, 6 without it
  --only A,B   these parts only; the yardstick always runs
  --json       the result as JSON on the output, progress on the error output
  --profile D  the server writes a processor profile into D
With BENCH_DATABASE_URL it uses an empty database of yours instead of an embedded one; its owner needs CREATEROLE.`;

/** @throws Error with one sentence for what was mistyped */
export function readOptions(words: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...words],
    options: {
      json: { type: 'boolean', default: false },
      quick: { type: 'boolean', default: false },
      seconds: { type: 'string' },
      only: { type: 'string' },
      profile: { type: 'string' },
    },
  });
  const seconds = Number(values.seconds ?? (values.quick ? 2 : 6));
  if (!(seconds >= 1 && seconds <= 120)) throw new Error('--seconds is a number from 1 to 120.');
  const named = values.only?.split(',') ?? [...PARTS];
  const unknown = named.filter((name) => !PARTS.some((part) => part === name));
  if (unknown.length > 0) throw new Error(`--only knows ${PARTS.join(', ')}, not ${unknown.join(', ')}.`);
  return {
    json: values.json,
    seconds,
    warmUpSeconds: Math.min(1, seconds / 4),
    rounds: 3,
    furtherRounds: values.quick ? 1 : 3,
    parts: new Set(PARTS.filter((part) => named.includes(part))),
    profileDirectory: values.profile,
  };
}
