// Changes name, description and entries of a port list.

import { modifyPortList } from '../../../../service/portList/modifyPortList.ts'
import { action } from '../../action.ts'
import { clientToken, owner, regionId } from '../fields.ts'
import { listDescription } from '../listFields.ts'
import { addedRanges, entriesOf, portListId, portListName, removedRanges } from './portListFields.ts'

export const ModifyPortRangeList = action({
  name: 'ModifyPortRangeList',
  product: 'Ecs',
  version: '2014-05-26',
  summary: 'Change a port list; rules that name it follow at once.',
  effect: 'write',
  permission: 'ecs:ModifyPortRangeList',
  input: {
    RegionId: regionId,
    PortRangeListId: portListId,
    PortRangeListName: portListName,
    Description: listDescription,
    AddEntry: addedRanges('Entries to add; one that is there gets the new description'),
    RemoveEntry: removedRanges,
    ClientToken: clientToken,
    ...owner,
  },
  faults: ['portListNotFound', 'listOverfull', 'entryRepeated'],
  missing: [],
  example: {
    RegionId: 'cn-hangzhou',
    PortRangeListId: 'prl-2ze9743example',
    'AddEntry.1.PortRange': '443/443',
    'RemoveEntry.1.PortRange': '80/80',
  },
  run(call, parameters) {
    modifyPortList(call, {
      region: parameters.RegionId,
      listId: parameters.PortRangeListId,
      name: parameters.PortRangeListName,
      description: parameters.Description,
      added: entriesOf(parameters.AddEntry),
      removed: parameters.RemoveEntry.map((entry) => entry.PortRange),
    })
    return {}
  },
})
