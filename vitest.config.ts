import { defineConfig } from 'vitest/config'

const processTests = 'apps/api/src/process-tests/**/*.test.ts'
// They compare how long things take, which means something only while nothing else runs.
const timingTests = ['**/*.timing.test.ts', 'apps/api/src/features/identity/secrecy.api.test.ts']
const webBuild = 'scripts/test-web-build.ts'

export default defineConfig({
  test: {
    globalSetup: 'packages/storage/src/embedded-test-server.ts',
    // By default Vitest leaves a core free, which is half of a small machine.
    maxWorkers: '100%',
    reporters: ['default', 'json'],
    outputFile: { json: '.reports/tests.json' },
    // One second, the default, is over before a page is there again where the machine has other things to do.
    expect: { poll: { timeout: 10_000 } },
    projects: [
      {
        extends: true,
        test: {
          name: 'server',
          include: ['{packages,apps/{api,commands,import-original,lambdas,move-messages},scripts}/**/*.test.ts'],
          exclude: ['**/node_modules/**', processTests, ...timingTests],
          testTimeout: 20_000,
          hookTimeout: 30_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'web',
          include: ['apps/web/**/*.test.{ts,tsx}'],
        },
      },
      {
        extends: true,
        test: {
          name: 'site-sync',
          include: ['apps/site-sync/{src,test}/**/*.test.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          // All stacks of infra/ in one emulator.
          name: 'infra',
          globalSetup: 'scripts/test-infra.ts',
          include: ['infra/test/**/*.test.ts'],
          testTimeout: 30_000,
        },
      },
      {
        extends: true,
        test: {
          // Whole servers, started and killed: more than a few at once on a small machine would only wait.
          name: 'process',
          sequence: { groupOrder: 1 },
          globalSetup: webBuild,
          include: [processTests, 'bench/**/*.test.ts'],
          exclude: ['**/node_modules/**', ...timingTests],
          maxWorkers: 2,
          testTimeout: 90_000,
          hookTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'timing',
          sequence: { groupOrder: 3 },
          include: timingTests,
          exclude: ['**/node_modules/**'],
          maxWorkers: 1,
          testTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'browser',
          sequence: { groupOrder: 2 },
          globalSetup: webBuild,
          include: ['e2e/**/*.test.ts'],
          maxWorkers: 2,
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
})
