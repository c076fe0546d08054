// Makes a prefix list.

import { limitOf } from '../../../../core/model/limits.ts'
import { createPrefixList } from '../../../../service/prefixList/createPrefixList.ts'
import { action } from '../../action.ts'
import { integer, required } from '../../fields.ts'
import { clientToken, owner, regionId, resourceGroupId, tags } from '../fields.ts'
import { listDescription } from '../listFields.ts'
import { tagsOf } from '../tags.ts'
import { addedBlocks, addressFamily, entriesOf, familyOf, prefixListName } from './prefixListFields.ts'

export const CreatePrefixList = action({
  name: 'CreatePrefixList',
  product: 'Ecs',
  version: '2014-05-26',
  summary: 'Create a prefix list.',
  effect: 'write',
  permission: 'ecs:CreatePrefixList',
  input: {
    RegionId: regionId,
    PrefixListName: required(prefixListName),
    AddressFamily: required(addressFamily),
    MaxEntries: required(
      integer({
        about: 'Entries there may ever be; counts in full as rules of each group that uses the list.',
        min: 1,
        max: limitOf('prefixListEntries'),
      }),
    ),
    Description: listDescription,
    Entry: addedBlocks('Entries'),
    ResourceGroupId: resourceGroupId,
    Tag: tags,
    ClientToken: clientToken,
    ...owner,
  },
  faults: [
    'tooManyPrefixLists',
    'listOverfull',
    'entryRepeated',
    'entryOfOtherFamily',
    'resourceGroupNotFound',
  ],
  missing: [],
  example: {
    RegionId: 'cn-chengdu',
    PrefixListName: 'offices',
    AddressFamily: 'IPv4',
    MaxEntries: '10',
    'Entry.1.Cidr': '192.168.1.0/24',
    'Entry.1.Description': 'Hangzhou',
  },
  run(call, parameters) {
    const { id } = createPrefixList(call, {
      region: parameters.RegionId,
      name: parameters.PrefixListName,
      description: parameters.Description ?? '',
      resourceGroupId: parameters.ResourceGroupId ?? '',
      tags: tagsOf(parameters.Tag),
      family: familyOf(parameters.AddressFamily),
      maxEntries: parameters.MaxEntries,
      entries: entriesOf(parameters.Entry),
    })
    return { PrefixListId: id }
  },
})
