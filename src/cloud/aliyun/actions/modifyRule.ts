// What ModifySecurityGroupRule and ModifySecurityGroupEgressRule have in common.

import type { FaultName } from '../../../core/model/faults.ts'
import type { Direction } from '../../../core/model/packet.ts'
import type { Call } from '../../../service/call.ts'
import { describeRules, modifyRule } from '../../../service/rule/modifyRule.ts'
import { AliyunError } from '../error.ts'
import { type Decoded, text } from '../fields.ts'
import { decodePattern, overlayRule } from '../ruleCodec.ts'
import { clientToken, owner, regionId } from './fields.ts'
import { LOWEST_PRIORITY, PRIORITY_OUT_OF_BOUNDS, ruleFields, SYSTEM_PRIORITY } from './ruleFields.ts'
import { contextOf, WRITTEN_RULE_FAULTS } from './rules.ts'
import { groupId } from './securityGroup.ts'

const portRangeMalformed = {
  status: 400,
  code: 'InvalidParam.PortRange',
  message:
    'The specified parameter PortRange is not valid. It should be two integers less than 65535 in ?/? format.',
}

export const modifyRuleInput = (direction: Direction) => ({
  RegionId: regionId,
  SecurityGroupId: groupId,
  SecurityGroupRuleId: text({
    about: 'Rule to change. Without it the other fields find the rule, and only its description changes.',
  }),
  ClientToken: clientToken,
  ...ruleFields(direction, { portRange: portRangeMalformed, lowestPriority: SYSTEM_PRIORITY }),
  ...owner,
})

export const MODIFY_RULE_FAULTS = [
  ...WRITTEN_RULE_FAULTS,
  'ruleNotFound',
  'ruleUnmatched',
  'ruleDuplicate',
  'peerKindFixed',
  'portKindFixed',
  'nicFixed',
] as const satisfies readonly FaultName[]

export function modifyOneRule(
  call: Call,
  direction: Direction,
  parameters: Decoded<ReturnType<typeof modifyRuleInput>>,
): object {
  const { SecurityGroupRuleId: ruleId, RegionId: region, SecurityGroupId, Priority, Description } = parameters
  const group = { region, groupId: SecurityGroupId, direction }
  const context = contextOf(call, direction, '')
  if (ruleId === undefined) {
    const pattern = decodePattern(parameters, context)
    describeRules(call, { ...group, pattern, description: Description ?? null })
    return {}
  }
  // P8: the priority of system rules can be named when looking for one, but not given to a rule.
  if (Priority !== undefined && Priority > LOWEST_PRIORITY) {
    throw new AliyunError(PRIORITY_OUT_OF_BOUNDS)
  }
  modifyRule(call, { ...group, ruleId, change: (rule) => overlayRule(rule, parameters, context) })
  return {}
}
