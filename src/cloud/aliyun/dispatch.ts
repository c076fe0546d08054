// Which action a request means: by version and name, from headers or parameters.

import type { Action } from './action.ts'
import { AliyunError } from './error.ts'
import { missing, NO_SUCH_ACTION, NO_SUCH_PRODUCT, WRONG_VERSION } from './gatewayErrors.ts'
import type { Wire } from './wire.ts'

export type FindAction = (wire: Wire) => Action

export function createDispatch(actions: readonly Action[]): FindAction {
  const byVersion = new Map<string, Map<string, Action>>()
  for (const action of actions)
    for (const version of [action.version, ...(action.alsoIn ?? [])]) {
      const named = byVersion.get(version) ?? new Map<string, Action>()
      // An action's own product goes before another one's alias.
      if (!named.has(action.name) || version === action.version) named.set(action.name, action)
      byVersion.set(version, named)
    }
  return (wire) => {
    const version = named(wire, 'Version', 'x-acs-version')
    const name = named(wire, 'Action', 'x-acs-action')
    const inVersion = byVersion.get(version)
    if (inVersion === undefined)
      throw new AliyunError(/^\d{4}-\d\d-\d\d$/.test(version) ? NO_SUCH_PRODUCT : WRONG_VERSION)
    const action = inVersion.get(name)
    if (action === undefined) throw new AliyunError(NO_SUCH_ACTION)
    return action
  }
}

/** Parameters go before headers: one family sends both. */
const named = ({ parameters, headers }: Wire, parameter: string, header: string): string => {
  const value = parameters.get(parameter) || headers.get(header)
  if (value === undefined || value === '') throw new AliyunError(missing(parameter))
  return value
}
