// How a resource group is shown.

import type { ResourceGroup } from '../../../../core/model/resourceGroup.ts'
import { formatTime } from '../../time.ts'

export const resourceGroupAnswer = (group: ResourceGroup) => ({
  Id: group.id,
  Name: group.name,
  DisplayName: group.displayName,
  Status: 'OK',
  AccountId: group.accountId,
  CreateDate: formatTime(group.createdAt),
  Tags: { Tag: [] },
})
