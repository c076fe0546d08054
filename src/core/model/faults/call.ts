// Faults of the call itself, whatever it asks for.

export type CallFault =
  | { readonly name: 'regionNotFound'; readonly region: string }
  | { readonly name: 'zoneNotFound'; readonly zone: string }
  | { readonly name: 'clientTokenMismatch' }
  | { readonly name: 'dryRunPassed' }
  /** Machines that are instances would be forbidden the way to their own server; the first of them. */
  | {
      readonly name: 'channelCut'
      readonly host: string
      readonly eni: string
      /** `10.0.0.2 tcp/7280`. */
      readonly server: string
      /** The rule, or the groups, by whose word. */
      readonly by: string
    }
  /** A policy test that passed would fail, or nobody can tell in time; the first of `count`. */
  | {
      readonly name: 'policyTestFails'
      readonly test: string
      /** `db.test.yaml:12`. */
      readonly place: string
      readonly witness: string | null
      /** The rule that decides about the witness. */
      readonly rule: string | null
      readonly count: number
      readonly undecided: boolean
    }
