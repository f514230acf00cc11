/**
 * A month of member services, played day by day by the use cases that play it in life: three issuers, five merchants, ten thousand members. Then every
 * figure is computed once more, from the ledger's entries and from points and prices alone. `node --import tsx
 * apps/server/bench/simulate-month.ts [members] [redemptions a day]`. Fails where one fen differs.
 */
import { openGround } from './ground.ts';
import { type Figure, figuresOf, wrongOf } from './month/figures.ts';
import { faultsOf, liveMonth } from './month/live.ts';

const MEMBERS_DEFAULT = 10_000;
const PER_DAY_DEFAULT = 700;

function print(figures: readonly Figure[]): void {
  const shown = ({ kind }: Figure, minor: string) =>
    kind.startsWith('points ') && !kind.endsWith('prices') ? minor : (Number(minor) / 100).toFixed(2);
  console.table(
    figures.map((figure) => ({
      kind: figure.kind,
      name: figure.name,
      stands: shown(figure, figure.stands),
      'by the entries': shown(figure, figure.entries),
    })),
  );
}

async function main(members: number, perDay: number): Promise<void> {
  const ground = await openGround(process.env.BENCH_DATABASE_URL);
  const tell = watch();
  try {
    await liveMonth(ground, { members, perDay }, tell);
    const figures = await figuresOf(ground.owner);
    print(figures);
    const faults = [...wrongOf(figures), ...(await faultsOf(ground))];
    if (faults.length > 0) throw new Error(JSON.stringify(faults));
    tell('held against entries, prices and lots: every figure is right');
  } finally {
    await ground.close();
  }
}

function watch(): (what: string) => void {
  let last = performance.now();
  return (what) => {
    console.log(`${what} (${((performance.now() - last) / 1_000).toFixed(1)} s)`);
    last = performance.now();
  };
}

await main(Number(process.argv[2] ?? MEMBERS_DEFAULT), Number(process.argv[3] ?? PER_DAY_DEFAULT));
