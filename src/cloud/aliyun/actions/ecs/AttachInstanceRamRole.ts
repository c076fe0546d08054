// Gives instances a RAM role.

import { attachRole } from '../../../../service/ram/instanceRoles.ts'
import { action } from '../../action.ts'
import { required, text } from '../../fields.ts'
import { owner, refused, regionId } from '../fields.ts'
import { roleCounts, roleInstanceIds, roleResult } from './roleBinding.ts'

export const AttachInstanceRamRole = action({
  name: 'AttachInstanceRamRole',
  product: 'Ecs',
  version: '2014-05-26',
  summary: 'Give instances a RAM role.',
  effect: 'write',
  permission: 'ecs:AttachInstanceRamRole',
  input: {
    RegionId: regionId,
    RamRoleName: required(text({ about: 'Role; its trust policy names ecs.aliyuncs.com.' })),
    InstanceIds: roleInstanceIds,
    // Instances get no keys of their role here, so that nothing could be narrowed.
    Policy: refused('A further policy that narrows the role', {
      status: 400,
      code: 'InvalidParameter.Policy',
      message: 'The specified Policy is not supported.',
    }),
    ...owner,
  },
  faults: [
    'roleNotFound',
    'roleNotForInstances',
    'instanceNotFound',
    'roleInClassicNetwork',
    'instanceHasRole',
  ],
  missing: [],
  example: { RegionId: 'cn-hangzhou', RamRoleName: 'reader', InstanceIds: '["i-bp1example"]' },
  run(call, { RegionId: region, RamRoleName: role, InstanceIds: instanceIds }) {
    const results = attachRole(call, { region, role, instanceIds })
    return {
      RamRoleName: role,
      ...roleCounts(results),
      AttachInstanceRamRoleResults: {
        AttachInstanceRamRoleResult: results.map((one) => roleResult('AttachInstanceRamRole', one)),
      },
    }
  },
})
