// Faults of the call itself, whatever it asks for.

export type CallFault =
  | { readonly name: 'regionNotFound'; readonly region: string }
  | { readonly name: 'zoneNotFound'; readonly zone: string }
  | { readonly name: 'clientTokenMismatch' }
  | { readonly name: 'dryRunPassed' }
