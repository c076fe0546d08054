// Moves a resource of Vpc into another resource group.

import { moveToResourceGroup } from '../../../../service/resourceGroup/moveToGroup.ts'
import { action } from '../../action.ts'
import { choice, required, text } from '../../fields.ts'
import { owner, regionId } from '../fields.ts'

const KINDS = { Vpc: 'vpc', Eip: 'eip' } as const

export const MoveResourceGroup = action({
  name: 'MoveResourceGroup',
  product: 'Vpc',
  version: '2016-04-28',
  summary: 'Move a VPC with its vSwitches, or an EIP, into another resource group.',
  effect: 'write',
  permission: 'vpc:MoveResourceGroup',
  input: {
    RegionId: regionId,
    ResourceType: required(
      choice(['Vpc', 'Eip'], {
        about: 'Vpc or Eip, in any case; a vSwitch is always in the group of its VPC.',
        malformed: {
          status: 400,
          code: 'IllegalParam.ResourceType',
          message: 'Invalid Resource Type value.',
        },
      }),
    ),
    ResourceId: required(text({ about: 'Resource.' })),
    NewResourceGroupId: required(text({ about: 'Where to.' })),
    ...owner,
  },
  faults: ['resourceGroupNotFound', 'resourceNotFound'],
  missing: [],
  example: {
    RegionId: 'cn-hangzhou',
    ResourceType: 'vpc',
    ResourceId: 'vpc-hp31psbg8ec3023s6example',
    NewResourceGroupId: 'rg-acfm3peow3kexample',
  },
  run(call, parameters) {
    moveToResourceGroup(call, {
      kind: KINDS[parameters.ResourceType],
      region: parameters.RegionId,
      id: parameters.ResourceId,
      resourceGroupId: parameters.NewResourceGroupId,
    })
    return {}
  },
})
