// Faults of what resources are labelled with: tags and resource groups.

export type LabelFault =
  /** Nothing of that kind that is the caller's and lies in the region. */
  | { readonly name: 'resourceNotFound'; readonly ids: readonly string[] }
  | {
      readonly name: 'tooManyTags'
      readonly id: string
      readonly current: number
      readonly maximum: number
    }
  | { readonly name: 'resourceGroupNotFound'; readonly resourceGroupId: string }
