// A security group as answers show it, and what several actions do with groups and rule sets.

import type { Direction } from '../../../core/model/packet.ts'
import type { ResourceReader } from '../../../core/model/resources.ts'
import type { Rule } from '../../../core/model/rule.ts'
import type { SecurityGroup } from '../../../core/model/securityGroup.ts'
import type { Call } from '../../../service/call.ts'
import type { RuleSpec } from '../../../service/rule/ruleSpec.ts'
import { rulesInOrder, versionOf } from '../../../service/sequence/order.ts'
import type { Place } from '../action.ts'
import { refuse, spec } from '../error.ts'
import { policyView, type Sender, specOf } from '../policyCodec.ts'
import { formatLocal } from '../time.ts'
import { coexist, empty, projectText, tagSet } from './fields.ts'
import type { Policy, PolicySet } from './policyFields.ts'

export const groupView = (group: SecurityGroup): object => ({
  SecurityGroupId: group.id,
  SecurityGroupName: group.name,
  SecurityGroupDesc: group.description,
  ProjectId: projectText(group.resourceGroupId),
  IsDefault: group.isDefault === true,
  CreatedTime: formatLocal(group.createdAt),
  UpdateTime: formatLocal(group.changedAt ?? group.createdAt),
  TagSet: tagSet(group.tags),
  Region: group.region,
})

export const senderOf = (call: Call, place: Place): Sender => ({
  accountId: call.accountId,
  clientAddress: place.clientAddress,
})

/** Rules with the places they really have, whatever was filtered out. */
export type NumberedRules = readonly (readonly [index: number, rule: Rule])[]

export function policySetView(group: SecurityGroup, ingress: NumberedRules, egress: NumberedRules): object {
  const view = (rules: NumberedRules) => rules.map(([index, rule]) => policyView(rule, index))
  return {
    Version: String(versionOf(group)),
    Ingress: view(ingress),
    Egress: view(egress),
    PolicyStatistics: {
      ...statistics('Ingress', ingress),
      ...statistics('Egress', egress),
    },
  }
}

function statistics(name: string, rules: NumberedRules): object {
  const isV6 = ({ peer }: Rule): boolean => peer.kind === 'cidr' && peer.cidr.includes(':')
  const v6 = rules.filter(([, rule]) => isV6(rule)).length
  return { [`${name}IPv4TotalCount`]: rules.length - v6, [`${name}IPv6TotalCount`]: v6 }
}

export const numbered = (state: ResourceReader, groupId: string, direction: Direction): NumberedRules =>
  rulesInOrder(state, groupId, direction).map((rule, index) => [index, rule] as const)

const SET = 'SecurityGroupPolicySet'

export interface OneDirection {
  readonly direction: Direction
  readonly policies: readonly Policy[]
  /** `SecurityGroupPolicySet.Ingress`. */
  readonly path: string
  readonly version: number | undefined
}

/** For actions that take one direction at a time. */
export function oneDirection(set: PolicySet, name = SET): OneDirection {
  const { Ingress = [], Egress = [] } = set
  if (Ingress.length > 0 && Egress.length > 0) return refuse(coexist(`${name}.Ingress`, `${name}.Egress`))
  const [direction, policies, path] =
    Ingress.length > 0
      ? (['ingress', Ingress, `${name}.Ingress`] as const)
      : (['egress', Egress, `${name}.Egress`] as const)
  if (policies.length === 0) return refuse(empty(name))
  return { direction, policies, path, version: versionIn(set) }
}

const versionIn = ({ Version }: PolicySet): number | undefined =>
  Version === undefined ? undefined : Number(Version)

export const specsIn = (policies: readonly Policy[], path: string, sender: Sender): readonly RuleSpec[] =>
  policies.map((policy, index) => specOf(policy, `${path}.${index}`, sender))

/** Both directions, each undefined when it is left out. */
export const listsIn = ({ Ingress, Egress }: PolicySet, sender: Sender) => ({
  ingress: Ingress && specsIn(Ingress, `${SET}.Ingress`, sender),
  egress: Egress && specsIn(Egress, `${SET}.Egress`, sender),
})

/** Of all rules of a call the same, or of none. */
export function commonIndex(policies: readonly Policy[]): number | undefined {
  const indexes = new Set(policies.map(({ PolicyIndex }) => PolicyIndex))
  if (indexes.size > 1) return refuse(UNEQUAL_INDEXES)
  return [...indexes][0]
}

const UNEQUAL_INDEXES = spec(
  'InvalidParameterValue',
  '同一次调用中所有规则的 `PolicyIndex` 必须相同。',
  'All rules of one call must carry the same `PolicyIndex`.',
)
