// The shape of a fault table: one row for each fault of a family, so that a missing row does not compile.

import type { ErrorSpec } from '../error.ts'

/** Where the fault came up: the same fault has other codes in other products and actions. */
export interface FaultPlace {
  readonly product: string
  readonly version: string
  readonly action: string
}

export type FaultRows<F extends { readonly name: string }> = {
  readonly [N in F['name']]: (fault: Extract<F, { readonly name: N }>, place: FaultPlace) => ErrorSpec
}

/** For groups whose rules are in sequence, and lists that include others: this API leads to none of them. */
export const notHere = (): ErrorSpec => ({
  status: 400,
  code: 'InvalidOperation.NotSupported',
  message: 'The operation is not supported for this resource.',
})
