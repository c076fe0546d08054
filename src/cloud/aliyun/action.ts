// An API action as one value: what it takes, what it does, what can go wrong, how it is documented.

import type { FaultName } from '../../core/model/faults.ts'
import type { Call } from '../../service/call.ts'
import type { Decoded, Fields } from './fields.ts'
import { withSealedTokens } from './sealedTokens.ts'

export interface Action<F extends Fields = Fields> {
  /** Exactly as the cloud spells it. */
  readonly name: string
  readonly product: 'Ecs' | 'Vpc' | 'Sts' | 'ResourceManager' | 'Location' | 'BssOpenApi' | 'Tag' | 'Ram'
  readonly version:
    | '2014-05-26'
    | '2016-04-28'
    | '2015-04-01'
    | '2020-03-31'
    | '2015-06-12'
    | '2017-12-14'
    | '2018-08-28'
    | '2015-05-01'
  /** Other versions under which clients call the same action, e.g. legacy VPC calls of Ecs. */
  readonly alsoIn?: readonly string[]
  readonly summary: string
  /** `write` runs in a transaction, may carry ClientToken and DryRun; `read` sees the live state. */
  readonly effect: 'read' | 'write'
  /** RAM action name, e.g. `ecs:AuthorizeSecurityGroup`. */
  readonly permission: string
  readonly input: F
  /** Neutral faults it can end in; the contract test wants a provoking case for each. */
  readonly faults: readonly FaultName[]
  /** Parts of the real action that are not there yet; empty = complete. Goes into the coverage table. */
  readonly missing: readonly string[]
  /** A request that decodes, as flat parameters. */
  readonly example: { readonly [parameter: string]: string }
  /** What takes its time and needs no state: done before, beside the event loop. */
  prepare?(): Promise<unknown>
  /**
   * The answer without RequestId, in the exact nesting of the cloud. Runs synchronously inside the transaction.
   * `host` is the name and port under which the client reached us.
   */
  run(call: Call, parameters: Decoded<F>, host: string, prepared: unknown): object
}

/** Keeps the types of one action while it stands in a list of many. */
export const action = <F extends Fields>(value: Action<F>): Action<F> => withSealedTokens(value)
