// How actions take rules: as `Permissions.N` or, deprecated, as parameters of their own, never both.

import type { FaultName } from '../../../core/model/faults.ts'
import { type AccountId, asId } from '../../../core/model/ids.ts'
import { limitOf } from '../../../core/model/limits.ts'
import type { Direction } from '../../../core/model/packet.ts'
import type { Call } from '../../../service/call.ts'
import { AliyunError } from '../error.ts'
import { list, object } from '../fields.ts'
import { RULE_PARAMETERS, type RuleContext, type RuleParameters } from '../ruleCodec.ts'
import { clientToken, owner, regionId } from './fields.ts'
import { type RuleFieldOptions, ruleFields } from './ruleFields.ts'
import { groupId } from './securityGroup.ts'

export const ruleListInput = (direction: Direction, options: RuleFieldOptions) => ({
  RegionId: regionId,
  SecurityGroupId: groupId,
  ClientToken: clientToken,
  Permissions: list(object(ruleFields(direction, options), { about: 'One rule.' }), {
    about: 'Rules, up to 100.',
    max: limitOf('rulesPerCall'),
    tooMany: {
      status: 400,
      code: 'InvalidParameter',
      message: `The specified parameter "Permissions" is not valid: more than ${limitOf('rulesPerCall')} rules.`,
    },
  }),
  ...ruleFields(direction, options),
  ...owner,
})

interface RuleList extends RuleParameters {
  readonly Permissions: readonly RuleParameters[]
}

/** The rules of a request, each with its place there. */
export function rulesOf<T>(
  call: Call,
  direction: Direction,
  parameters: RuleList,
  decode: (rule: RuleParameters, context: RuleContext) => T,
): readonly T[] {
  const { Permissions } = parameters
  if (Permissions.length === 0) return [decode(parameters, contextOf(call, direction, ''))]
  if (hasRuleParameters(parameters)) throw new AliyunError(MIXED)
  return Permissions.map((rule, index) =>
    decode(rule, contextOf(call, direction, `Permissions.${index + 1}.`)),
  )
}

export const hasRuleParameters = (parameters: RuleParameters): boolean =>
  RULE_PARAMETERS.some((name) => parameters[name] !== undefined)

export const MIXED = {
  status: 400,
  code: 'InvalidParam.Permissions',
  message: 'The specified parameter Permissions cannot coexist with other parameters.',
}

export const contextOf = (call: Call, direction: Direction, path: string): RuleContext => ({
  direction,
  path,
  accountOf: (ownerId, ownerName) => accountOf(call, ownerId, ownerName),
})

/** An unknown account owns no group, so that the group is what is not found. */
function accountOf(call: Call, ownerId: string | undefined, ownerName: string | undefined): AccountId {
  if (ownerId !== undefined) return asId<AccountId>(ownerId)
  if (ownerName === undefined) return call.accountId
  for (const account of call.state.list('account')) if (account.name === ownerName) return account.id
  return asId<AccountId>(ownerName)
}

/** Faults of any rule that is written into a group. */
export const WRITTEN_RULE_FAULTS = [
  'groupNotFound',
  'groupManaged',
  'tooManyRules',
  'tooManyGroupPeers',
  'protocolOfOtherFamily',
  'sidesOfDifferentFamilies',
  'sidesEqual',
  'sourcePortsWithoutPorts',
  'peerGroupNotFound',
  'peerGroupIsItself',
  'peerGroupInOtherVpc',
  'peerGroupInOtherNetwork',
  'groupPeerInEnterpriseGroup',
  'dropInEnterpriseGroup',
  'priorityInEnterpriseGroup',
  'peerGroupIsEnterprise',
  'groupPeerNeedsIntranet',
  'intranetPeerTooWide',
  'notInClassicNetwork',
  'prefixListNotFound',
  'prefixListOfOtherFamily',
  'tooManyListUsers',
  'portListNotFound',
] as const satisfies readonly FaultName[]
