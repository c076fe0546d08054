// What tells one call from another when both carry the same client token.

import type { ClientToken } from '../../service/clientToken.ts'
import type { Action } from './action.ts'
import { refuse, spec } from './error.ts'
import { digestOf } from './signature.ts'
import { isNode, type Value, type ValueNode } from './tree.ts'

const TOO_LONG = spec(
  'InvalidParameterValue.TooLong',
  '参数 `ClientToken` 最多 64 个 ASCII 字符。',
  'The parameter `ClientToken` has at most 64 ASCII characters.',
)

/** Null where the action takes no token, or none was sent. */
export function clientTokenOf(action: Action, parameters: ValueNode, region: string): ClientToken | null {
  if (action.effect !== 'write' || action.input.ClientToken === undefined) return null
  const { ClientToken: token, ...meant } = parameters
  if (typeof token !== 'string' || token === '') return null
  // biome-ignore lint/suspicious/noControlCharactersInRegex: any ASCII character is allowed
  if (!/^[\x00-\x7f]{1,64}$/.test(token)) return refuse(TOO_LONG)
  return {
    id: `${action.service}/${action.name}/${token}`,
    digest: digestOf(JSON.stringify(sorted({ ...meant, ' region': region }))),
  }
}

/** Names in order, so that two spellings of one request are the same. */
function sorted(value: Value): Value {
  if (Array.isArray(value)) return value.map(sorted)
  if (!isNode(value)) return value
  const names = Object.keys(value).sort()
  return Object.fromEntries(names.map((name) => [name, sorted(value[name] ?? null)]))
}
