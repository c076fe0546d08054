// Which action a request means: by name and version alone, since no two services share such a pair (tencent.md 1.1).

import type { Action } from './action.ts'
import { refuse } from './error.ts'
import { NO_SUCH_VERSION, noSuchAction } from './gatewayErrors.ts'
import type { Wire } from './wire.ts'

export type FindAction = (wire: Pick<Wire, 'action' | 'version'>) => Action

export function createDispatch(actions: readonly Action[]): FindAction {
  const byVersion = new Map<string, Map<string, Action>>()
  for (const action of actions) {
    const named = byVersion.get(action.version) ?? new Map<string, Action>()
    byVersion.set(action.version, named.set(action.name, action))
  }
  return ({ action, version }) => {
    const named = byVersion.get(version) ?? refuse(NO_SUCH_VERSION)
    return named.get(action) ?? refuse(noSuchAction(action.slice(0, 100)))
  }
}
