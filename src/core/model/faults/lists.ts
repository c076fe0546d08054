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
  /** Lists that grow with their entries, and lists that include others. */
  | {
      readonly name: 'tooManyOpenLists'
      readonly region: string
      readonly current: number
      readonly maximum: number
    }
  | {
      readonly name: 'tooManyEntries'
      readonly listId: string
      readonly current: number
      readonly maximum: number
    }
  | { readonly name: 'includedListNotFound'; readonly listId: string }
  | { readonly name: 'listEntryNotFound'; readonly listId: string; readonly entry: string }
  /** Rules, or a list that includes others, would stand for nothing. */
  | { readonly name: 'listEmpty'; readonly listId: string }
  /** Deletion: these security groups and network ACLs name the list. */
  | { readonly name: 'listAssociated'; readonly listId: string; readonly referrers: readonly string[] }
  /** One more would name the list than may. */
  | {
      readonly name: 'tooManyListUsers'
      readonly listId: string
      readonly current: number
      readonly maximum: number
    }
