// Faults of the call itself, whatever it asks for.

export type CallFault =
  | { readonly name: 'regionNotFound'; readonly region: string }
  | { readonly name: 'zoneNotFound'; readonly zone: string }
  | { readonly name: 'clientTokenMismatch' }
  | { readonly name: 'dryRunPassed' }
  | {
      readonly name: 'quotaExceeded'
      readonly limit: string
      readonly current: number
      readonly maximum: number
    }
  | { readonly name: 'resourceGroupNotFound'; readonly resourceGroupId: string }
