// Shows groups of address templates.

import { listsIn } from '../../../../service/list/filter.ts'
import { action } from '../../action.ts'
import { filters, passesFilters, tagFacts } from '../filters.ts'
import { pageOf, paging } from '../paging.ts'
import { addressGroupView, ordered, templateOrder } from '../template.ts'

export const DescribeAddressTemplateGroups = action({
  name: 'DescribeAddressTemplateGroups',
  service: 'vpc',
  version: '2017-03-12',
  summary: 'List groups of address templates.',
  effect: 'read',
  input: {
    Filters: filters(['address-template-group-name', 'address-template-group-id', 'tag-key', 'tag:']),
    ...paging('string'),
    ...templateOrder,
  },
  faults: [],
  missing: [],
  example: { Offset: '0', Limit: '20' },
  run(call, parameters, { region }) {
    const all = listsIn(call, 'prefixList', region).filter((group) => group.includes !== undefined)
    const found = all.filter((group) =>
      passesFilters(parameters.Filters, (name) => {
        if (name === 'address-template-group-name') return { fuzzy: [group.name] }
        if (name === 'address-template-group-id') return [group.id]
        return tagFacts(name, group.tags) ?? []
      }),
    )
    const page = pageOf(ordered(found, parameters), parameters)
    return {
      TotalCount: found.length,
      AddressTemplateGroupSet: page.map((group) => addressGroupView(call.state, group)),
    }
  },
})
