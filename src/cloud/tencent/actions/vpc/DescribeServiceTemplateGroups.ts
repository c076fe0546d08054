// Shows groups of service templates.

import { listsIn } from '../../../../service/list/filter.ts'
import { action } from '../../action.ts'
import { filters, passesFilters, tagFacts } from '../filters.ts'
import { pageOf, paging } from '../paging.ts'
import { ordered, serviceGroupView, templateOrder } from '../template.ts'

export const DescribeServiceTemplateGroups = action({
  name: 'DescribeServiceTemplateGroups',
  service: 'vpc',
  version: '2017-03-12',
  summary: 'List groups of service templates.',
  effect: 'read',
  input: {
    Filters: filters(['service-template-group-name', 'service-template-group-id', 'tag-key', 'tag:']),
    ...paging('string'),
    ...templateOrder,
  },
  faults: [],
  missing: [],
  example: { Offset: '0', Limit: '20' },
  run(call, parameters, { region }) {
    const all = listsIn(call, 'portList', region).filter((group) => group.includes !== undefined)
    const found = all.filter((group) =>
      passesFilters(parameters.Filters, (name) => {
        if (name === 'service-template-group-name') return { fuzzy: [group.name] }
        if (name === 'service-template-group-id') return [group.id]
        return tagFacts(name, group.tags) ?? []
      }),
    )
    const page = pageOf(ordered(found, parameters), parameters)
    return {
      TotalCount: found.length,
      ServiceTemplateGroupSet: page.map((group) => serviceGroupView(call.state, group)),
    }
  },
})
