/** `npm run bench`: how fast charges are, beside PostgreSQL's own yardstick. `npm run bench -- --help` tells the options. */
import { buildServer } from './server-build.ts';
import { script, start } from './spawned.ts';

await buildServer();
// Its output is its own, so that `--json` can be piped; and an interrupt reaches it as well.
const child = start(script('apps/server/bench/run.ts', process.argv.slice(2)), { stdio: 'inherit' });
child.once('close', (code) => {
  process.exitCode = code ?? 1;
});
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal));
