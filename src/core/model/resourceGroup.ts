// A resource group: a name under which an account gathers resources; it decides about nothing here.

import type { AccountId, ResourceGroupId } from './ids.ts'

export interface ResourceGroup {
  readonly id: ResourceGroupId
  readonly accountId: AccountId
  readonly name: string
  readonly displayName: string
  /** Absent: none. */
  readonly description?: string
  /** Left out of lists unless asked for; what is in it stays as it is. */
  readonly hidden?: boolean
  readonly createdAt: number
}
