import { defineConfig } from 'vitest/config';

/** `unit` needs no server and stays under a minute; `integration` runs on a real PostgreSQL and a real Temporal server. */
export default defineConfig({
  test: {
    projects: [
      { test: { name: 'unit', testTimeout: 30_000, include: ['test/{definitions,house,bin,admin-ui}/**/*.test.ts'] } },
      {
        test: {
          name: 'integration',
          include: ['test/{activities,workflows,server,cli}/**/*.test.ts'],
          globalSetup: ['test/ground/global-setup.ts'],
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
      {
        test: {
          name: 'e2e',
          include: ['test/e2e/**/*.test.ts'],
          globalSetup: ['test/e2e/global-setup.ts'],
          testTimeout: 180_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
