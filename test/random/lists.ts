// Lists of the tiny worlds: plain ones, services of several protocols, and lists that include others.

import fc from 'fast-check'
import { asId } from '../../src/core/model/ids.ts'
import type { PortEntry } from '../../src/core/model/lists.ts'
import type { PortRange } from '../../src/core/model/ports.ts'
import { GRE, hasPorts, ICMP, TCP, UDP } from '../../src/core/model/protocol.ts'
import type { ResourceTables } from '../../src/core/model/tables.ts'
import { portListWith, prefixListWith } from '../packets/resources.ts'

/** Lists whose entries say their protocol: a rule that names one says none. */
export const SERVICE_LISTS: readonly string[] = ['prl-s', 'prl-g']

export const services = (range: fc.Arbitrary<PortRange>): fc.Arbitrary<readonly PortEntry[]> =>
  fc.array(
    fc
      .tuple(fc.constantFrom(TCP, TCP, UDP, ICMP, GRE), range)
      .map(([protocol, each]) => serviceEntry(protocol, each)),
    { minLength: 1, maxLength: 3 },
  )

export const serviceEntry = (protocol: number, range: PortRange): PortEntry => ({
  ...(hasPorts(protocol) ? range : { first: 0, last: 65_535 }),
  protocol,
  description: '',
})

export interface DrawnLists {
  readonly four: readonly string[]
  readonly six: readonly string[]
  readonly ports: readonly PortRange[]
  readonly services: readonly PortEntry[]
}

export function addLists(world: ResourceTables, { four, six, ports, services: drawn }: DrawnLists): void {
  world.write({ kind: 'prefixList', id: 'pl-4', body: prefixListWith('pl-4', 4, four) })
  // An empty list has no family in the packet tables: this one keeps an entry that no packet has.
  world.write({
    kind: 'prefixList',
    id: 'pl-6',
    body: prefixListWith('pl-6', 6, ['2001:db8:0:100::99', ...six]),
  })
  const both = { ...prefixListWith('pl-all', 4, []), includes: [asId('pl-4'), asId('pl-6')] }
  world.write({ kind: 'prefixList', id: 'pl-all', body: both as never })
  world.write({ kind: 'portList', id: 'prl-0', body: portListWith('prl-0', ports) })
  const listed = { ...portListWith('prl-s', drawn), entries: drawn }
  world.write({ kind: 'portList', id: 'prl-s', body: listed })
  const own = drawn.slice(0, 1)
  const including = { ...portListWith('prl-g', own), includes: [asId('prl-s')], entries: own }
  world.write({ kind: 'portList', id: 'prl-g', body: including as never })
}
