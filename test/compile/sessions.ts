// Packets and the answers to them, for judges that follow sessions; worlds that tell such judges something.

import fc from 'fast-check'
import { formatPacket, type Packet, reply } from '../../src/core/model/packet.ts'
import type { ResourceReader } from '../../src/core/model/resources.ts'
import type { Action } from '../../src/core/model/rule.ts'
import type { PathVerdict } from '../../src/core/model/verdict.ts'
import { endpointsOf } from '../../src/core/policy/endpoint.ts'
import { judgePath, judgeSide } from '../../src/core/policy/path.ts'
import { createResolver } from '../../src/core/policy/resolve.ts'
import { type RandomWorld, randomWorlds } from '../random/world.ts'

/** The reference for whole paths; peers are resolved once for the world. */
export function judgeWorld(world: ResourceReader): (packet: Packet) => PathVerdict {
  const resolver = createResolver(world)
  return (packet) => {
    const { from, to } = endpointsOf(world, packet)
    return judgePath(world, packet, from, to, { resolver })
  }
}

/** For a packet of a session: its first packet meets the groups as they are now (C3, C5), itself the network ACLs (A1). */
export function judgeLive(world: ResourceReader): (first: Packet, packet: Packet) => Action {
  const resolver = createResolver(world)
  return (first, packet) => {
    const opening = endpointsOf(world, first)
    const isKept = (['egress', 'ingress'] as const).every((side) => {
      const verdict = judgeSide(world, first, opening.from, opening.to, side, { resolver })
      return verdict?.action === 'accept' || verdict?.keeps === true
    })
    const { from, to } = endpointsOf(world, packet)
    return isKept ? judgePath(world, packet, from, to, { resolver, session: 'accepted' }).action : 'drop'
  }
}

/** Which ICMP message answers which. */
const ICMP_ANSWERS: { readonly [type: number]: number } = { 8: 0, 13: 14, 15: 16, 17: 18, 128: 129 }

export function answerTo(packet: Packet): Packet {
  if (packet.icmp === undefined) return reply(packet)
  return { ...reply(packet), icmp: { type: ICMP_ANSWERS[packet.icmp.type] ?? 0, code: packet.icmp.code } }
}

/** What an answer answers. */
export function questionOf(answer: Packet): Packet {
  if (answer.icmp === undefined) return reply(answer)
  const { type, code } = answer.icmp
  const asked = Object.entries(ICMP_ANSWERS).find(([, answering]) => answering === type)
  return { ...reply(answer), icmp: { type: asked === undefined ? type : Number(asked[0]), code } }
}

/** Without packets that belong to the session of an earlier one. */
export function apart(packets: readonly Packet[]): readonly Packet[] {
  const seen = new Set<string>()
  const keyOf = (packet: Packet): string => `${formatPacket(packet)} ${packet.icmp?.type}`
  return packets.filter((packet) => {
    const known = seen.has(keyOf(packet))
    for (const each of [packet, answerTo(packet)]) seen.add(keyOf(each))
    return !known
  })
}

/** Random worlds in which some packets pass and some do not: two of three drop everything. */
export const mixedWorlds = (packetCount: number): fc.Arbitrary<RandomWorld> =>
  fc.noBias(randomWorlds(packetCount).filter(isMixed))

function isMixed({ world, packets }: RandomWorld): boolean {
  const reference = judgeWorld(world)
  const accepted = packets.filter((packet) => reference(packet).action === 'accept').length
  return accepted >= packets.length / 10 && accepted <= (packets.length * 9) / 10
}

/** Whether any rule needs rows with source ports or ICMP types. */
export const looksAtSources = (world: ResourceReader): boolean =>
  [...world.list('rule')].some((rule) => rule.sourcePorts !== null || rule.icmp !== null)
