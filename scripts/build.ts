/** `npm run build`: builds the server, and the web apps whose sources have changed; `--all` builds each of them. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { buildServer } from './server-build.ts';
import { rootPath } from './spawned.ts';
import { buildStaleApps, WEB_APPS } from './web-apps.ts';

if (process.argv.includes('--all')) {
  for (const app of WEB_APPS) rmSync(join(rootPath, 'apps', app, 'dist'), { recursive: true, force: true });
}
try {
  await buildServer();
  await buildStaleApps();
  console.log(`Built: server, ${WEB_APPS.join(', ')}.`);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
