// Tokens that lead on in a list are good for the call that gave them: the same action, caller and question.

import { fnv64 } from '../../core/model/fnv.ts'
import type { Call } from '../../service/call.ts'
import type { Action } from './action.ts'
import { type Decoded, type Fields, malformedOf, refuse } from './fields.ts'

/** Under which names a token comes and goes. */
const NAMES = ['NextToken', 'Marker'] as const
/** They may be others from one part of a list to the next. */
const FREE: ReadonlySet<string> = new Set([
  ...NAMES,
  ...['MaxResults', 'MaxResult', 'MaxItems', 'PageNumber', 'PageSize', 'DryRun'],
])

/**
 * With a token of another question a place in this list would be guessed, and what stands before it left out without
 * a word. So each carries the mark of its question.
 */
export function withSealedTokens<F extends Fields>(action: Action<F>): Action<F> {
  const name = NAMES.find((each) => action.input[each] !== undefined)
  if (name === undefined) return action
  return {
    ...action,
    run(call, parameters, host, prepared) {
      const mark = () => markOf(action.name, call, parameters)
      const given = (parameters as Readonly<Record<string, unknown>>)[name]
      const opened =
        typeof given === 'string' ? { ...parameters, [name]: open(given, mark(), name) } : parameters
      const answer = action.run(call, opened as Decoded<F>, host, prepared) as Record<string, unknown>
      const next = answer[name]
      return typeof next === 'string' && next !== '' ? { ...answer, [name]: `${next}.${mark()}` } : answer
    },
  }
}

function open(token: string, mark: string, name: string): string {
  const at = token.lastIndexOf('.')
  return token.slice(at + 1) === mark ? token.slice(0, Math.max(0, at)) : refuse(malformedOf(name))
}

const markOf = (name: string, { accountId }: Call, parameters: object): string =>
  fnv64(
    JSON.stringify([
      name,
      accountId,
      ...Object.entries(parameters)
        .filter(([key]) => !FREE.has(key))
        .sort(),
    ]),
  )
