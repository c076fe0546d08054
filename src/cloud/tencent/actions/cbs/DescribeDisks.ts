// Shows the system disk of each instance, which is all the disks there are.

import type { Instance } from '../../../../core/model/network.ts'
import { action } from '../../action.ts'
import { choice, flag, texts } from '../../fields.ts'
import { formatLocal } from '../../time.ts'
import { instancesIn } from '../cvm/DescribeInstances.ts'
import { diskIdOf, USUAL_DISK } from '../cvm/instanceAnswer.ts'
import { projectText } from '../fields.ts'
import { type Facts, filters, notBoth, passesFilters } from '../filters.ts'
import { pageOf, paging } from '../paging.ts'

export const DescribeDisks = action({
  name: 'DescribeDisks',
  service: 'cbs',
  version: '2017-03-12',
  summary: 'List disks.',
  effect: 'read',
  input: {
    DiskIds: texts({ about: 'Disks to show.', max: 100 }),
    Filters: filters([
      'disk-usage',
      'disk-charge-type',
      'portable',
      'project-id',
      'disk-id',
      'disk-name',
      'disk-type',
      'disk-state',
      'instance-id',
      'zone',
    ]),
    ...paging('integer'),
    OrderField: choice(['CREATE_TIME', 'DEADLINE', 'SNAPSHOT_COUNT'], {
      about: 'Without effect here.',
      ignored: true,
    }),
    Order: choice(['ASC', 'DESC'], { about: 'Without effect here.', ignored: true }),
    ReturnBindAutoSnapshotPolicy: flag({ about: 'There are no such policies.', ignored: true }),
  },
  faults: [],
  missing: ['Data disks.'],
  example: { Offset: 0, Limit: 20 },
  run(call, parameters, { region }) {
    const { DiskIds: ids = [], Filters: given } = parameters
    notBoth(ids, given, 'DiskIds')
    const found = instancesIn(call, region)
      .filter((instance) => ids.length === 0 || ids.includes(diskIdOf(instance)))
      .filter((instance) => passesFilters(given, factsOf(instance)))
    return { DiskSet: pageOf(found, parameters).map(view), TotalCount: found.length }
  },
})

const factsOf =
  (instance: Instance): Facts =>
  (name) => {
    switch (name) {
      case 'disk-usage':
        return ['SYSTEM_DISK']
      case 'disk-charge-type':
        return [instance.chargeType]
      case 'portable':
        return ['FALSE', 'false']
      case 'project-id':
        return [projectText(instance.resourceGroupId)]
      case 'disk-id':
        return [diskIdOf(instance)]
      case 'disk-type':
        return [(instance.systemDisk ?? USUAL_DISK).category]
      case 'disk-state':
        return ['ATTACHED']
      case 'instance-id':
        return [instance.id]
      case 'zone':
        return [instance.zone]
      default:
        return ['']
    }
  }

const view = (instance: Instance): object => {
  const { category, size } = instance.systemDisk ?? USUAL_DISK
  return {
    DiskId: diskIdOf(instance),
    DiskName: '',
    DiskUsage: 'SYSTEM_DISK',
    DiskType: category,
    DiskSize: size,
    DiskState: 'ATTACHED',
    DiskChargeType: instance.chargeType,
    Attached: true,
    Portable: false,
    Encrypt: false,
    DeleteWithInstance: true,
    InstanceId: instance.id,
    InstanceIdList: [instance.id],
    InstanceType: 'CVM',
    AttachMode: 'PF',
    Placement: { Zone: instance.zone, ProjectId: Number(projectText(instance.resourceGroupId)) },
    CreateTime: formatLocal(instance.createdAt),
    DeadlineTime: '',
    Tags: [],
    SnapshotAbility: true,
    SnapshotCount: 0,
    ReturnFailCode: 0,
    Shareable: false,
  }
}
