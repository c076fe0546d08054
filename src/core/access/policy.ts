// RAM policies: which actions they allow and deny. What they say about single resources is refused, not guessed at.

import { effectOf, hasOnly, statementsIn, textsOf } from './json.ts'

export interface Statement {
  readonly effect: 'allow' | 'deny'
  /** `ecs:Describe*`; `*` stands for any text. */
  readonly actions: readonly string[]
}

export type Policy = readonly Statement[]

/** Undefined when it is no policy, or says more than can be judged: single resources, conditions, `NotAction`. */
export function parsePolicy(document: string): Policy | undefined {
  const statements = statementsIn(document)?.map((one): Statement | undefined => {
    const [effect, actions, resources] = [effectOf(one), textsOf(one.Action), textsOf(one.Resource)]
    if (effect === undefined || actions === undefined || resources === undefined) return undefined
    if (!hasOnly(one, ['Effect', 'Action', 'Resource']) || !resources.every(isEverything)) return undefined
    return actions.every((action) => ACTION.test(action)) ? { effect, actions } : undefined
  })
  return statements?.every((one) => one !== undefined) ? statements : undefined
}

const ACTION = /^(\*|[A-Za-z0-9*-]{1,64}:[A-Za-z0-9*]{1,128})$/

const isEverything = (resource: string): boolean =>
  /^(\*|acs:\*:\*:\*:\*|acs:\*:\*:\*:\*\/\*)$/.test(resource)

/** A deny goes before every allow; what nobody allows is denied. */
export function allows(policy: Policy, action: string): boolean {
  const said = policy.filter((one) => one.actions.some((pattern) => isMeant(pattern, action)))
  return said.length > 0 && said.every(({ effect }) => effect === 'allow')
}

/** Case does not count. */
function isMeant(pattern: string, action: string): boolean {
  const parts = pattern.toLowerCase().split('*')
  let rest = action.toLowerCase()
  if (parts.length === 1) return rest === parts[0]
  const [head = '', tail = ''] = [parts[0], parts.at(-1)]
  if (!rest.startsWith(head) || rest.length < head.length + tail.length || !rest.endsWith(tail)) return false
  rest = rest.slice(head.length, rest.length - tail.length)
  for (const part of parts.slice(1, -1)) {
    const at = rest.indexOf(part)
    if (at === -1) return false
    rest = rest.slice(at + part.length)
  }
  return true
}
