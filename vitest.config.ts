import { defineConfig } from 'vitest/config';

/** PostgreSQL's word to a connection that somebody ended. */
const ADMIN_SHUTDOWN = '57P01';

/**
 * Tests beside their files. Those of the server share one PostgreSQL and copy a migrated database each; browser stories have a command of their own.
 * Files share a process one after the other, and with it the modules that are read and compiled already: nothing in the product remembers
 * anything outside of an `App`, and whoever breaks that finds out here.
 */
export default defineConfig({
  test: {
    pool: 'forks',
    isolate: false,
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 60_000,
    teardownTimeout: 60_000,
    // A second, as is usual, is short beside another file's hundred connections.
    expect: { poll: { timeout: 10_000 } },
    // A database is dropped by force when its file is done: a connection that was still open then fails no other file.
    onUnhandledError: (error) => !('code' in error && error.code === ADMIN_SHUTDOWN),
    projects: [
      {
        extends: true,
        test: {
          name: 'packages',
          include: ['packages/**/*.test.{ts,tsx}', 'scripts/**/*.test.ts', 'apps/{console,member,terminal}/**/*.test.{ts,tsx}'],
        },
      },
      { extends: true, test: { name: 'server', include: ['apps/server/**/*.test.ts'], globalSetup: ['apps/server/test/global-setup.ts'] } },
    ],
  },
});
