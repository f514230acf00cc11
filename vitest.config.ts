import { defineConfig } from 'vitest/config';

/** Tests beside their files. Those of the server share one PostgreSQL and copy a migrated database each; browser stories have a command of their own. */
export default defineConfig({
  test: {
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 60_000,
    teardownTimeout: 60_000,
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
