/** `npm run dev`: the server, started anew at each change, and the three web apps with hot reload. Ends all of them together. */
import type { ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { type Command, rootPath, start, tool } from './spawned.ts';
import { WEB_APPS } from './web-apps.ts';

const FIRST_WEB_PORT = 5173;
/** After this, what still runs is ended without asking. */
const PATIENCE_MS = 10_000;

const server = `http://127.0.0.1:${process.env.PORT ?? '8080'}`;
const parts: { name: string; command: Command }[] = [
  { name: 'server', command: tool('tsx', 'tsx', ['watch', '--clear-screen=false', 'apps/server/src/main.ts', ...process.argv.slice(2)]) },
  ...WEB_APPS.map((app, place) => ({
    name: app,
    command: {
      ...tool('vite', 'vite', ['--port', String(FIRST_WEB_PORT + place), '--strictPort', '--clearScreen', 'false', '--logLevel', 'warn']),
      cwd: join(rootPath, 'apps', app),
      env: { TESSERA_API: server },
    },
  })),
];

const running = new Map<string, ChildProcess>();
let stopping = false;

function stopAll(): void {
  if (stopping) return;
  stopping = true;
  for (const child of running.values()) child.kill('SIGTERM');
  setTimeout(() => {
    for (const child of running.values()) child.kill('SIGKILL');
  }, PATIENCE_MS).unref();
}

for (const { name, command } of parts) {
  const child = start(command, { stdio: ['ignore', 'pipe', 'pipe'] });
  running.set(name, child);
  for (const stream of [child.stdout, child.stderr]) {
    if (stream) createInterface({ input: stream }).on('line', (line) => console.log(`${name.padEnd(8)} │ ${line}`));
  }
  child.once('exit', (code) => {
    running.delete(name);
    if (!stopping) {
      console.error(`${name} ended with code ${code ?? 'none'}; stopping the rest.`);
      process.exitCode = 1;
      stopAll();
    }
  });
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, stopAll);
console.log(`server    ${server}  (API below /api, documents at /docs)`);
for (const [place, app] of WEB_APPS.entries()) console.log(`${app.padEnd(8)}  http://localhost:${FIRST_WEB_PORT + place}/${app}/`);
