// Faults of prefix lists and port lists; those of rules that name a list: securityGroup.ts.

export type ListFault =
  | {
      readonly name: 'tooManyPrefixLists'
      readonly region: string
      readonly current: number
      readonly maximum: number
    }
  | {
      readonly name: 'tooManyPortLists'
      readonly region: string
      readonly current: number
      readonly maximum: number
    }
  /** More entries than the list was made for; that number never changes, because quotas count with it. */
  | { readonly name: 'listOverfull'; readonly entries: number; readonly maxEntries: number }
  /** The same entry twice in one call, be it to add or to remove. */
  | { readonly name: 'entryRepeated'; readonly entry: string }
  | { readonly name: 'entryOfOtherFamily'; readonly entry: string; readonly family: 4 | 6 }
  /** Deletion: these security groups and network ACLs name the list. */
  | { readonly name: 'listAssociated'; readonly listId: string; readonly referrers: readonly string[] }
  /** One more would name the list than may. */
  | {
      readonly name: 'tooManyListUsers'
      readonly listId: string
      readonly current: number
      readonly maximum: number
    }
