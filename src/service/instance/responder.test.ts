// The tag that switches the responder on.

import { expect, test } from 'vitest'
import { FaultError } from '../../core/model/faults.ts'
import { responderPorts } from './responder.ts'

test.each([
  [{}, []],
  [{ 'menshen:responder': 'default' }, [80]],
  [{ 'menshen:responder': '443, 80,80' }, [80, 443]],
])('%j gives ports %j', (tags, ports) => {
  expect(responderPorts(tags)).toEqual(ports)
})

test.each(['', 'on', '0', '65536', '80,', '-1', Array.from({ length: 17 }, (_, i) => i + 1).join()])(
  '`%s` is refused',
  (value) => {
    expect(() => responderPorts({ 'menshen:responder': value })).toThrow(FaultError)
  },
)
