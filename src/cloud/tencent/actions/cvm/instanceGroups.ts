// What binding and unbinding of a group have in common: exactly one group at a time.

import { refuse, spec } from '../../error.ts'
import { required } from '../../fields.ts'
import { groupIds, instanceIds } from './cvmFields.ts'

export const bindingFields = {
  SecurityGroupIds: required(groupIds),
  InstanceIds: required(instanceIds),
}

const NOT_ONE = spec(
  'InvalidParameterValue',
  '参数 `SecurityGroupIds` 必须恰好包含一个安全组。',
  'The parameter `SecurityGroupIds` must name exactly one security group.',
)

export function onlyGroup(ids: readonly string[]): string {
  const [only, ...more] = ids
  return only === undefined || more.length > 0 ? refuse(NOT_ONE) : only
}
