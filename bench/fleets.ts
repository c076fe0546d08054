// Fleets from a seed: thousands of ENIs in hundreds of groups, with merged lists of clauses per set of groups.

import { type Address, formatAddress } from '../src/core/model/address.ts'
import { normaliseRanges } from '../src/core/model/addressSet.ts'
import { parseCidr, rangeOf } from '../src/core/model/cidr.ts'
import { asId } from '../src/core/model/ids.ts'
import type { Action } from '../src/core/model/rule.ts'
import type { Clause, EniPolicy, PeerSet } from '../src/core/policy/policy.ts'
import { below, CATCH_ALL, type Draw, randomFrom } from './policies.ts'

export interface FleetShape {
  readonly enis: number
  readonly groups: number
  readonly rulesPerGroup: number
  readonly seed?: number
  /** Rules name single addresses and small blocks, so that hardly two interfaces are alike. */
  readonly hostile?: boolean
}

export interface GeneratedFleet {
  readonly policies: readonly EniPolicy[]
  /** Groups of each ENI. */
  readonly groupsOf: readonly (readonly number[])[]
}

/** The first groups are attached nearly everywhere, as a company's base rules are. */
const BASE_GROUPS = 4
const PORTS = [22, 80, 443, 3306, 6379, 8080, 5432, 53, 9200, 9092] as const

interface GroupRules {
  readonly ingress: readonly RankedClause[]
  readonly egress: readonly RankedClause[]
}

interface RankedClause {
  readonly rank: number
  readonly clause: Clause
}

export function fleetWith({
  enis,
  groups,
  rulesPerGroup,
  seed = 1,
  hostile = false,
}: FleetShape): GeneratedFleet {
  const draw = randomFrom(seed)
  const groupsOf = Array.from({ length: enis }, (_, eni) => groupsFor(draw, eni, enis, groups))
  const addresses = groupsOf.map((_, eni): Address => ({ family: 4, value: 0x0a00_0004n + BigInt(eni) }))
  const peers = membersOf(groupsOf, addresses, groups)
  const rules = Array.from({ length: groups }, (_, group) =>
    rulesOf(
      draw,
      group,
      hostile ? () => hostilePeer(draw, enis) : () => peerFor(draw, peers, enis),
      rulesPerGroup,
    ),
  )
  const lists = new Map<string, Pick<EniPolicy, 'ingress' | 'egress'>>()
  const policies = groupsOf.map((own, eni): EniPolicy => {
    const key = own.join()
    const known = lists.get(key) ?? mergedLists(own, rules)
    lists.set(key, known)
    const address = addresses[eni] as Address
    return {
      ...{ eniId: asId(`eni-${eni}`), vpcId: asId('vpc-1'), mac: '', prefixes: [], gateways: [], edge: null },
      ...{ addresses: [address], ...known },
    }
  })
  return { policies, groupsOf }
}

/** Neighbours share a group; a fifth of all has a second one, out of the few that its group goes with. */
function groupsFor(draw: Draw, eni: number, enis: number, groups: number): readonly number[] {
  const own = BASE_GROUPS + Math.floor((eni * (groups - BASE_GROUPS)) / enis)
  const partner = BASE_GROUPS + ((own * 31 + 17 * below(draw, 5)) % (groups - BASE_GROUPS))
  const second = draw() < 0.2 ? [partner] : []
  return [...new Set([own % BASE_GROUPS, own, ...second])].sort((a, b) => a - b)
}

function membersOf(
  groupsOf: readonly (readonly number[])[],
  addresses: readonly Address[],
  groups: number,
): PeerSet[] {
  const members: Address[][] = Array.from({ length: groups }, () => [])
  for (const [eni, own] of groupsOf.entries()) {
    for (const group of own) members[group]?.push(addresses[eni] as Address)
  }
  return members.map((all, group) => ({
    key: `group:sg-${group}@vpc-1`,
    ranges: normaliseRanges(all.map(({ family, value }) => ({ family, first: value, last: value }))),
  }))
}

function rulesOf(draw: Draw, group: number, peer: () => PeerSet, count: number): GroupRules {
  const build = (isEgress: boolean, size: number): RankedClause[] =>
    Array.from({ length: size }, (_, place) => {
      const action: Action = draw() < 0.15 ? 'drop' : 'accept'
      const rank = 2 * (1 + below(draw, 100)) + (action === 'accept' ? 1 : 0)
      const ruleId = asId<never>(`sgr-${group}-${isEgress ? 'out' : 'in'}-${place}`)
      const rule = {
        ruleId,
        groupId: asId<never>(`sg-${group}`),
        rank: [0, rank >> 1, rank & 1],
        action,
      } as const
      const ports = portsFor(draw)
      const why = { kind: 'rule', rule } as const
      return {
        rank,
        clause: { ...CATCH_ALL, action, why, protocol: 6, ports, peer: peer() },
      }
    })
  return { ingress: build(false, count), egress: build(true, Math.ceil(count / 5)) }
}

function portsFor(draw: Draw): Clause['ports'] {
  const choice = draw()
  if (choice < 0.15) return null
  const first = choice < 0.8 ? (PORTS[below(draw, PORTS.length)] as number) : below(draw, 60_000)
  return [{ first, last: choice < 0.9 ? first : first + below(draw, 2000) }]
}

const blocks = new Map<string, PeerSet>()
const ANYBODY: PeerSet = blockPeer('0.0.0.0/0')

function peerFor(draw: Draw, peers: readonly PeerSet[], enis: number): PeerSet {
  const choice = draw()
  if (choice < 0.4) return peers[below(draw, peers.length)] as PeerSet
  if (choice < 0.5) return ANYBODY
  const value = 0x0a00_0000n + BigInt(below(draw, enis))
  return blockPeer(`${formatAddress({ family: 4, value })}/${18 + below(draw, 9)}`)
}

function hostilePeer(draw: Draw, enis: number): PeerSet {
  const value = 0x0a00_0004n + BigInt(below(draw, enis))
  return blockPeer(`${formatAddress({ family: 4, value })}/${draw() < 0.7 ? 32 : 24 + below(draw, 7)}`)
}

function blockPeer(text: string): PeerSet {
  const cidr = parseCidr(text)
  if (cidr === undefined) throw new Error(`not a block: \`${text}\``)
  const range = rangeOf(cidr)
  const key = `cidr:${range.first}/${cidr.length}`
  const known = blocks.get(key) ?? { key, ranges: [range] }
  blocks.set(key, known)
  return known
}

/** P3: all groups' rules by priority, drop before accept. */
function mergedLists(own: readonly number[], rules: readonly GroupRules[]) {
  const merge = (direction: 'ingress' | 'egress'): Clause[] => {
    const ranked = own.flatMap((group) => rules[group]?.[direction] ?? [])
    return ranked.sort((a, b) => a.rank - b.rank).map(({ clause }) => clause)
  }
  return {
    ingress: [...merge('ingress'), CATCH_ALL],
    egress: [...merge('egress'), { ...CATCH_ALL, action: 'accept' as const }],
  }
}
