// Stands in for the tests of this folder when the client libraries are not installed.
import { test } from 'vitest'
import { describeUnless } from '../skipReason.ts'

describeUnless('the client libraries are not installed: run `node scripts/run.cjs setup`', 'test/sdk', () => {
  test('official client libraries work unmodified', () => {})
})
