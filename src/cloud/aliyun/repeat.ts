// What tells one call from another when both carry the same client token.

import type { ClientToken } from '../../service/clientToken.ts'
import type { Action } from './action.ts'
import { clientToken } from './actions/fields.ts'
import type { FlatParameters } from './parameters.ts'
import { digestOf } from './signature.ts'

/** Null where the action takes no token, or none was sent. */
export function clientTokenOf(action: Action, parameters: FlatParameters): ClientToken | null {
  if (action.effect !== 'write' || action.input.ClientToken === undefined) return null
  const token = clientToken.decode(parameters.get('ClientToken'), 'ClientToken')
  if (token === undefined) return null
  return { id: `${action.product}/${action.name}/${token}`, digest: digestOfCall(action, parameters) }
}

/** Over what the action takes: signature, time and the common parameters differ from one attempt to the next. */
function digestOfCall(action: Action, parameters: FlatParameters): string {
  const taken = new Set(Object.keys(action.input).map((name) => name.toLowerCase()))
  taken.delete('clienttoken')
  const meant = [...parameters]
    .filter(([name]) => taken.has((name.split('.', 1)[0] ?? '').toLowerCase()))
    .sort(([a], [b]) => (a < b ? -1 : 1))
  return digestOf(JSON.stringify(meant))
}
