// Policy tests at the start of a server: they warn, whatever becomes of them.
import { expect, test } from 'vitest'
import type { Analysis } from '../../src/server/analysis/analysis.ts'
import { warnAtBoot } from '../../src/server/policyTests.ts'
import type { Store } from '../../src/store/store.ts'

test('X4: tests that cannot be run are told of and end nothing', async () => {
  const warnings: string[] = []
  const store = { count: () => 1 } as unknown as Store
  const analysis = {
    questions: { ask: () => Promise.reject(new Error('thread lost')) },
  } as unknown as Analysis
  const log = {
    info: () => {},
    error: () => {},
    warn: (_: object, message: string) => void warnings.push(message),
  }
  await warnAtBoot(store, analysis, log)
  expect(warnings).toEqual(['policy tests could not be run'])
})
