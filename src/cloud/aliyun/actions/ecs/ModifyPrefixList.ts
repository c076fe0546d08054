// Changes name, description and entries of a prefix list.

import { modifyPrefixList } from '../../../../service/prefixList/modifyPrefixList.ts'
import { action } from '../../action.ts'
import { owner, regionId } from '../fields.ts'
import { listDescription } from '../listFields.ts'
import { addedBlocks, entriesOf, prefixListId, prefixListName, removedBlocks } from './prefixListFields.ts'

export const ModifyPrefixList = action({
  name: 'ModifyPrefixList',
  product: 'Ecs',
  version: '2014-05-26',
  summary: 'Change a prefix list; rules that name it follow at once.',
  effect: 'write',
  permission: 'ecs:ModifyPrefixList',
  input: {
    RegionId: regionId,
    PrefixListId: prefixListId,
    PrefixListName: prefixListName,
    Description: listDescription,
    AddEntry: addedBlocks('Entries to add; one that is there gets the new description'),
    RemoveEntry: removedBlocks,
    ...owner,
  },
  faults: ['prefixListNotFound', 'listOverfull', 'entryRepeated', 'entryOfOtherFamily'],
  missing: [],
  example: {
    RegionId: 'cn-chengdu',
    PrefixListId: 'pl-x1j1k5ykzqlixdcyexample',
    'RemoveEntry.1.Cidr': '192.168.1.0/24',
    'AddEntry.1.Cidr': '192.168.2.0/24',
  },
  run(call, parameters) {
    modifyPrefixList(call, {
      region: parameters.RegionId,
      listId: parameters.PrefixListId,
      name: parameters.PrefixListName,
      description: parameters.Description,
      added: entriesOf(parameters.AddEntry),
      removed: parameters.RemoveEntry.map((entry) => entry.Cidr),
    })
    return {}
  },
})
