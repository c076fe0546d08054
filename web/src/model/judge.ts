// The questions that the browser answers itself, with the evaluator's own engine: effect of a change, shadowed rules.

import { diffPolicies } from '../../../src/core/analysis/diff.ts'
import { anyEniWith } from '../../../src/core/analysis/ground.ts'
import { coveringRules, findRedundancy } from '../../../src/core/analysis/shadow.ts'
import { OutOfNodes } from '../../../src/core/headerspace/bdd.ts'
import { formatAddresses, formatServices } from '../../../src/core/headerspace/text.ts'
import type { Direction } from '../../../src/core/model/packet.ts'
import { formatPacket } from '../../../src/core/model/packet.ts'
import type { ResourceReader, Write } from '../../../src/core/model/resources.ts'
import type { Nic } from '../../../src/core/model/rule.ts'
import type { EniPolicy } from '../../../src/core/policy/policy.ts'
import { createResolver } from '../../../src/core/policy/resolve.ts'
import { overlay } from './overlay.ts'
import { touchedEnis } from './touched.ts'

export interface EffectPart {
  readonly effect: 'opened' | 'closed'
  readonly direction: Direction
  readonly enis: readonly string[]
  /** Who stands at the other end, and what goes through. */
  readonly peers: string
  readonly services: string
  readonly packets: bigint
  readonly witness: string
}

export interface Effect {
  readonly parts: readonly EffectPart[]
  /** Interfaces whose rules were looked at. */
  readonly enis: number
  /** Why this is not all; null: it is. */
  readonly gap: 'tooMuch' | null
}

const NODE_LIMIT = 400_000
const MOST_KINDS = 48
const MOST_PARTS = 60

export function effectOf(before: ResourceReader, writes: readonly Write[]): Effect {
  const after = overlay(before, writes)
  const enis = touchedEnis(before, after, writes)
  const kinds = kindsOf(before, after, enis)
  const parts: EffectPart[] = []
  let gap: Effect['gap'] = kinds.length > MOST_KINDS ? 'tooMuch' : null
  for (const { was, is, ids } of kinds.slice(0, MOST_KINDS)) {
    try {
      for (const change of diffPolicies(was, is, NODE_LIMIT)) {
        const peer = change.direction === 'ingress' ? 'source' : 'destination'
        const factors = change.region()
        parts.push({
          effect: change.effect,
          direction: change.direction,
          enis: ids,
          peers: [...new Set(factors.map((factor) => formatAddresses(factor[peer])))].join('; '),
          services: [...new Set(factors.map((factor) => formatServices(factor.services)))].join('; '),
          packets: change.packets,
          witness: formatPacket(change.witness),
        })
      }
    } catch (error) {
      if (!(error instanceof OutOfNodes)) throw error
      gap = 'tooMuch'
    }
  }
  parts.sort((a, b) => (a.packets < b.packets ? 1 : -1))
  return {
    parts: parts.slice(0, MOST_PARTS),
    enis: enis.length,
    gap: parts.length > MOST_PARTS ? 'tooMuch' : gap,
  }
}

interface EniKind {
  was: EniPolicy
  is: EniPolicy
  readonly ids: string[]
}

/** Interfaces with the same rules before and after are asked about together, with all their addresses. */
function kindsOf(before: ResourceReader, after: ResourceReader, enis: readonly string[]): readonly EniKind[] {
  const [old, next] = [createResolver(before), createResolver(after)]
  const found = new Map<string, EniKind>()
  for (const id of enis) {
    const [was, is] = [old.policyOf(id as never), next.policyOf(id as never)]
    if (was === undefined || is === undefined) continue
    const key = `${was.source ?? id}|${is.source ?? id}`
    const known = found.get(key)
    if (known === undefined) {
      found.set(key, { was, is, ids: [id] })
      continue
    }
    known.was = joined(known.was, was)
    known.is = joined(known.is, is)
    known.ids.push(id)
  }
  return [...found.values()]
}

const joined = (all: EniPolicy, one: EniPolicy): EniPolicy => ({
  ...all,
  addresses: [...all.addresses, ...one.addresses],
  prefixes: [...all.prefixes, ...one.prefixes],
  gateways: [...all.gateways, ...one.gateways],
})

export interface RuleState {
  readonly ruleId: string
  readonly state: 'shadowed' | 'redundant'
  /** Rules that take all its packets before it. */
  readonly by: readonly string[]
}

/** Of one group alone: which of its rules never decide, for an interface with any address. */
export function shadowsIn(
  before: ResourceReader,
  groupId: string,
  nic: Nic,
  writes: readonly Write[],
): readonly RuleState[] | null {
  const reader = writes.length === 0 ? before : overlay(before, writes)
  const policy = policyOfGroup(reader, groupId, nic)
  if (policy === undefined) return []
  const any = anyEniWith(policy)
  try {
    return (['ingress', 'egress'] as const).flatMap((direction) => statesOf(any, direction))
  } catch (error) {
    if (error instanceof OutOfNodes) return null
    throw error
  }
}

function statesOf(policy: EniPolicy, direction: Direction): readonly RuleState[] {
  const { shadowed, redundant } = findRedundancy(policy, direction)
  const ruleAt = (place: number): string => {
    const why = policy[direction][place]?.why
    return why?.kind === 'rule' ? why.rule.ruleId : (why?.kind ?? '')
  }
  return [
    ...shadowed.map((place) => ({
      ruleId: ruleAt(place),
      state: 'shadowed' as const,
      by: coveringRules(policy, direction, place).map((covering) => ruleAt(covering.place)),
    })),
    ...redundant.map((place) => ({ ruleId: ruleAt(place), state: 'redundant' as const, by: [] })),
  ]
}

const PROBE = 'eni-probe'

/** As an interface that is in this group alone would have it. */
function policyOfGroup(reader: ResourceReader, groupId: string, nic: Nic): EniPolicy | undefined {
  const group = reader.get('securityGroup', groupId)
  if (group === undefined) return undefined
  const body = {
    id: PROBE,
    accountId: group.accountId,
    region: group.region,
    vpcId: group.vpcId ?? '',
    vSwitchId: '',
    mac: '',
    primaryAddress: '10.0.0.1',
    secondaryAddresses: [],
    ipv6Addresses: [],
    prefixes: [],
    securityGroupIds: [groupId],
    instanceId: null,
    ...(group.vpcId === null ? { nic } : {}),
  }
  const probed = overlay(reader, [{ kind: 'eni', id: PROBE, body } as unknown as Write])
  return createResolver(probed).policyOf(PROBE as never)
}
