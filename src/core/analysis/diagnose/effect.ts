// What else a change would open or close: over all packets of every interface whose rules it touches.

import { OutOfNodes } from '../../headerspace/bdd.ts'
import { icmpService } from '../../headerspace/box.ts'
import type { Factor } from '../../headerspace/factors.ts'
import type { Address } from '../../model/address.ts'
import { type AddressSet, wholeFamily } from '../../model/addressSet.ts'
import type { EniId } from '../../model/ids.ts'
import type { Direction, Packet } from '../../model/packet.ts'
import { hasPorts } from '../../model/protocol.ts'
import type { ResourceReader } from '../../model/resources.ts'
import type { WaySide } from '../../policy/path.ts'
import type { EniPolicy } from '../../policy/policy.ts'
import { createResolver, type Resolver } from '../../policy/resolve.ts'
import { diffPolicies, type PolicyChange } from '../diff.ts'
import { anyEniWith } from '../ground.ts'
import type { Edit } from './edits.ts'

/** Beyond it a question about a fix would take too long: the answer is "undecided", never a guess. */
const MOST_KINDS = 64
const NODE_LIMIT = 2_000_000

export interface EffectPart {
  readonly effect: PolicyChange['effect']
  readonly direction: Direction
  /** Interfaces whose rules change so; none for a network ACL, which stands before a whole vSwitch. */
  readonly eniIds: readonly EniId[]
  readonly packets: bigint
  readonly factors: readonly Factor[]
  readonly witness: Packet
}

export interface Effect {
  readonly parts: readonly EffectPart[]
  /** Nothing is opened but what was asked for, and nothing is closed; null = undecided. */
  readonly nothingElse: boolean | null
  readonly opened: bigint
}

const UNDECIDED: Effect = { parts: [], nothingElse: null, opened: 0n }

/** `asked`: sides whose packet shall pass. */
export function effectOf(
  before: ResourceReader,
  after: ResourceReader,
  edits: readonly Edit[],
  asked: readonly WaySide[],
  anyone: boolean,
): Effect {
  const pairs = pairsOf(before, after, edits)
  if (pairs.length > MOST_KINDS) return UNDECIDED
  try {
    const parts = pairs
      .flatMap(({ was, is, eniIds }) =>
        diffPolicies(was, is, NODE_LIMIT).map(({ effect, direction, packets, region, witness }) => ({
          ...{ effect, direction, eniIds, packets, witness },
          factors: region(),
        })),
      )
      .sort((a, b) => (a.packets < b.packets ? 1 : -1))
    const isAsked = (part: EffectPart): boolean =>
      part.effect === 'opened' &&
      part.factors.every((factor) => asked.some((side) => within(factor, part.direction, side, anyone)))
    return {
      parts,
      nothingElse: parts.every(isAsked),
      opened: parts.reduce((sum, { effect, packets }) => (effect === 'opened' ? sum + packets : sum), 0n),
    }
  } catch (error) {
    if (error instanceof OutOfNodes) return UNDECIDED
    throw error
  }
}

interface PolicyPair {
  readonly was: EniPolicy
  readonly is: EniPolicy
  readonly eniIds: readonly EniId[]
}

/** Interfaces with the same rules before and after are asked about together, with all their addresses. */
function pairsOf(
  before: ResourceReader,
  after: ResourceReader,
  edits: readonly Edit[],
): readonly PolicyPair[] {
  const [old, next] = [createResolver(before), createResolver(after)]
  const directions = touchedDirections(edits)
  const found = new Map<string, { was: EniPolicy; is: EniPolicy; eniIds: EniId[] }>()
  for (const id of touchedEnis(before, edits)) {
    const [was, is] = [old.policyOf(id), next.policyOf(id)]
    if (was === undefined || is === undefined) continue
    const key = `${was.source ?? id}|${is.source ?? id}`
    const known = found.get(key)
    if (known !== undefined) {
      known.was = joined(known.was, was)
      known.is = joined(known.is, is)
      known.eniIds.push(id)
    } else {
      const same = (['ingress', 'egress'] as const).filter((each) => !directions.has(each))
      const kept = Object.fromEntries(same.map((each) => [each, was[each]]))
      found.set(key, { was, is: { ...is, ...kept }, eniIds: [id] })
    }
  }
  return [...found.values(), ...edgePairs(before, old, next, edits)]
}

