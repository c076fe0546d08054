// Events survive the wire however it cuts them.

import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { FeedEvent } from './messages.ts'
import { EventReader, encodeEvent, HEARTBEAT } from './sse.ts'

const event = fc.oneof(
  fc.record({
    kind: fc.constant('inSync' as const),
    identity: fc.string({ unit: 'binary' }),
    revision: fc.nat(),
  }),
  fc.record({ kind: fc.constant('change' as const), revision: fc.nat(), writes: fc.constant([]) }),
  fc.record({ kind: fc.constant('snapshot' as const), first: fc.boolean(), writes: fc.constant([]) }),
)

test('any events, heartbeats between them, cut anywhere, are read as they were written', () => {
  const property = fc.property(
    fc.array(event),
    fc.infiniteStream(fc.integer({ min: 1, max: 40 })),
    (events, cuts) => {
      const read: FeedEvent[] = []
      const reader = new EventReader((one) => read.push(one))
      let text = events.map((one) => encodeEvent(one) + HEARTBEAT).join('')
      for (const cut of cuts) {
        if (text === '') break
        reader.push(text.slice(0, cut))
        text = text.slice(cut)
      }
      expect(read).toEqual(events)
    },
  )
  fc.assert(property)
})

test('an event is given only when it is complete, and unknown kinds are skipped', () => {
  const read: FeedEvent[] = []
  const reader = new EventReader((one) => read.push(one))
  reader.push('event: later\ndata: {"kind":"later"}\n\nevent: inSync\ndata: {"kind":"inSync"}\n')
  expect(read).toEqual([])
  reader.push('\n')
  expect(read).toEqual([{ kind: 'inSync' }])
})
