// Exposure against brute force in tiny worlds: every content of an unknown list, every own address, every packet.

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { exposuresOf } from '../../src/core/analysis/exposure/exposure.ts'
import { parseService, type Service } from '../../src/core/analysis/exposure/service.ts'
import { type Address, parseAddress } from '../../src/core/model/address.ts'
import { setOfTexts } from '../../src/core/model/addressSet.ts'
import { asId } from '../../src/core/model/ids.ts'
import type { Packet } from '../../src/core/model/packet.ts'
import { KINDS, type Write } from '../../src/core/model/resources.ts'
import { ResourceTables } from '../../src/core/model/tables.ts'
import { evaluate } from '../../src/core/policy/evaluate.ts'
import { resolvePolicy } from '../../src/core/policy/resolve.ts'
import { portListWith, prefixListWith } from '../packets/resources.ts'
import { randomWorlds } from '../random/world.ts'

const HOSTS = [4, 5, 6, 7]
const PORTS = [4, 5, 6, 7]
const OWN_HOSTS = [...HOSTS, 99]
const FAMILIES = [4, 6] as const
type Family = (typeof FAMILIES)[number]

const textOf = (family: Family, host: number): string =>
  family === 4 ? `10.0.0.${host}` : `2001:db8:0:100::${host}`
const addressOf = (family: Family, host: number): Address => parseAddress(textOf(family, host)) as Address
const FROM = setOfTexts(['10.0.0.4/30', '2001:db8:0:100::4/126'])

type Unknown = 'nothing' | 'pl-4' | 'pl-6' | 'ports'

const subsets = (of: readonly number[]): readonly (readonly number[])[] =>
  Array.from({ length: 2 ** of.length }, (_, chosen) =>
    of.filter((_, place) => ((chosen >> place) & 1) === 1),
  )

function copyWithout(world: ResourceTables, unknown: Unknown): ResourceTables {
  const copy = new ResourceTables()
  for (const kind of KINDS) {
    for (const body of world.list(kind)) {
      const { id } = body as { id: string }
      const isGone = kind === 'prefixList' ? id === unknown : kind === 'portList' && unknown === 'ports'
      if (!isGone) copy.write({ kind, id, body } as Write)
    }
  }
  return copy
}

/** The world with each content that the unknown list can have, as far as this family can tell. */
function* interpretations(world: ResourceTables, unknown: Unknown, family: Family): Iterable<ResourceTables> {
  if (unknown === 'nothing') {
    yield world
    return
  }
  const lists = [...world.list('portList')].map(({ id }) => id)
  for (const chosen of subsets(unknown === 'ports' ? PORTS : HOSTS)) {
    const made = copyWithout(world, unknown)
    if (unknown === 'ports') {
      const ranges = chosen.map((port) => ({ first: port, last: port }))
      for (const id of lists) made.write({ kind: 'portList', id, body: portListWith(id, ranges) })
    } else {
      const cidrs = chosen.map((host) => textOf(family, host))
      made.write({ kind: 'prefixList', id: unknown, body: prefixListWith(unknown, family, cidrs) })
    }
    yield made
  }
}

function packetsTo(own: Address, family: Family, { protocol, ports }: Service): readonly Packet[] {
  const [range = { first: 0, last: 0 }] = ports ?? []
  return HOSTS.flatMap((host) =>
    PORTS.filter((port) => range.first <= port && port <= range.last).flatMap((destinationPort) =>
      [...PORTS, 99].map((sourcePort) => ({
        protocol: protocol as number,
        source: addressOf(family, host),
        destination: own,
        sourcePort,
        destinationPort,
      })),
    ),
  )
}

/** Open for all interpretations, for some, by trying each. */
function bruteForce(world: ResourceTables, unknown: Unknown, service: Service): boolean | 'unknown' {
  const answers = FAMILIES.map((family) => {
    const outcomes: boolean[] = []
    for (const each of interpretations(world, unknown, family)) {
      const policy = resolvePolicy(each, asId('eni-4'))
      if (policy === undefined) throw new Error('no `eni-4`')
      for (const host of OWN_HOSTS) {
        const packets = packetsTo(addressOf(family, host), family, service)
        outcomes.push(packets.some((packet) => evaluate(policy, 'ingress', packet).action === 'accept'))
      }
    }
    return { always: outcomes.every(Boolean), ever: outcomes.some(Boolean) }
  })
  if (answers.some(({ always }) => always)) return true
  return answers.some(({ ever }) => ever) ? 'unknown' : false
}

test('exposure says what trying every packet and every unknown says', { timeout: 60_000 }, () => {
  const seen = new Set<boolean | 'unknown'>()
  fc.assert(
    fc.property(
      randomWorlds(20),
      fc.constantFrom<Unknown>('nothing', 'pl-4', 'pl-6', 'ports'),
      fc.constantFrom('tcp/4-7', 'tcp/5', 'udp/6-7', 'udp/4'),
      ({ world }, unknown, to) => {
        const service = parseService(to) as Service
        const given = copyWithout(world, unknown)
        const knowledge = { complete: false, rules: new Map(), innerAccess: new Set<never>(), strangers: [] }
        const question = { from: FROM, isInternet: false, own: null, service }
        const answer = exposuresOf(given, asId('eni-4'), knowledge)?.(question)
        const expected = bruteForce(world, unknown, service)
        seen.add(expected)
        expect(answer?.open).toBe(expected)
      },
    ),
    { numRuns: 200, seed: 22 },
  )
  expect(seen).toEqual(new Set([true, false, 'unknown']))
})
