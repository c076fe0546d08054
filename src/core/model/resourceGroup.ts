// A resource group: a name under which an account gathers resources; it decides about nothing here.

import type { AccountId, ResourceGroupId } from './ids.ts'

export interface ResourceGroup {
  readonly id: ResourceGroupId
  readonly accountId: AccountId
  readonly name: string
  readonly displayName: string
  readonly createdAt: number
}
