// What is kept up as rules come is what counting them all again would give, whatever comes and goes in between.

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { rule } from '../../../test/store/bodies.ts'
import { asId, type PortListId, type PrefixListId } from '../../core/model/ids.ts'
import type { Write } from '../../core/model/resources.ts'
import type { Peer, PortMatch, Rule } from '../../core/model/rule.ts'
import { ResourceTables } from '../../core/model/tables.ts'
import { firstPort, tallyOf, weightOf } from './tally.ts'

const GROUP = 'sg-1'
const PEERS: readonly Peer[] = [
  rule('r', GROUP).peer,
  rule('r', GROUP, 'sg-2').peer,
  { kind: 'prefixList', listId: asId<PrefixListId>('pl-1') },
]
const PORTS: readonly PortMatch[] = [
  { kind: 'any' },
  { kind: 'ranges', ranges: [{ first: 22, last: 22 }] },
  { kind: 'ranges', ranges: [{ first: 80, last: 90 }] },
  { kind: 'list', listId: asId<PortListId>('prl-1') },
]

const step = fc.record({
  id: fc.integer({ min: 0, max: 7 }).map((n) => `r${n}`),
  peer: fc.constantFrom(...PEERS),
  ports: fc.constantFrom(...PORTS),
  /** Most come; some go; some were somebody's before they come here. */
  how: fc.constantFrom('come', 'come', 'come', 'go', 'elsewhere'),
  isAsked: fc.boolean(),
})

const weightOfAll = (rules: readonly Rule[]): number =>
  rules.reduce(
    (sum, { peer, ports }) => sum + (peer.kind === 'prefixList' ? 5 : 1) * (ports.kind === 'list' ? 3 : 1),
    0,
  )

test('a tally that followed the changes is that of the rules as they are', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
      const tables = new ResourceTables()
      const lists = [
        { kind: 'prefixList', id: 'pl-1', body: { id: 'pl-1', maxEntries: 5 } },
        { kind: 'portList', id: 'prl-1', body: { id: 'prl-1', maxEntries: 3 } },
      ]
      tables.apply({ writes: lists as unknown as Write[] })
      const check = () => {
        const rules = tables.by('rule', 'group', GROUP)
        const { firstPorts, groupPeers } = tallyOf(rules)
        expect([...firstPorts].sort()).toEqual([...new Set(rules.map(firstPort))].sort())
        expect(groupPeers).toBe(rules.filter(({ peer }) => peer.kind === 'group').length)
        expect(weightOf(tables, rules)).toBe(weightOfAll(rules))
      }
      for (const { id, peer, ports, how, isAsked } of steps) {
        const group = how === 'elsewhere' ? 'sg-9' : GROUP
        const body = how === 'go' ? null : { ...rule(id, group), peer, ports }
        tables.write({ kind: 'rule', id, body } as Write)
        if (isAsked) check()
      }
      check()
    }),
  )
})

test('the list before keeps its own when asked again', () => {
  const tables = new ResourceTables()
  const put = (id: string, first: number) => {
    const ports: PortMatch = { kind: 'ranges', ranges: [{ first, last: first }] }
    tables.write({ kind: 'rule', id, body: { ...rule(id, GROUP), ports } } as Write)
    return tables.by('rule', 'group', GROUP)
  }
  const one = put('r1', 22)
  tallyOf(one)
  const two = put('r2', 80)
  expect([...tallyOf(two).firstPorts]).toEqual([22, 80])
  expect([...tallyOf(one).firstPorts]).toEqual([22])
  expect([...tallyOf(two).firstPorts]).toEqual([22, 80])
})
