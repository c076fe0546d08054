// Test projects: unit (fast, anywhere), house (rules about this repository), kernel and sdk (need more from the machine).
import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['src/**/*.test.ts', 'test/**/*.test.ts'],
          exclude: ['**/node_modules/**', 'test/house/**', 'test/kernel/**', 'test/sdk/**'],
          isolate: false,
        },
      },
      { test: { name: 'house', include: ['test/house/**/*.test.ts'], isolate: false } },
    ],
  },
})
