// Moves an instance to another host or deployment set: there is one host.

import { unsupported } from './unsupported.ts'

export const ModifyInstanceDeployment = unsupported({
  name: 'ModifyInstanceDeployment',
  summary: 'Move an instance to another host.',
  of: 'InstanceId',
  parameters: [
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
  because: 'there is one host',
})
