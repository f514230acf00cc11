/**
 * How the points business does at size: `npm run bench:benefits -- [--scale 0.01] [--only pricing,closing] [--json]`. Everything is measured on one
 * database of its own, beside a yardstick that does the same work plainly, and held against the records. Fails where a sum differs by one, or
 * something takes longer than promised.
 */
import { parseArgs } from 'node:util';
import { openGround } from '../ground.ts';
import { closing } from './closing.ts';
import { dashboards } from './dashboards.ts';
import { grants } from './grants.ts';
import { type Figure, isKept, type Part } from './part.ts';
import { pricing } from './pricing.ts';
import { takings } from './takings.ts';

/** In this order: dashboards read what was closed. */
const PARTS: Readonly<Record<string, Part>> = { pricing, closing, dashboards, takings, grants };
const USAGE = `npm run bench:benefits -- [--scale N] [--only ${Object.keys(PARTS).join(',')}] [--json]
  --scale N    of the full size, 1 without it: 0.01 takes about a minute
  --only A,B   these parts only; dashboards need closing before them
  --json       the figures as JSON on the output, progress on the error output`;

type Options = { readonly scale: number; readonly names: readonly string[]; readonly json: boolean };

/** @throws Error with one sentence for what was mistyped */
function readOptions(words: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...words],
    options: { json: { type: 'boolean', default: false }, scale: { type: 'string', default: '1' }, only: { type: 'string' } },
  });
  const scale = Number(values.scale);
  if (!(scale > 0 && scale <= 1)) throw new Error('--scale is a number above 0, up to 1.');
  const named = values.only?.split(',') ?? Object.keys(PARTS);
  const unknown = named.filter((name) => !PARTS[name]);
  if (unknown.length > 0) throw new Error(`--only knows ${Object.keys(PARTS).join(', ')}, not ${unknown.join(', ')}.`);
  return { scale, names: Object.keys(PARTS).filter((name) => named.includes(name)), json: values.json };
}

async function measure({ scale, names }: Options, say: (text: string) => void): Promise<Figure[]> {
  const ground = await openGround(process.env.BENCH_DATABASE_URL);
  try {
    const figures: Figure[] = [];
    for (const name of names) {
      say(`${name} …`);
      figures.push(...((await PARTS[name]?.({ ground, scale, say })) ?? []));
    }
    return figures;
  } finally {
    await ground.close();
  }
}

/** As Markdown, so that it can be kept. */
function tableOf(figures: readonly Figure[]): string {
  const shown = (value: number | undefined, digits: number) => (value === undefined ? '' : value.toFixed(digits));
  const rows = figures.map((figure) => {
    const { what, p50, value, unit, most } = figure;
    const digits = unit === 'MB' ? 0 : unit === 's' ? 1 : 2;
    const verdict = most === undefined ? '' : `${most} ${unit}: ${isKept(figure) ? 'met' : '**missed**'}`;
    return `| ${what} | ${shown(p50, digits)} | ${shown(value, digits)} ${unit} | ${verdict} |`;
  });
  return ['| what | p50 | p99, or once | promised |', '|---|---:|---:|---|', ...rows].join('\n');
}

async function main(): Promise<void> {
  const words = process.argv.slice(2);
  if (words.includes('--help')) return console.info(USAGE);
  const options = readOptions(words);
  const figures = await measure(options, options.json ? console.error : console.info);
  console.info(options.json ? JSON.stringify({ scale: options.scale, figures }, null, 2) : tableOf(figures));
  if (!figures.every(isKept)) process.exitCode = 1;
}

await main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
