// Shows the entries of one port list.

import { findList } from '../../../../service/list/find.ts'
import { action } from '../../action.ts'
import { formatPortText } from '../../ruleText.ts'
import { owner, regionId } from '../fields.ts'
import { portListId } from './portListFields.ts'

export const DescribePortRangeListEntries = action({
  name: 'DescribePortRangeListEntries',
  product: 'Ecs',
  version: '2014-05-26',
  summary: 'Show the entries of a port list.',
  effect: 'read',
  permission: 'ecs:DescribePortRangeListEntries',
  input: { RegionId: regionId, PortRangeListId: portListId, ...owner },
  faults: ['portListNotFound'],
  missing: [],
  example: { RegionId: 'cn-hangzhou', PortRangeListId: 'prl-2ze9743example' },
  run(call, parameters) {
    const { entries } = findList(call, 'portList', {
      region: parameters.RegionId,
      listId: parameters.PortRangeListId,
    })
    return {
      Entries: entries.map((entry) => ({
        PortRange: formatPortText(entry),
        Description: entry.description,
      })),
    }
  },
})
