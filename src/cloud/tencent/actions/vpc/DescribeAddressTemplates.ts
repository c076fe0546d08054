// Shows address templates.

import { listsIn } from '../../../../service/list/filter.ts'
import { action } from '../../action.ts'
import { addressMembers } from '../../templateCodec.ts'
import { filters, passesFilters, tagFacts } from '../filters.ts'
import { pageOf, paging } from '../paging.ts'
import { addressTemplateView, ordered, templateOrder } from '../template.ts'

export const DescribeAddressTemplates = action({
  name: 'DescribeAddressTemplates',
  service: 'vpc',
  version: '2017-03-12',
  summary: 'List address templates.',
  effect: 'read',
  input: {
    Filters: filters(['address-template-name', 'address-template-id', 'address-ip', 'tag-key', 'tag:']),
    ...paging('string'),
    ...templateOrder,
  },
  faults: [],
  missing: [],
  example: { Offset: '0', Limit: '20' },
  run(call, parameters, { region }) {
    const all = listsIn(call, 'prefixList', region).filter((template) => template.includes === undefined)
    const found = all.filter((template) =>
      passesFilters(parameters.Filters, (name) => {
        if (name === 'address-template-name') return { fuzzy: [template.name] }
        if (name === 'address-template-id') return [template.id]
        if (name === 'address-ip') return { fuzzy: addressMembers(template).map(({ text }) => text) }
        return tagFacts(name, template.tags) ?? []
      }),
    )
    return {
      TotalCount: found.length,
      AddressTemplateSet: pageOf(ordered(found, parameters), parameters).map(addressTemplateView),
    }
  },
})
