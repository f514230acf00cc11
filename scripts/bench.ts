/**
 * `npm run bench`: how fast charges are, beside PostgreSQL's own yardstick; `npm run bench:benefits`: how the points business does at size.
 * Each tells its options after `-- --help`.
 */
import { buildServer } from './server-build.ts';
import { script, start } from './spawned.ts';

const [first, ...rest] = process.argv.slice(2);
const [program, words] = first === 'benefits' ? ['benefits/run.ts', rest] : ['run.ts', process.argv.slice(2)];

await buildServer();
// Its output is its own, so that `--json` can be piped; and an interrupt reaches it as well.
const child = start(script(`apps/server/bench/${program}`, words), { stdio: 'inherit' });
child.once('close', (code) => {
  process.exitCode = code ?? 1;
});
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal));
