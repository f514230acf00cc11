/** Starts the one PostgreSQL of a test run, or uses that of TEST_DATABASE_URL, whose role needs CREATEDB and CREATEROLE. */
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { migrationSources } from '../src/migration-sources.ts';
import { appUrlOf, ensureAppRole } from '../src/platform/app-role.ts';
import { dropSibling } from '../src/platform/backup/sibling-database.ts';
import { startEmbedded } from '../src/platform/embedded/start.ts';
import { migrate } from '../src/platform/migrate.ts';
import { asOwner, TEST_APP_ROLE, TEST_SECRET } from './database.ts';

export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { serverUrl, stop } = await openServer();
  const template = `template_${randomBytes(6).toString('hex')}`;
  try {
    await asOwner(serverUrl, `create database ${template}`);
    const url = new URL(serverUrl);
    url.pathname = `/${template}`;
    await migrate(url.href, TEST_APP_ROLE, migrationSources());
    await ensureAppRole(url.href, appUrlOf(url.href, TEST_APP_ROLE, TEST_SECRET));
    // Tests that open connections of their own step down from the owner to the application's role.
    await asOwner(url.href, `grant ${TEST_APP_ROLE} to current_user`);
    project.provide('cluster', { ownerUrl: serverUrl, template });
    process.env.TEST_DATABASE_URL = serverUrl;
  } catch (error) {
    await stop();
    throw error;
  }
  return async () => {
    await dropSibling(serverUrl, template).catch(() => undefined);
    await stop();
  };
}

async function openServer(): Promise<{ serverUrl: string; stop: () => Promise<void> }> {
  const given = process.env.TEST_DATABASE_URL;
  if (given) return { serverUrl: given, stop: async () => undefined };
  const dataDir = mkdtempSync(join(tmpdir(), 'tessera-test-'));
  const release = cleanUpWhenKilled(dataDir);
  const embedded = await startEmbedded({ dataDir, profile: 'test' });
  return {
    serverUrl: embedded.ownerUrl,
    stop: async () => {
      await embedded.stop();
      rmSync(dataDir, { recursive: true, force: true });
      release();
    },
  };
}

/**
 * A shell that waits for this process to end in whatever way, `kill -9` included: its standard input closes then.
 * It stops the PostgreSQL in `dataDir`, when there still is one, and removes the directory: more than once, because one that was just
 * being made goes on writing for a moment.
 */
function cleanUpWhenKilled(dataDir: string): () => void {
  if (process.platform === 'win32') return () => undefined;
  const script = `
    cat > /dev/null
    for _ in 1 2 3 4 5; do
      pid=$(head -n 1 "$1/postgres/postmaster.pid" 2> /dev/null)
      if [ -n "$pid" ]; then
        kill -QUIT "$pid"
        for _ in 1 2 3 4 5 6 7 8 9 10; do kill -0 "$pid" 2> /dev/null && sleep 0.5; done
      fi
      rm -rf "$1"
      sleep 1
      [ -e "$1" ] || exit 0
    done`;
  const shell = spawn('sh', ['-c', script, 'sh', dataDir], { detached: true, stdio: ['pipe', 'ignore', 'ignore'] });
  shell.on('error', () => undefined);
  shell.stdin.on('error', () => undefined);
  shell.unref();
  return () => shell.stdin.destroy();
}
