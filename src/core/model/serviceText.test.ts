// Services in questions: a number alone is never taken for a protocol.

import { describe, expect, test } from 'vitest'
import { parseService } from '../analysis/exposure/service.ts'
import { parseAssertion } from '../analysis/prove/assertion.ts'
import { parseSingleService } from '../analysis/service.ts'
import { splitService } from './serviceText.ts'

test.each([
  ['tcp/22', { protocol: 6, rest: '22' }],
  ['ICMP', { protocol: 1, rest: undefined }],
  ['all', { protocol: 'all', rest: undefined }],
  ['ip/50', { protocol: 50, rest: undefined }],
])('%s', (text, expected) => expect(splitService(text)).toEqual(expected))

describe.each(['22', '80', '443', '6/22', 'ip', 'ip/256', 'ip/6/22', 'tcp/22/1', ''])('%j', (text) => {
  test('is no service of any question', () => {
    expect(parseService(text)).toBeUndefined()
    expect(parseSingleService(text)).toBeUndefined()
    if (text !== '') expect(parseAssertion(`internet -> sg-1 ${text}`, 'none').kind).toBe('malformed')
  })
})
