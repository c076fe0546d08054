// Assertions against judging every packet of a random world on its whole way.

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseAssertion } from '../../src/core/analysis/prove/assertion.ts'
import { type Proof, prove } from '../../src/core/analysis/prove/prove.ts'
import { type Box, EVERYTHING } from '../../src/core/headerspace/box.ts'
import { formatAddress, parseAddress } from '../../src/core/model/address.ts'
import { formatPacket, type Packet } from '../../src/core/model/packet.ts'
import { GRE, ICMP, ICMPV6, TCP, UDP } from '../../src/core/model/protocol.ts'
import type { ResourceReader } from '../../src/core/model/resources.ts'
import { endpointsOf, enisWith } from '../../src/core/policy/endpoint.ts'
import { judgePath } from '../../src/core/policy/path.ts'
import { createResolver } from '../../src/core/policy/resolve.ts'
import { loadTables } from '../packets/load.ts'
import { randomWorlds } from '../random/world.ts'

function proof(world: ResourceReader, text: string): Proof {
  const parsed = parseAssertion(text)
  if (parsed.kind === 'malformed') throw new Error(`cannot read \`${parsed.part}\``)
  return prove(world, parsed.assertion)
}

const address = (text: string) => {
  const parsed = parseAddress(text)
  if (parsed === undefined) throw new Error(`not an address: \`${text}\``)
  return parsed
}

/** All packets from one of the four hosts to another that rules of the random worlds can tell apart. */
function packetsBetween(from: number, to: number): Packet[] {
  return (['10.0.0.', '2001:db8:0:100::'] as const).flatMap((prefix) => {
    const ends = { source: address(`${prefix}${from}`), destination: address(`${prefix}${to}`) }
    const ports = [3, 4, 5, 6, 7].flatMap((destinationPort) =>
      [4, 5, 6, 7, 40000].map((sourcePort) => ({ sourcePort, destinationPort })),
    )
    const bare = { sourcePort: 0, destinationPort: 0, ...ends }
    return [
      ...[TCP, UDP].flatMap((protocol) => ports.map((each) => ({ protocol, ...each, ...ends }))),
      ...[ICMP, ICMPV6].flatMap((protocol) =>
        [8, 13, 128, 5].map((type) => ({ protocol, icmp: { type, code: 0 }, ...bare })),
      ),
      ...[GRE, 99].map((protocol) => ({ protocol, ...bare })),
    ]
  })
}