const joined = (all: EniPolicy, one: EniPolicy): EniPolicy => ({
  ...all,
  addresses: [...all.addresses, ...one.addresses],
  prefixes: [...all.prefixes, ...one.prefixes],
  gateways: [...all.gateways, ...one.gateways],
})

/** Through a network ACL nobody passes but by its entries: the same as an interface with every address. */
function edgePairs(
  before: ResourceReader,
  old: Resolver,
  next: Resolver,
  edits: readonly Edit[],
): PolicyPair[] {
  return edits.flatMap((edit) => {
    if (edit.kind !== 'addAclEntry') return []
    const behind = before
      .by('vSwitch', 'networkAcl', edit.networkAclId)
      .flatMap(({ id }) => before.by('eni', 'vSwitch', id))
    const id = behind[0]?.id
    const [was, is] = [id && old.policyOf(id)?.edge, id && next.policyOf(id)?.edge]
    return was && is ? [{ was: anyEniWith(was), is: { ...anyEniWith(is) }, eniIds: [] }] : []
  })
}

const touchedDirections = (edits: readonly Edit[]): ReadonlySet<Direction> =>
  new Set(edits.flatMap(directionsOf))

function directionsOf(edit: Edit): readonly Direction[] {
  switch (edit.kind) {
    case 'addRule':
    case 'removeRule':
      return [edit.rule.direction]
    case 'changeRule':
      return [edit.before.direction]
    case 'joinGroup':
      return ['ingress', 'egress']
    case 'addAclEntry':
      return []
  }
}

const touchedEnis = (reader: ResourceReader, edits: readonly Edit[]): ReadonlySet<EniId> =>
  new Set(edits.flatMap((edit) => enisOf(reader, edit)))

function enisOf(reader: ResourceReader, edit: Edit): readonly EniId[] {
  const members = (groupId: string): readonly EniId[] =>
    reader.by('eni', 'group', groupId).map(({ id }) => id)
  switch (edit.kind) {
    case 'addRule':
    case 'removeRule':
      return members(edit.rule.groupId)
    case 'changeRule':
      return members(edit.before.groupId)
    case 'joinGroup': {
      const namedBy = reader.by('rule', 'peerGroup', edit.groupId).map(({ groupId }) => groupId)
      return [edit.eniId, ...[...new Set([...namedBy, edit.groupId])].flatMap(members)]
    }
    case 'addAclEntry':
      return []
  }
}

/** Whether a product holds nothing but the packet asked about, from whatever source port. */
function within(
  factor: Factor,
  direction: Direction,
  { packet, ...side }: WaySide,
  anyone: boolean,
): boolean {
  const exactly = (address: Address): AddressSet => [
    { family: address.family, first: address.value, last: address.value },
  ]
  const [source, destination] = [exactly(packet.source), exactly(packet.destination)]
  const everybody = [wholeFamily(packet.source.family)]
  const peers = (one: AddressSet): AddressSet => (anyone ? everybody : one)
  const isIngress = direction === 'ingress'
  return (
    side.direction === direction &&
    covers(isIngress ? peers(source) : source, factor.source) &&
    covers(isIngress ? destination : peers(destination), factor.destination) &&
    factor.services.every(
      ({ protocols, service }) =>
        protocols.every(({ first, last }) => first === packet.protocol && last === packet.protocol) &&
        isService(service, packet),
    )
  )
}

function isService(service: Factor['services'][number]['service'], packet: Packet): boolean {
  if (packet.icmp === undefined && !hasPorts(packet.protocol)) return true
  const wanted =
    packet.icmp === undefined ? packet.destinationPort : icmpService(packet.icmp.type, packet.icmp.code)
  return service?.every(({ first, last }) => first === wanted && last === wanted) === true
}

const covers = (set: AddressSet, part: AddressSet): boolean =>
  part.every((range) =>
    set.some((each) => each.family === range.family && each.first <= range.first && range.last <= each.last),
  )
