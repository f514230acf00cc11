/** `npm start`: builds the web apps that are stale, then becomes the server. What follows the name is for the server: `--role=web`. */
import { fileURLToPath } from 'node:url';
import { root } from './modules.ts';
import { buildStaleApps } from './web-apps.ts';

const role = process.argv.find((word) => word.startsWith('--role='))?.slice('--role='.length) ?? process.env.ROLE;

async function buildUnlessWorker(): Promise<boolean> {
  if (role === 'worker') return true;
  try {
    await buildStaleApps();
    return true;
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return false;
  }
}

if (await buildUnlessWorker()) {
  const main = new URL('apps/server/src/main.ts', root);
  // The same process: signals, exit code and output are the server's own.
  process.argv[1] = fileURLToPath(main);
  await import(main.href);
} else {
  process.exitCode = 1;
}
