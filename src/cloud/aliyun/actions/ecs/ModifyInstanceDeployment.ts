// Moves an instance to another host or into a deployment set: the account has none of either.

import { findInstance } from '../../../../service/instance/find.ts'
import { action } from '../../action.ts'
import { choice, flag, integer, missingOf, refuse, text } from '../../fields.ts'
import { optionalRegionId, owner, refused } from '../fields.ts'
import { instanceId } from './instanceFields.ts'

const notFound = (name: string) => ({
  status: 404,
  code: `Invalid${name}.NotFound`,
  message: `The specified ${name} does not exist.`,
})

const NO_SUCH_SET = {
  status: 400,
  code: 'DeploymentSet.InvalidId',
  message: "The specified Deployment Set id doesn't exist.",
}

const NO_ROOM = {
  status: 400,
  code: 'LackResource',
  message: "There's no enough resource on the specified dedicated host.",
}

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
    DeploymentSetId: refused('Deployment set', NO_SUCH_SET),
    DeploymentSetGroupNo: integer({ about: 'Group in the deployment set, 1 to 7.', min: 1, max: 7 }),
    RemoveFromDeploymentSet: flag({ about: 'Take it out of the deployment set.' }),
    DedicatedHostId: refused('Dedicated host', notFound('DedicatedHostId')),
    DedicatedHostClusterId: refused('Cluster of dedicated hosts', notFound('DedicatedHostClusterId')),
    Tenancy: choice(['host'], { about: 'host: any dedicated host that has room.' }),
    Affinity: choice(['default', 'host'], { about: 'Whether it stays on its dedicated host.' }),
    Force: flag({ about: 'May move it to another host for the deployment set.' }),
    InstanceType: text({ about: 'Another type, on a dedicated host.' }),
    MigrationType: choice(['reboot', 'live'], { about: 'Whether it runs on while it moves.' }),
    ...owner,
  },
  faults: ['instanceNotFound'],
  missing: [],
  example: { InstanceId: 'i-bp1example', Tenancy: 'host' },
  // Refused and not waved through: what a write acknowledges, the next read has to show.
  run(call, { InstanceId, RegionId, Tenancy }) {
    findInstance(call, InstanceId, RegionId)
    return Tenancy === 'host' ? refuse(NO_ROOM) : refuse(missingOf('DeploymentSetId or DedicatedHostId'))
  },
})
