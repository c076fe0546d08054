// Takes their RAM role away from instances.

import { detachRole } from '../../../../service/ram/instanceRoles.ts'
import { action } from '../../action.ts'
import { text } from '../../fields.ts'
import { owner, regionId } from '../fields.ts'
import { roleCounts, roleInstanceIds, roleResult } from './roleBinding.ts'

export const DetachInstanceRamRole = action({
  name: 'DetachInstanceRamRole',
  product: 'Ecs',
  version: '2014-05-26',
  summary: 'Take their RAM role away from instances.',
  effect: 'write',
  permission: 'ecs:DetachInstanceRamRole',
  input: {
    RegionId: regionId,
    RamRoleName: text({ about: 'Role; whichever it is when left out.' }),
    InstanceIds: roleInstanceIds,
    ...owner,
  },
  faults: ['instanceNotFound', 'instanceHasOtherRole'],
  missing: [],
  example: { RegionId: 'cn-hangzhou', RamRoleName: 'reader', InstanceIds: '["i-bp1example"]' },
  run(call, { RegionId: region, RamRoleName: role, InstanceIds: instanceIds }) {
    const results = detachRole(call, { region, role, instanceIds })
    return {
      RamRoleName: role ?? '',
      ...roleCounts(results),
      DetachInstanceRamRoleResults: {
        DetachInstanceRamRoleResult: results.map((one) => ({
          ...roleResult('DetachInstanceRamRole', one),
          InstanceRamRoleSets: {
            InstanceRamRoleSet:
              one.role === '' ? [] : [{ InstanceId: one.instanceId, RamRoleName: one.role }],
          },
        })),
      },
    }
  },
})
