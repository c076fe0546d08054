// The default group of a VPC or classic network: made by the system with the first instance that names none (G8).

import { asId, type RuleId, type VpcId } from '../../core/model/ids.ts'
import { ICMP, TCP } from '../../core/model/protocol.ts'
import type { Rule } from '../../core/model/rule.ts'
import type { SecurityGroup } from '../../core/model/securityGroup.ts'
import type { Call } from '../call.ts'
import { NO_NAMING } from '../owned.ts'
import { nicOf } from '../rule/checkRule.ts'
import { policySettings } from '../settings/read.ts'
import { createGroup } from './createGroup.ts'

/** Undefined ports: ICMP. */
const ALWAYS = [undefined, 22, 3389]
const WEB = [80, 443]

/**
 * The caller's default group there. Undefined when it has groups, but none by default: then it must say which.
 * `vpcId` null is the classic network.
 */
export function defaultGroup(call: Call, region: string, vpcId: VpcId | null): SecurityGroup | undefined {
  const groups = call.state
    .by('securityGroup', 'account', call.accountId)
    .filter((group) => group.vpcId === vpcId && group.region === region)
  return groups.length > 0 ? groups.find((group) => group.isDefault) : makeDefaultGroup(call, region, vpcId)
}

function makeDefaultGroup(call: Call, region: string, vpcId: VpcId | null): SecurityGroup {
  const description = 'System created security group.'
  const made = createGroup(call, { ...NO_NAMING, description, region, vpcId, kind: 'basic' })
  const group: SecurityGroup = { ...made, name: made.id, isDefault: true }
  call.state.put('securityGroup', group)
  const { defaultGroupWeb, defaultRulePriority } = policySettings(call.state)
  for (const port of [...ALWAYS, ...(defaultGroupWeb ? WEB : [])]) {
    call.state.put('rule', systemRule(call, group, port, defaultRulePriority))
  }
  return group
}

/** P8: behind everything that a user can write. Egress needs no rule: a basic group lets everything out. */
const systemRule = (
  call: Call,
  group: SecurityGroup,
  port: number | undefined,
  precedence: number,
): Rule => ({
  id: asId<RuleId>(call.ids.next('sgr', group.region)),
  groupId: group.id,
  direction: 'ingress',
  action: 'accept',
  precedence,
  protocol: port === undefined ? ICMP : TCP,
  ports: port === undefined ? { kind: 'any' } : { kind: 'ranges', ranges: [{ first: port, last: port }] },
  sourcePorts: null,
  icmp: null,
  peer: { kind: 'cidr', cidr: '0.0.0.0/0' },
  ownCidr: null,
  nic: nicOf(group, null),
  description: 'System created rule.',
  system: true,
  createdAt: call.now,
})
