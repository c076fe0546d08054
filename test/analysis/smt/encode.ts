// Packets, rules and sets as formulas over bit vectors, written from the semantics and not from the classes.

import type { Factor, ServiceFactor } from '../../../src/core/headerspace/factors.ts'
import type { Family } from '../../../src/core/model/address.ts'
import type { AddressSet } from '../../../src/core/model/addressSet.ts'
import type { AddressRange } from '../../../src/core/model/cidr.ts'
import type { Direction } from '../../../src/core/model/packet.ts'
import type { PortRange } from '../../../src/core/model/ports.ts'
import { ICMP, ICMPV6, TCP, UDP } from '../../../src/core/model/protocol.ts'
import { PARTIES, SYSTEM_FLOWS, type SystemFlow, type SystemParty } from '../../../src/core/model/system.ts'
import type { Clause, EniPolicy } from '../../../src/core/policy/policy.ts'

/** What a question speaks about, statement by statement; long formulas get a name each. */
export class Script {
  readonly statements: string[]
  #names = 0

  /** Packets of one family: `icmp` holds type × 256 + code. */
  constructor(family: Family) {
    const address = `(_ BitVec ${family === 4 ? 32 : 128})`
    const fields = [`src ${address}`, `dst ${address}`, 'proto (_ BitVec 8)']
    const numbers = ['dport (_ BitVec 16)', 'sport (_ BitVec 16)', 'icmp (_ BitVec 16)']
    this.statements = [...fields, ...numbers].map((field) => `(declare-const ${field})`)
  }

  define(formula: string): string {
    const name = `f${this.#names++}`
    this.statements.push(`(define-fun ${name} () Bool ${formula})`)
    return name
  }
}

export const and = (...parts: readonly string[]): string => `(and true ${parts.join(' ')})`
export const or = (...parts: readonly string[]): string => `(or false ${parts.join(' ')})`
export const not = (part: string): string => `(not ${part})`
export const xor = (a: string, b: string): string => `(xor ${a} ${b})`
export const choose = (when: string, then: string, otherwise: string): string =>
  `(ite ${when} ${then} ${otherwise})`

const between = (name: string, bits: number, first: bigint | number, last: bigint | number): string =>
  `(and (bvule (_ bv${first} ${bits}) ${name}) (bvule ${name} (_ bv${last} ${bits})))`

export const among = (name: 'src' | 'dst', ranges: AddressSet, family: Family): string =>
  or(
    ...ranges
      .filter((range) => range.family === family)
      .map(({ first, last }) => between(name, family === 4 ? 32 : 128, first, last)),
  )

const numberIn = (name: string, bits: number, ranges: readonly PortRange[]): string =>
  or(...ranges.map(({ first, last }) => between(name, bits, first, last)))

const isProtocol = (...numbers: readonly number[]): string =>
  numberIn(
    'proto',
    8,
    numbers.map((each) => ({ first: each, last: each })),
  )

const HAS_PORTS = isProtocol(TCP, UDP)
const IS_ICMP = isProtocol(ICMP, ICMPV6)

export const matches = (
  clause: Omit<Clause, 'action' | 'why'>,
  direction: Direction,
  family: Family,
): string => {
  const { protocol, ports, sourcePorts, icmp, peer, own } = clause
  const [peerName, ownName] = direction === 'ingress' ? (['src', 'dst'] as const) : (['dst', 'src'] as const)
  const parts: string[] = []
  if (protocol !== 'all') parts.push(isProtocol(protocol))
  if (ports !== null) parts.push(HAS_PORTS, numberIn('dport', 16, ports))
  if (sourcePorts !== null) parts.push(HAS_PORTS, numberIn('sport', 16, sourcePorts))
  if (icmp !== null) {
    const [first, last] = icmp.code === null ? [0, 255] : [icmp.code, icmp.code]
    parts.push(IS_ICMP, between('icmp', 16, icmp.type * 256 + first, icmp.type * 256 + last))
  }
  if (peer !== null) parts.push(among(peerName, peer.ranges, family))
  if (own !== null) parts.push(among(ownName, [own], family))
  return and(...parts)
}

/** P3 as it is executed: the first that matches. */
export const firstMatch = (clauses: readonly Clause[], direction: Direction, family: Family): string =>
  clauses.reduceRight(
    (rest, clause) => choose(matches(clause, direction, family), String(clause.action === 'accept'), rest),
    'false',
  )

/** What rules decide about: from or to an own address (S2), not system traffic (S1). */
export function domain(policy: EniPolicy, direction: Direction, family: Family): string {
  const own = ownRanges(policy)
  const flows = SYSTEM_FLOWS.filter((flow) => flow.direction === direction && flow.family === family)
  return and(
    among(direction === 'ingress' ? 'dst' : 'src', own, family),
    ...flows.map((flow) => not(systemFlow(flow, policy, family))),
  )
}

const ownRanges = ({ addresses, prefixes }: EniPolicy): AddressSet => [
  ...addresses.map(({ family, value }): AddressRange => ({ family, first: value, last: value })),
  ...prefixes,
]

function systemFlow(flow: SystemFlow, policy: EniPolicy, family: Family): string {
  const party = (each: SystemParty): AddressSet => {
    if (each === 'own') return ownRanges(policy)
    if (each !== 'gateway') return PARTIES[each]
    return policy.gateways.map(({ family: of, value }) => ({ family: of, first: value, last: value }))
  }
  const end = (name: 'src' | 'dst', parties: readonly SystemParty[]): string =>
    or(...parties.map((each) => among(name, party(each), family)))
  const types = flow.icmpTypes?.map((type) => ({ first: type * 256, last: type * 256 + 255 }))
  return and(
    isProtocol(flow.protocol),
    end('src', flow.from),
    end('dst', flow.to),
    flow.sourcePort === null ? 'true' : numberIn('sport', 16, [flow.sourcePort]),
    flow.port === null ? 'true' : numberIn('dport', 16, [flow.port]),
    types === undefined ? 'true' : numberIn('icmp', 16, types),
  )
}

/** The union of products of sets. */
export const inFactors = (script: Script, factors: readonly Factor[], family: Family): string =>
  or(
    ...factors.map(({ source, destination, services }) =>
      script.define(
        and(
          script.define(among('src', source, family)),
          script.define(among('dst', destination, family)),
          or(...services.map((service) => script.define(inService(service)))),
        ),
      ),
    ),
  )

/** Which number `service` means depends on the protocol; one that has neither must not be asked for any. */
function inService({ protocols, service, sourcePorts }: ServiceFactor): string {
  const parts = [numberIn('proto', 8, protocols)]
  if (service !== null) {
    const [port, type] = [numberIn('dport', 16, service), numberIn('icmp', 16, service)]
    parts.push(or(and(HAS_PORTS, port), and(IS_ICMP, type)))
  }
  if (sourcePorts !== null) parts.push(HAS_PORTS, numberIn('sport', 16, sourcePorts))
  return and(...parts)
}
