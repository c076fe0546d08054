// What JoinSecurityGroup and LeaveSecurityGroup have in common.

import type { Membership } from '../../../service/securityGroup/membership.ts'
import type { ErrorSpec } from '../error.ts'
import { type Decoded, missingOf, refuse, text } from '../fields.ts'
import { optionalRegionId, owner } from './fields.ts'
import { groupId } from './securityGroup.ts'

export const membershipInput = {
  RegionId: optionalRegionId,
  SecurityGroupId: groupId,
  InstanceId: text({
    about: 'Instance; stands for its primary network interface.',
    check: /^[\w-]{1,100}$/,
    malformed: {
      status: 400,
      code: 'InvalidInstanceId.Malformed',
      message: 'The specified parameter "InstanceId" is not valid.',
    },
  }),
  NetworkInterfaceId: text({ about: 'Network interface; needs RegionId. Not together with InstanceId.' }),
  ...owner,
}

export function membershipOf(parameters: Decoded<typeof membershipInput>): Membership {
  const { RegionId: region, SecurityGroupId, InstanceId, NetworkInterfaceId } = parameters
  const group = { region, groupId: SecurityGroupId }
  if (InstanceId !== undefined && NetworkInterfaceId !== undefined) return refuse(BOTH)
  if (InstanceId !== undefined) return { ...group, member: { kind: 'instance', id: InstanceId } }
  if (NetworkInterfaceId === undefined) return refuse(missingOf('InstanceId'))
  return region === undefined
    ? refuse(REGION_MISSING)
    : { ...group, member: { kind: 'eni', id: NetworkInterfaceId } }
}

const BOTH: ErrorSpec = {
  status: 403,
  code: 'InvalidParam.EniIdAndInstanceId.Conflict',
  message: 'The specified InstanceId and NetworkInterfaceId cannot be set at the same time.',
}
const REGION_MISSING: ErrorSpec = {
  status: 400,
  code: 'MissingParameter.RegionId',
  message: 'The specified RegionId should not be null.',
}