describe('proofs', { timeout: 120_000 }, () => {
  test('P1 P3 G1 G2: who reaches whom in random worlds, decided over all packets', () => {
    fc.assert(
      fc.property(
        randomWorlds(1),
        fc.constantFrom(4, 5, 6, 7),
        fc.constantFrom(4, 5, 6, 7),
        ({ world }, from, to) => {
          fc.pre(from !== to)
          const resolver = createResolver(world)
          const passing = packetsBetween(from, to).filter((packet) => {
            const ends = endpointsOf(world, packet)
            return judgePath(world, packet, ends.from, ends.to, { resolver }).action === 'accept'
          })
          const found = proof(world, `eni-${from} !-> eni-${to}`)
          expect(found.kind, passing[0] && formatPacket(passing[0])).toBe(
            passing.length > 0 ? 'broken' : 'holds',
          )
          const opposite = proof(world, `eni-${from} -> eni-${to}`)
          expect(opposite.kind).toBe(passing.length > 0 ? 'holds' : 'broken')
          const whole = proof(world, `eni-${from} => eni-${to}`)
          const dropped = packetsBetween(from, to).length - passing.length
          expect(whole.kind).toBe(dropped > 0 ? 'broken' : 'holds')
          if (whole.kind === 'broken' && whole.witness !== null) {
            const way = endpointsOf(world, whole.witness)
            expect(judgePath(world, whole.witness, way.from, way.to).action).toBe('drop')
          }
          const others = [4, 5, 6, 7].filter((each) => each !== from).map((each) => `eni-${each}`)
          const only = parseAssertion(`eni-${from} -> eni-${to}`, 'only')
          if (only.kind === 'malformed') throw new Error('cannot be read')
          const outside = proof(world, `internet !-> eni-${to}`).kind === 'holds'
          const alone = proof(world, `${others.join()} !-> eni-${to}`).kind === 'holds'
          expect(prove(world, only.assertion).kind).toBe(outside && alone ? 'holds' : 'broken')
          if (found.kind !== 'broken' || found.witness === null) return
          const ends = endpointsOf(world, found.witness)
          expect(judgePath(world, found.witness, ends.from, ends.to).action).toBe('accept')
        },
      ),
      { numRuns: 150 },
    )
  })

  test('groups, blocks and services as ends, each the same as its members one by one', () => {
    fc.assert(
      fc.property(
        randomWorlds(1),
        fc.constantFrom('tcp/5', 'udp/4-6', 'icmp/8', 'ip/47'),
        ({ world }, service) => {
          const members = [...world.list('eni')].filter((eni) =>
            eni.securityGroupIds.some((id) => id === 'sg-0'),
          )
          const pairs = [...world.list('eni')].flatMap((from) =>
            members.map((to) => [from.id, to.id] as const),
          )
          const reaching = pairs.some(
            ([from, to]) => from !== to && proof(world, `${from} -> ${to} ${service}`).kind === 'holds',
          )
          expect(
            proof(world, `10.0.0.4/30 -> sg-0 ${service}`).kind === 'holds' || isSix(world, service),
          ).toBe(reaching || isSix(world, service))
          expect(proof(world, `any -> sg-0 ${service}`).kind).toBe(reaching ? 'holds' : 'broken')
        },
      ),
      { numRuns: 60 },
    )
  })

  test('P9 A1 S3: what the packet tables say passes is found to pass, and with it nothing that they say is dropped', () => {
    let asked = 0
    for (const { name, world, rows } of loadTables()) {
      for (const { packet, kind } of rows) {
        if (kind !== 'first' || packet.laterFragment === true) continue
        const ends = endpointsOf(world, packet)
        const path = judgePath(world, packet, ends.from, ends.to)
        // An assertion is about interfaces, whatever their state and with all their addresses.
        if (path.noRoute !== null || path.sides.length === 0) continue
        if ([packet.source, packet.destination].some((end) => enisWith(world, end).length > 1)) continue
        if (path.sides.some(({ why }) => why.kind === 'system' || why.kind === 'spoofed')) continue
        const service = exactly(packet)
        const assertion = {
          from: formatAddress(packet.source),
          to: formatAddress(packet.destination),
          claims: 'some' as const,
          service,
        }
        const found = prove(world, assertion)
        expect(`${name}: ${formatPacket(packet)} ${found.kind}`).toBe(
          `${name}: ${formatPacket(packet)} ${path.action === 'accept' ? 'holds' : 'broken'}`,
        )
        asked++
      }
    }
    expect(asked).toBeGreaterThan(100)
  })

  test('what nobody is called, and what cannot be read', () => {
    const [{ world } = { world: undefined }] = fc.sample(randomWorlds(1), { numRuns: 1, seed: 1 })
    if (world === undefined) throw new Error('there is no world')
    expect(proof(world, 'internet !-> tag:tier=db')).toEqual({
      kind: 'holds',
      witness: null,
      vacuous: true,
    })
    expect(proof(world, 'nobody -> eni-4')).toEqual({ kind: 'unknownEnd', end: 'nobody' })
    expect(parseAssertion('internet tag:tier=db')).toMatchObject({ kind: 'malformed' })
    expect(parseAssertion('internet -> any tcp/70000')).toEqual({ kind: 'malformed', part: 'tcp/70000' })
    expect(parseAssertion('internet -> any gre/4')).toEqual({ kind: 'malformed', part: 'gre/4' })
  })

  test('a question that takes too much is undecided, not guessed', () => {
    const [{ world } = { world: undefined }] = fc.sample(randomWorlds(1), { numRuns: 1, seed: 7 })
    const parsed = parseAssertion('any !-> any')
    if (world === undefined || parsed.kind === 'malformed') throw new Error('there is no question')
    expect(prove(world, parsed.assertion, { nodeLimit: 3 }).kind).toBe('undecided')
  })
})

function exactly(packet: Packet): Box {
  const one = (value: number) => [{ first: value, last: value }]
  const hasNumber = packet.protocol === TCP || packet.protocol === UDP
  const service =
    packet.icmp === undefined ? packet.destinationPort : packet.icmp.type * 256 + packet.icmp.code
  return {
    ...EVERYTHING,
    protocols: one(packet.protocol),
    service: hasNumber || packet.icmp !== undefined ? one(service) : null,
    sourcePorts: hasNumber ? one(packet.sourcePort) : null,
  }
}

/** Whether some host would be reached over IPv6 only. */
const isSix = (world: ResourceReader, service: string): boolean =>
  proof(world, `2001:db8:0:100::4/126 -> sg-0 ${service}`).kind === 'holds'
