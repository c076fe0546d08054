// Lists the resource groups of the account.

import { action } from '../../action.ts'
import { choice, flag, list, text } from '../../fields.ts'
import { byPage } from '../../pagination.ts'
import { owner, tags } from '../fields.ts'
import { meets, meetsAny } from '../filters.ts'
import { resourceGroupAnswer } from './resourceGroupAnswer.ts'

const pages = byPage({ default: 10, max: 100 })

export const ListResourceGroups = action({
  name: 'ListResourceGroups',
  product: 'ResourceManager',
  version: '2020-03-31',
  summary: 'List resource groups.',
  effect: 'read',
  permission: 'resourcemanager:ListResourceGroups',
  input: {
    Name: text({ about: 'Only the group with this name.' }),
    DisplayName: text({ about: 'Only those with this display name.' }),
    ResourceGroupId: text({ about: 'Only this group.' }),
    ResourceGroupIds: list(text({ about: 'Resource group.' }), { about: 'Only these groups.', max: 100 }),
    Status: choice(['Creating', 'OK', 'PendingDelete'], {
      about: 'Only those in this state; here all are OK.',
    }),
    IncludeTags: flag({ about: 'Resource groups have no tags here.' }),
    Tag: tags,
    ...pages.fields,
    ...owner,
  },
  faults: [],
  missing: [],
  example: { PageSize: '50' },
  run(call, parameters) {
    const found = call.state
      .by('resourceGroup', 'account', call.accountId)
      .filter((group) => meets(parameters.Name, group.name))
      .filter((group) => meets(parameters.DisplayName, group.displayName))
      .filter((group) => meets(parameters.ResourceGroupId, group.id))
      .filter((group) => meetsAny(parameters.ResourceGroupIds, [group.id]))
      // No call of these products gives a resource group tags.
      .filter(() => meets(parameters.Status, 'OK') && parameters.Tag.length === 0)
    const { items, envelope } = pages.cut(found, parameters)
    return { ...envelope, ResourceGroups: { ResourceGroup: items.map(resourceGroupAnswer) } }
  },
})
