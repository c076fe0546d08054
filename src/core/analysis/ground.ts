// Policies as sets of packets in one space, so that they can be compared, and witnesses that are judged again.

import { type Box, boxOf, EVERYTHING, icmpService } from '../headerspace/box.ts'
import type { Stretch } from '../headerspace/matrix.ts'
import { type Decision, type PacketSet, PacketSpace } from '../headerspace/packetSpace.ts'
import { type Preferences, samplePacket } from '../headerspace/sample.ts'
import type { Family } from '../model/address.ts'
import { type AddressSet, normaliseRanges, uniteSets, wholeFamily } from '../model/addressSet.ts'
import { cidrOf, rangeOf } from '../model/cidr.ts'
import { type Direction, formatPacket, type Packet } from '../model/packet.ts'
import { PARTIES, SYSTEM_FLOWS, type SystemFlow, type SystemParty } from '../model/system.ts'
import { evaluate } from '../policy/evaluate.ts'
import type { Clause, Edge, EniPolicy } from '../policy/policy.ts'

/** One direction of one ENI's policy, as it is put into a question. */
export interface Asked {
  readonly policy: EniPolicy
  readonly direction: Direction
  /** Set when the edge of the vSwitch is asked instead of the groups: it knows neither own side nor system (A1). */
  readonly edge?: Edge
}

/** The same within a space. */
export interface Side extends Asked {
  readonly clauses: readonly Clause[]
  /** Where its clauses stand among the boxes. */
  readonly stretch: Stretch
  /** Where the boxes of its system traffic stand; the one before them holds its own addresses. */
  readonly system: Stretch
  /** Packets that its clauses decide: from or to its own addresses (S2), not system traffic (S1). */
  readonly domain: PacketSet
  /** Its clauses as the space decides by them. */
  readonly decision: Decision
  /** What its clauses accept of the domain. */
  accepted(): PacketSet
}

export interface GroundOptions {
  /** Sets that the question is about besides the policies. */
  readonly extras?: readonly Box[]
  /** How many nodes a diagram may need before the answer is "undecided" (OutOfNodes). */
  readonly nodeLimit?: number
}

/** Everything that one question in one family stands on. */
export class Ground {
  readonly space: PacketSpace
  readonly sides: readonly Side[]
  readonly #accepts: Uint8Array
  readonly #firstExtra: number

  constructor(asked: readonly Asked[], family: Family, { extras = [], nodeLimit }: GroundOptions = {}) {
    const boxes: Box[] = []
    const accepts: number[] = []
    const add = (more: readonly Box[], actions: readonly boolean[] = []): Stretch => {
      const from = boxes.length
      for (const [place, box] of more.entries()) {
        boxes.push(box)
        accepts.push(actions[place] === true ? 1 : 0)
      }
      return { from, to: boxes.length }
    }
    const parts = asked.map((each) => {
      const { policy, direction, edge } = each
      const clauses = (edge ?? policy)[direction]
      add([edge === undefined ? ownBox(policy, direction) : EVERYTHING])
      const system = add(edge === undefined ? systemBoxes(policy, direction, family) : [])
      const stretch = add(
        clauses.map((clause) => boxOf(clause, direction)),
        clauses.map((clause) => clause.action === 'accept'),
      )
      return { ...each, clauses, system, stretch }
    })
    this.#firstExtra = add(extras).from
    this.#accepts = Uint8Array.from(accepts)
    this.space = new PacketSpace(boxes, family, nodeLimit)
    this.sides = parts.map((part) => ({ ...part, ...this.#decisions(part) }))
  }

  get accepts(): Uint8Array {
    return this.#accepts
  }

  /** The set of one of the extra boxes. */
  extra(place: number): PacketSet {
    return this.space.box(this.#firstExtra + place)
  }

  #decisions({
    system,
    stretch,
  }: Pick<Side, 'system' | 'stretch'>): Pick<Side, 'domain' | 'decision' | 'accepted'> {
    const { diagram } = this.space
    let domain = this.space.box(system.from - 1)
    for (let place = system.from; place < system.to; place++) {
      domain = diagram.difference(domain, this.space.box(place))
    }
    const decision = { ...stretch, accepts: this.#accepts, within: system.from - 1 }
    return { domain, decision, accepted: () => diagram.and(domain, this.space.accepted(decision)) }
  }

  /** One packet of a set that is not empty, the most familiar one. */
  sample(set: PacketSet, preferences?: Preferences): Packet {
    const packet = samplePacket(this.space, set, preferences)
    if (packet === undefined) throw new Error('INVARIANT: a witness is asked of a set that is not empty')
    return packet
  }
}

/** INVARIANT: what the sets say about a packet the reference evaluator says as well. */
export function confirm(
  policy: EniPolicy,
  direction: Direction,
  packet: Packet,
  expected: Pick<Clause, 'action' | 'why'>,
): void {
  const { action, why } = evaluate(policy, direction, packet)
  if (action === expected.action && why === expected.why) return
  throw new Error(
    `INVARIANT: ${direction} ${formatPacket(packet)} is decided by ${expected.why.kind} (${expected.action}) ` +
      `in the analysis and by ${why.kind} (${action}) in the evaluator`,
  )
}

/** Whether an ENI has any address of a family; without one there is nothing to decide. */
export const hasFamily = (policy: EniPolicy, family: Family): boolean =>
  ownAddresses(policy).some((range) => range.family === family)

const ownAddresses = ({ addresses, prefixes }: EniPolicy): AddressSet =>
  normaliseRanges([...addresses.map((address) => rangeOf(cidrOf(address))), ...prefixes])

/** An ENI with every address there is: for groups and files of rules that stand on no ENI. */
export const anyEniWith = (lists: Pick<EniPolicy, Direction>): EniPolicy => ({
  eniId: '' as EniPolicy['eniId'],
  vpcId: '' as EniPolicy['vpcId'],
  mac: '',
  addresses: [],
  prefixes: [wholeFamily(4), wholeFamily(6)],
  gateways: [],
  edge: null,
  ingress: lists.ingress,
  egress: lists.egress,
})

function ownBox(policy: EniPolicy, direction: Direction): Box {
  return { ...EVERYTHING, [direction === 'ingress' ? 'destination' : 'source']: ownAddresses(policy) }
}

function systemBoxes(policy: EniPolicy, direction: Direction, family: Family): Box[] {
  const own = ownAddresses(policy)
  const gateways = normaliseRanges(policy.gateways.map((address) => rangeOf(cidrOf(address))))
  const addresses = (parties: readonly SystemParty[]): AddressSet =>
    uniteSets(
      ...parties.map((party) => {
        if (party === 'own') return own
        return party === 'gateway' ? gateways : PARTIES[party]
      }),
    )
  return SYSTEM_FLOWS.filter((flow) => flow.direction === direction && flow.family === family).map(
    (flow) => ({
      source: addresses(flow.from),
      destination: addresses(flow.to),
      protocols: [{ first: flow.protocol, last: flow.protocol }],
      service: servicesOf(flow),
      sourcePorts: flow.sourcePort === null ? null : [flow.sourcePort],
    }),
  )
}

const servicesOf = ({ port, icmpTypes }: SystemFlow): Box['service'] => {
  if (port !== null) return [port]
  return icmpTypes === null
    ? null
    : icmpTypes.map((type) => ({ first: icmpService(type, 0), last: icmpService(type, 255) }))
}
