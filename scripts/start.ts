/** `npm start`: builds the server, and the web apps that are stale, then becomes the server. What follows the name is for the server: `--role=web`. */
import { pathToFileURL } from 'node:url';
import { buildServer, SERVER_BUILD } from './server-build.ts';
import { buildStaleApps } from './web-apps.ts';

const role = process.argv.find((word) => word.startsWith('--role='))?.slice('--role='.length) ?? process.env.ROLE;

async function buildAll(): Promise<boolean> {
  try {
    await buildServer();
    if (role !== 'worker') await buildStaleApps();
    return true;
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return false;
  }
}

if (await buildAll()) {
  // The same process: signals, exit code and output are the server's own.
  process.argv[1] = SERVER_BUILD;
  await import(pathToFileURL(SERVER_BUILD).href);
} else {
  process.exitCode = 1;
}
