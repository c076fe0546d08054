// Moves an instance to another host or deployment set: there is one host.

import { action } from '../../action.ts'
import { refuse } from '../../fields.ts'
import { optionalRegionId, owner } from '../fields.ts'
import { allIgnored, instanceId } from './instanceFields.ts'

export const ModifyInstanceDeployment = action({
  name: 'ModifyInstanceDeployment',
  product: 'Ecs',
  version: '2014-05-26',
  summary: 'Move an instance to another host.',
  effect: 'write',
  permission: 'ecs:ModifyInstanceDeployment',
  input: {
    InstanceId: instanceId,
    RegionId: optionalRegionId,
    ...allIgnored(
      [
        'Affinity',
        'DedicatedHostClusterId',
        'DedicatedHostId',
        'DeploymentSetGroupNo',
        'DeploymentSetId',
        'Force',
        'InstanceType',
        'MigrationType',
        'RemoveFromDeploymentSet',
        'Tenancy',
      ],
      'There is one host.',
    ),
    ...owner,
  },
  faults: [],
  missing: ['everything: there is one host'],
  example: { InstanceId: 'i-bp1example' },
  // Refused and not waved through: what a write acknowledges, the next read has to show.
  run: () =>
    refuse({
      status: 400,
      code: 'UnsupportedOperation',
      message: 'The specified operation is not supported.',
    }),
})
