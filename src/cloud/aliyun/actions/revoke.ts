// What RevokeSecurityGroup and RevokeSecurityGroupEgress have in common.

import { limitOf } from '../../../core/model/limits.ts'
import type { Direction } from '../../../core/model/packet.ts'
import type { Call } from '../../../service/call.ts'
import { removeMatchingRules, removeRulesById } from '../../../service/rule/removeRules.ts'
import { AliyunError } from '../error.ts'
import { type Decoded, list, text } from '../fields.ts'
import { decodePattern } from '../ruleCodec.ts'
import { SYSTEM_PRIORITY } from './ruleFields.ts'
import { hasRuleParameters, MIXED, ruleListInput, rulesOf } from './rules.ts'

const portRangeMalformed = {
  status: 400,
  code: 'InvalidIpPortRange.Malformed',
  message: 'The specified parameter "PortRange" is not valid.',
}

export const revokeInput = (direction: Direction) => ({
  SecurityGroupRuleId: list(text({ about: 'Rule.' }), {
    about: 'Rules by their ids, up to 100; not together with rules described by their fields.',
    max: limitOf('rulesPerCall'),
  }),
  ...ruleListInput(direction, { portRange: portRangeMalformed, lowestPriority: SYSTEM_PRIORITY }),
})

export function revokeRules(
  call: Call,
  direction: Direction,
  parameters: Decoded<ReturnType<typeof revokeInput>>,
): object {
  const { SecurityGroupRuleId: ruleIds, Permissions } = parameters
  const group = { region: parameters.RegionId, groupId: parameters.SecurityGroupId, direction }
  if (ruleIds.length === 0) {
    removeMatchingRules(call, { ...group, patterns: rulesOf(call, direction, parameters, decodePattern) })
    return {}
  }
  if (Permissions.length > 0 || hasRuleParameters(parameters)) throw new AliyunError(MIXED)
  removeRulesById(call, { ...group, ruleIds })
  return {}
}
