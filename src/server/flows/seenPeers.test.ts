// Who was seen is kept: over restarts, per rule, and honest about what was too much.

import { expect, test } from 'vitest'
import type { Flow } from '../../feed/flows.ts'
import { SeenPeers } from './seenPeers.ts'

const flow = (source: string, at: number, more: Partial<Flow> = {}): Flow => ({
  ...{ at, action: 'accept', reason: 'rule', ruleId: 'sgr-1', groupIds: ['sg-a'], direction: 'ingress' },
  ...{ eniId: 'eni-a', instanceId: 'i-a', vpcId: 'vpc-a', from: '', to: '', revision: 1, protocol: 'tcp' },
  ...{ source, sourcePort: 1, destination: '10.0.0.5', destinationPort: 22, bytes: 60 },
  ...more,
})

function ledger(rules = new Set(['sgr-1', 'sgr-2'])) {
  let text: string | undefined
  const open = () =>
    new SeenPeers({
      memory: {
        read: () => text,
        write(next) {
          text = next
        },
      },
      isRule: (id) => rules.has(id),
    })
  return { open, rules }
}

test('what was accepted, by whom and how often; after a restart the same', () => {
  const { open } = ledger()
  const seen = open()
  expect([seen.since, seen.of('sgr-1')]).toEqual([undefined, { peers: [], forgotten: 0 }])
  seen.take({
    hostId: 'one',
    flows: [
      flow('10.0.0.9', 500),
      flow('10.0.0.9', 700),
      flow('10.0.0.8', 600, { action: 'drop' }),
      flow('10.0.0.7', 800, { ruleId: null }),
      flow('10.0.0.6', 900, { ruleId: 'sgr-2', direction: 'egress', destination: '192.0.2.1' }),
      flow('10.0.0.4', 900, { ruleId: 'sgr-gone' }),
    ],
  })
  seen.save()
  for (const one of [seen, open()]) {
    expect(one.since).toBe(500)
    expect(one.of('sgr-1').peers).toEqual([{ address: '10.0.0.9', flows: 2, last: 700 }])
    expect(one.of('sgr-2').peers).toMatchObject([{ address: '192.0.2.1' }])
    expect(one.of('sgr-gone').peers).toEqual([])
  }
})

test('beyond a thousand those who have not come for longest go, and it is told', () => {
  const seen = ledger().open()
  const flows = Array.from({ length: 1_100 }, (_, n) => flow(`10.0.${n >> 8}.${n & 255}`, n))
  seen.take({ hostId: 'one', flows: [...flows, flow('10.0.0.50', 2_000)] })
  const { peers, forgotten } = seen.of('sgr-1')
  expect([peers.length, forgotten]).toEqual([1_000, 101])
  expect(peers.at(-1)?.address).toBe('10.0.0.50')
})

test('of rules that are gone nothing is kept', () => {
  const { open, rules } = ledger()
  const seen = open()
  seen.take({ hostId: 'one', flows: [flow('10.0.0.9', 500)] })
  rules.delete('sgr-1')
  seen.save()
  expect(open().of('sgr-1').peers).toEqual([])
})
