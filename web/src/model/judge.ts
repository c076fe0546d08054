// The questions that the browser answers itself, with the evaluator's own engine: effect of a change, shadowed rules.

import { type ChangePart, effectOfWrites } from '../../../src/core/analysis/change/effect.ts'
import { touchedBy } from '../../../src/core/analysis/change/touched.ts'
import { anyEniWith } from '../../../src/core/analysis/ground.ts'
import { PolicyGrounds } from '../../../src/core/analysis/policyGrounds.ts'
import { coveringRules, findRedundancy } from '../../../src/core/analysis/shadow.ts'
import { OutOfNodes } from '../../../src/core/headerspace/bdd.ts'
import { formatAddresses, formatServices } from '../../../src/core/headerspace/text.ts'
import type { Direction } from '../../../src/core/model/packet.ts'
import { formatPacket } from '../../../src/core/model/packet.ts'
import type { ResourceReader, Write } from '../../../src/core/model/resources.ts'
import type { Nic } from '../../../src/core/model/rule.ts'
import type { SecurityGroup } from '../../../src/core/model/securityGroup.ts'
import type { EniPolicy } from '../../../src/core/policy/policy.ts'
import { createResolver } from '../../../src/core/policy/resolve.ts'
import { overlay } from './overlay.ts'

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
  const { parts, undecided } = effectOfWrites(before, after, writes, {
    nodeLimit: NODE_LIMIT,
    mostKinds: MOST_KINDS,
  })
  return {
    parts: parts.slice(0, MOST_PARTS).map(shownPart),
    enis: touchedBy(before, after, writes).enis.size,
    gap: undecided > 0 || parts.length > MOST_PARTS ? 'tooMuch' : null,
  }
}

function shownPart({
  effect,
  direction,
  eniIds,
  vSwitchIds,
  region,
  packets,
  witness,
}: ChangePart): EffectPart {
  const peer = direction === 'ingress' ? 'source' : 'destination'
  const factors = region()
  return {
    ...{ effect, direction, packets, witness: formatPacket(witness) },
    enis: [...eniIds, ...vSwitchIds],
    peers: [...new Set(factors.map((factor) => formatAddresses(factor[peer])))].join('; '),
    services: [...new Set(factors.map((factor) => formatServices(factor.services)))].join('; '),
  }
}

export interface RuleState {
  readonly ruleId: string
  readonly state: 'shadowed' | 'redundant'
  /** Rules that take all its packets before it. */
  readonly by: readonly string[]
}

/**
 * Of one group alone: which of its rules never decide, for an interface with any address. Where its members may stand
 * in several VPCs, those that never decide in any of them.
 */
export function shadowsIn(
  before: ResourceReader,
  groupId: string,
  nic: Nic,
  writes: readonly Write[],
): readonly RuleState[] | null {
  const reader = writes.length === 0 ? before : overlay(before, writes)
  const group = reader.get('securityGroup', groupId)
  if (group === undefined) return []
  try {
    const [first = [], ...others] = vpcsOf(reader, group).flatMap((vpcId) => {
      const policy = policyOfGroup(reader, group, vpcId, nic)
      if (policy === undefined) return []
      const any = anyEniWith(policy)
      return [(['ingress', 'egress'] as const).flatMap((direction) => statesOf(any, direction))]
    })
    return first.filter(({ ruleId, state }) =>
      others.every((states) => states.some((one) => one.ruleId === ruleId && one.state === state)),
    )
  } catch (error) {
    if (error instanceof OutOfNodes) return null
    throw error
  }
}

/** More networks than these nobody waits for. */
const MOST_VPCS = 8

/** Whom a group as a peer means depends on the VPC that is asked from. */
function vpcsOf(reader: ResourceReader, group: SecurityGroup): readonly string[] {
  if (group.spansNetworks !== true) return [group.vpcId ?? '']
  const members = reader.by('eni', 'group', group.id).map(({ vpcId }) => vpcId as string)
  const all = reader
    .by('vpc', 'account', group.accountId)
    .filter(({ region }) => region === group.region)
    .map(({ id }) => id as string)
  return [...new Set(members.length > 0 ? members : all)].slice(0, MOST_VPCS)
}

function statesOf(policy: EniPolicy, direction: Direction): readonly RuleState[] {
  const grounds = new PolicyGrounds(policy)
  const { shadowed, redundant } = findRedundancy(grounds, direction)
  const ruleAt = (place: number): string => {
    const why = policy[direction][place]?.why
    return why?.kind === 'rule' ? why.rule.ruleId : (why?.kind ?? '')
  }
  return [
    ...shadowed.map((place) => ({
      ruleId: ruleAt(place),
      state: 'shadowed' as const,
      by: coveringRules(grounds, direction, place).map((covering) => ruleAt(covering.place)),
    })),
    ...redundant.map((place) => ({ ruleId: ruleAt(place), state: 'redundant' as const, by: [] })),
  ]
}

const PROBE = 'eni-probe'

/** As an interface of the VPC that is in this group alone would have it. */
function policyOfGroup(
  reader: ResourceReader,
  group: SecurityGroup,
  vpcId: string,
  nic: Nic,
): EniPolicy | undefined {
  const body = {
    id: PROBE,
    accountId: group.accountId,
    region: group.region,
    vpcId,
    vSwitchId: '',
    mac: '',
    primaryAddress: '10.0.0.1',
    secondaryAddresses: [],
    ipv6Addresses: [],
    prefixes: [],
    securityGroupIds: [group.id],
    instanceId: null,
    ...(vpcId === '' ? { nic } : {}),
  }
  const probed = overlay(reader, [{ kind: 'eni', id: PROBE, body } as unknown as Write])
  return createResolver(probed).policyOf(PROBE as never)
}
