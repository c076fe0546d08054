// Test projects: unit runs anywhere; house holds rules about this repository; kernel and sdk need more from the machine.
import { existsSync } from 'node:fs'
import { defineConfig } from 'vitest/config'

const hasClients = existsSync(new URL('test/sdk/node_modules', import.meta.url))

export default defineConfig({
  test: {
    reporters: ['./test/reporter.ts'],
    projects: [
      {
        test: {
          name: 'unit',
          include: ['src/**/*.test.ts', 'test/**/*.test.ts'],
          exclude: ['**/node_modules/**', 'test/{browser,house,kernel,sdk}/**'],
          isolate: false,
          // Against hanging, not against slowness: whoever shares the machine is not this test's failure.
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      { test: { name: 'house', include: ['test/house/*.test.ts'], isolate: false, testTimeout: 60_000 } },
      {
        test: {
          name: 'kernel',
          include: ['test/kernel/**/*.test.ts'],
          globalSetup: 'test/kernel/setup.ts',
          // Real packets and one kernel: after all others, one file after the other, with time for slow machines.
          sequence: { groupOrder: 2 },
          fileParallelism: false,
          isolate: false,
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'browser',
          include: ['test/browser/*.test.ts'],
          globalSetup: 'test/browser/setup.ts',
          // A whole browser for each file: after the kernel's tests, one after the other.
          sequence: { groupOrder: 3 },
          fileParallelism: false,
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
      {
        test: {
          name: 'sdk',
          include: [hasClients ? 'test/sdk/*.test.ts' : 'test/sdk/absent.ts'],
          // Whole servers, many with real packets: a connection must not be taken for blocked because others compute.
          sequence: { groupOrder: 1 },
          fileParallelism: false,
          isolate: false,
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
})
