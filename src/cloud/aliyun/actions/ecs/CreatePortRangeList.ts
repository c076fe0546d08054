// Makes a port list.

import { limitOf } from '../../../../core/model/limits.ts'
import { createPortList } from '../../../../service/portList/createPortList.ts'
import { action } from '../../action.ts'
import { integer, required } from '../../fields.ts'
import { clientToken, owner, regionId, resourceGroupId, tags } from '../fields.ts'
import { listDescription } from '../listFields.ts'
import { tagsOf } from '../tags.ts'
import { addedRanges, entriesOf, portListName } from './portListFields.ts'

export const CreatePortRangeList = action({
  name: 'CreatePortRangeList',
  product: 'Ecs',
  version: '2014-05-26',
  summary: 'Create a port list.',
  effect: 'write',
  permission: 'ecs:CreatePortRangeList',
  input: {
    RegionId: regionId,
    PortRangeListName: required(portListName),
    MaxEntries: required(
      integer({
        about: 'Entries there may ever be; counts in full as rules of each group that uses the list.',
        min: 1,
        max: limitOf('portListEntries'),
        malformed: {
          status: 400,
          code: 'InvalidOperation.MaxEntriesCountExceed',
          message: 'The specified MaxEntries exceeded the upper limit.',
        },
      }),
    ),
    Description: listDescription,
    Entry: addedRanges('Entries'),
    ResourceGroupId: resourceGroupId,
    Tag: tags,
    ClientToken: clientToken,
    ...owner,
  },
  faults: ['tooManyPortLists', 'listOverfull', 'entryRepeated', 'resourceGroupNotFound'],
  missing: [],
  example: {
    RegionId: 'cn-hangzhou',
    PortRangeListName: 'web',
    MaxEntries: '10',
    'Entry.1.PortRange': '80/80',
    'Entry.1.Description': 'HTTP',
  },
  run(call, parameters) {
    const { id } = createPortList(call, {
      region: parameters.RegionId,
      name: parameters.PortRangeListName,
      description: parameters.Description ?? '',
      resourceGroupId: parameters.ResourceGroupId ?? '',
      tags: tagsOf(parameters.Tag),
      maxEntries: parameters.MaxEntries,
      entries: entriesOf(parameters.Entry),
    })
    return { PortRangeListId: id }
  },
})
