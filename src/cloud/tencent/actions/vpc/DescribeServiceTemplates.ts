// Shows service templates.

import { listsIn } from '../../../../service/list/filter.ts'
import { action } from '../../action.ts'
import { serviceMembers } from '../../templateCodec.ts'
import { filters, passesFilters, tagFacts } from '../filters.ts'
import { pageOf, paging } from '../paging.ts'
import { ordered, serviceTemplateView, templateOrder } from '../template.ts'

export const DescribeServiceTemplates = action({
  name: 'DescribeServiceTemplates',
  service: 'vpc',
  version: '2017-03-12',
  summary: 'List service templates.',
  effect: 'read',
  input: {
    Filters: filters(['service-template-name', 'service-template-id', 'service-port', 'tag-key', 'tag:']),
    ...paging('string'),
    ...templateOrder,
  },
  faults: [],
  missing: [],
  example: { Offset: '0', Limit: '20' },
  run(call, parameters, { region }) {
    const all = listsIn(call, 'portList', region).filter((template) => template.includes === undefined)
    const found = all.filter((template) =>
      passesFilters(parameters.Filters, (name) => {
        if (name === 'service-template-name') return { fuzzy: [template.name] }
        if (name === 'service-template-id') return [template.id]
        if (name === 'service-port') return { fuzzy: serviceMembers(template).map(({ text }) => text) }
        return tagFacts(name, template.tags) ?? []
      }),
    )
    return {
      TotalCount: found.length,
      ServiceTemplateSet: pageOf(ordered(found, parameters), parameters).map(serviceTemplateView),
    }
  },
})
