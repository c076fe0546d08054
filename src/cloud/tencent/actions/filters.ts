// Filters as VPC takes them: between filters all must hold, within one any value will do.

import { refuse, spec } from '../error.ts'
import { type Field, ignored } from '../fields.ts'
import { isNode, type Value } from '../tree.ts'
import { coexist } from './fields.ts'

export interface Filter {
  readonly name: string
  readonly values: readonly string[]
}

const INVALID_KEY = (name: string) =>
  spec(
    'InvalidParameter.FilterInvalidKey',
    `过滤键 \`${name}\` 不存在。`,
    `There is no filter \`${name}\` here.`,
  )
const NOT_DICT = spec(
  'InvalidParameter.FilterNotDict',
  '过滤器不是字典。',
  'A filter is not an object of Name and Values.',
)
const VALUES_NOT_LIST = spec(
  'InvalidParameter.FilterValuesNotList',
  '过滤器的 Values 不是列表。',
  'The Values of a filter are not a list of texts.',
)
const NOT_LIST = spec(
  'InvalidParameter.FilterNotDict',
  '参数 `Filters` 不是过滤器的列表。',
  'The parameter `Filters` is not a list of filters.',
)

/** `tag:` in the names stands for `tag:<key>`. Absent gives undefined. */
export const filters = (names: readonly string[]): Field<readonly Filter[] | undefined> => ({
  type: 'list',
  about: `Filters: ${names.map((name) => (name === 'tag:' ? '`tag:<key>`' : `\`${name}\``)).join(', ')}.`,
  required: false,
  ignored: false,
  children: { item: ignored('Name and Values.', 'object') },
  decode(value) {
    if (value === undefined || value === null || value === '') return undefined
    if (!Array.isArray(value)) return refuse(NOT_LIST)
    return value.map((one: Value) => filterOf(one, names))
  },
})

function filterOf(value: Value, names: readonly string[]): Filter {
  if (!isNode(value)) return refuse(NOT_DICT)
  const { Name: name, Values: values = [], ...others } = value
  if (typeof name !== 'string' || Object.keys(others).length > 0) return refuse(NOT_DICT)
  const isKnown = names.some((one) => (one === 'tag:' ? name.startsWith(one) : one === name))
  if (!isKnown) return refuse(INVALID_KEY(name))
  if (!Array.isArray(values) || values.some((each) => typeof each !== 'string'))
    return refuse(VALUES_NOT_LIST)
  return { name, values: values as readonly string[] }
}

/** What a thing has under a filter's name; `fuzzy` values need only be contained, in any case. */
export type Facts = (name: string) => readonly string[] | { readonly fuzzy: readonly string[] }

/** No value given: the filter says nothing. */
export const passesFilters = (given: readonly Filter[] | undefined, facts: Facts): boolean =>
  (given ?? []).every(({ name, values }) => values.length === 0 || meets(facts(name), values))

function meets(has: ReturnType<Facts>, values: readonly string[]): boolean {
  if (!('fuzzy' in has)) return values.some((value) => has.includes(value))
  const texts = has.fuzzy.map((text) => text.toLowerCase())
  return values.some((value) => texts.some((text) => text.includes(value.toLowerCase())))
}

/** `tag-key` and `tag:<key>`; undefined for any other filter. */
export function tagFacts(
  name: string,
  tags: { readonly [key: string]: string },
): readonly string[] | undefined {
  if (name === 'tag-key') return Object.keys(tags)
  if (!name.startsWith('tag:')) return undefined
  const value = tags[name.slice('tag:'.length)]
  return value === undefined ? [] : [value]
}

/** Ids or filters, not both. */
export function notBoth(
  ids: readonly unknown[] | undefined,
  given: readonly Filter[] | undefined,
  name: string,
) {
  if ((ids ?? []).length > 0 && (given ?? []).length > 0) refuse(coexist(name, 'Filters'))
}
