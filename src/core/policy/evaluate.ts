// The reference: what one ENI decides about one packet, step by step. Slow and obvious on purpose.

import { type Address, sameAddress } from '../model/address.ts'
import { setContains } from '../model/addressSet.ts'
import { rangeContains } from '../model/cidr.ts'
import type { Direction, Packet } from '../model/packet.ts'
import { type PortRange, portInRange } from '../model/ports.ts'
import { hasPorts } from '../model/protocol.ts'
import { PARTIES, SYSTEM_FLOWS, type SystemFlow, type SystemParty } from '../model/system.ts'
import type { RuleRef, Verdict, Why } from '../model/verdict.ts'
import type { Clause, Edge, EniPolicy } from './policy.ts'

/** What is known of the session a packet belongs to: nothing, or that it was accepted (C1). */
export type SessionState = 'none' | 'accepted'

export function evaluate(
  policy: EniPolicy,
  direction: Direction,
  packet: Packet,
  session: SessionState = 'none',
): Verdict {
  return (
    systemStep(policy, direction, packet) ??
    spoofStep(policy, direction, packet) ??
    sessionStep(session) ??
    fragmentStep(packet) ??
    clauseStep(policy[direction], direction, packet)
  )
}

/** A1: no session, no system traffic: what the entries say about this very packet. */
export const evaluateEdge = (edge: Edge, direction: Direction, packet: Packet): Verdict =>
  clauseStep(edge[direction], direction, packet)

/** S1 */
function systemStep(policy: EniPolicy, direction: Direction, packet: Packet): Verdict | undefined {
  const flow = SYSTEM_FLOWS.find((each) => isSystemFlow(each, policy, direction, packet))
  return flow && verdict('accept', { kind: 'system', service: flow.service })
}

/** S2: before every rule, and also within a session. */
function spoofStep(policy: EniPolicy, direction: Direction, packet: Packet): Verdict | undefined {
  const isOwn = direction === 'ingress' || owns(policy, packet.source)
  return isOwn ? undefined : verdict('drop', { kind: 'spoofed' })
}

/** C1 */
const sessionStep = (session: SessionState): Verdict | undefined =>
  session === 'accepted' ? verdict('accept', { kind: 'session' }) : undefined

/** P7 */
const fragmentStep = (packet: Packet): Verdict | undefined =>
  packet.laterFragment === true ? verdict('drop', { kind: 'fragment' }) : undefined

/** P3: the first match decides; the rules behind it that match as well are named too (W1). */
function clauseStep(clauses: readonly Clause[], direction: Direction, packet: Packet): Verdict {
  const [deciding, ...behind] = clauses.filter((clause) => clauseMatches(clause, direction, packet))
  if (deciding === undefined) throw new Error('INVARIANT: the last clause matches everything')
  const overruled = behind.flatMap(({ why }): RuleRef[] => (why.kind === 'rule' ? [why.rule] : []))
  return {
    ...{ action: deciding.action, why: deciding.why, overruled },
    ...(deciding.keeps === true ? { keeps: true } : {}),
  }
}

/** The place of the clause that decides: a list that ends in one that matches everything always has it. */
export const decidingPlace = (clauses: readonly Clause[], direction: Direction, packet: Packet): number =>
  clauses.findIndex((clause) => clauseMatches(clause, direction, packet))

function clauseMatches(clause: Clause, direction: Direction, packet: Packet): boolean {
  const [peer, own] =
    direction === 'ingress' ? [packet.source, packet.destination] : [packet.destination, packet.source]
  return (
    (clause.protocol === 'all' || clause.protocol === packet.protocol) &&
    portsMatch(clause.ports, packet, packet.destinationPort) &&
    portsMatch(clause.sourcePorts, packet, packet.sourcePort) &&
    icmpMatches(clause.icmp, packet) &&
    (clause.peer === null || setContains(clause.peer.ranges, peer)) &&
    (clause.own === null || rangeContains(clause.own, own))
  )
}

/** P5: a packet without ports has none that a range could name. */
const portsMatch = (ranges: readonly PortRange[] | null, packet: Packet, port: number): boolean =>
  ranges === null || (hasPorts(packet.protocol) && ranges.some((range) => portInRange(port, range)))

const icmpMatches = (wanted: Clause['icmp'], { icmp }: Packet): boolean =>
  wanted === null ||
  (icmp !== undefined && wanted.type === icmp.type && (wanted.code === null || wanted.code === icmp.code))

const owns = (policy: EniPolicy, address: Address): boolean =>
  policy.addresses.some((own) => sameAddress(own, address)) ||
  policy.prefixes.some((prefix) => rangeContains(prefix, address))

function isSystemFlow(flow: SystemFlow, policy: EniPolicy, direction: Direction, packet: Packet): boolean {
  const is = (party: SystemParty, address: Address): boolean => {
    if (party === 'own') return owns(policy, address)
    if (party === 'gateway') return policy.gateways.some((gateway) => sameAddress(gateway, address))
    return setContains(PARTIES[party], address)
  }
  return (
    flow.direction === direction &&
    flow.family === packet.source.family &&
    flow.protocol === packet.protocol &&
    (flow.sourcePort === null || portInRange(packet.sourcePort, flow.sourcePort)) &&
    (flow.port === null || portInRange(packet.destinationPort, flow.port)) &&
    (flow.icmpTypes === null || (packet.icmp !== undefined && flow.icmpTypes.includes(packet.icmp.type))) &&
    flow.from.some((party) => is(party, packet.source)) &&
    flow.to.some((party) => is(party, packet.destination))
  )
}

const verdict = (action: Verdict['action'], why: Why): Verdict => ({ action, why, overruled: [] })
