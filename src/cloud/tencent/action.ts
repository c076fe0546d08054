// An API action as one value: what it takes, what it does, what can go wrong, how it is documented.

import type { FaultName } from '../../core/model/faults.ts'
import type { Call } from '../../service/call.ts'
import type { Decoded, Fields } from './fields.ts'
import type { ValueNode } from './tree.ts'

export type Service = 'vpc' | 'cvm' | 'tag' | 'sts' | 'cam' | 'cbs' | 'region' | 'antiddos'

/** What an action may ask about the call besides its parameters. */
export interface Place {
  /** Empty for services that belong to no region. */
  readonly region: string
  readonly requestId: string
  /** Where the request comes from; empty when nobody knows. `MY_PUBLIC_IP` stands for it. */
  readonly clientAddress: string
}

export interface Action<F extends Fields = Fields> {
  /** Exactly as the cloud spells it. */
  readonly name: string
  readonly service: Service
  readonly version: '2017-03-12' | '2018-08-13' | '2019-01-16' | '2022-06-27' | '2020-03-09'
  readonly summary: string
  /** `write` runs in a transaction, may carry ClientToken and DryRun; `read` sees the live state. */
  readonly effect: 'read' | 'write'
  readonly input: F
  /** Neutral faults it can end in; the contract test wants a provoking case for each. */
  readonly faults: readonly FaultName[]
  /** Parts of the real action that are not there yet; empty = complete. Goes into the coverage table. */
  readonly missing: readonly string[]
  /** A request that decodes. */
  readonly example: ValueNode
  /** The answer without RequestId. Runs synchronously inside the transaction. */
  run(call: Call, parameters: Decoded<F>, place: Place): object
}

/** Keeps the types of one action while it stands in a list of many. */
export const action = <F extends Fields>(value: Action<F>): Action<F> => value
