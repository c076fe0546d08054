// Declarations of request parameters: one value gives decoding, error codes, documentation and contract tests.

import { AliyunError, type ErrorSpec } from './error.ts'
import type { ParameterTree } from './parameters.ts'

/** One parameter of an action. `decode` gets what stands at its place, undefined when nothing does. */
export interface Field<T> {
  readonly type: 'string' | 'integer' | 'boolean' | 'list' | 'object'
  readonly about: string
  readonly required: boolean
  /** Accepted and without effect here; the coverage table says so. */
  readonly ignored: boolean
  /** Answers a malformed value is refused with. */
  readonly malformed: ErrorSpec | null
  readonly children: { readonly [name: string]: Field<unknown> } | null
  decode(value: ParameterTree | undefined, path: string): T
}

export type Fields = { readonly [name: string]: Field<unknown> }
export type Decoded<F extends Fields> = { readonly [K in keyof F]: F[K] extends Field<infer T> ? T : never }

interface Options {
  readonly about: string
  readonly malformed?: ErrorSpec
  readonly missing?: ErrorSpec
  readonly ignored?: boolean
}

const missingOf = (path: string): ErrorSpec => ({
  status: 400,
  code: 'MissingParameter',
  message: `The input parameter "${path}" that is mandatory for processing this request is not supplied.`,
})

const malformedOf = (path: string): ErrorSpec => ({
  status: 400,
  code: 'InvalidParameter',
  message: `The specified parameter "${path}" is not valid.`,
})

type Scalar<T> = (text: string) => T | undefined

function scalar<T>(type: Field<T>['type'], read: Scalar<T>, options: Options): Field<T | undefined> {
  return {
    type,
    about: options.about,
    required: false,
    ignored: options.ignored ?? false,
    malformed: options.malformed ?? null,
    children: null,
    decode(value, path) {
      // An empty text means the same as a parameter left out: SDKs of several families send both.
      if (value === undefined || value === '') return undefined
      const read_ = typeof value === 'string' ? read(value) : undefined
      return read_ ?? refuse(options.malformed ?? malformedOf(path))
    },
  }
}

const refuse = (spec: ErrorSpec): never => {
  throw new AliyunError(spec)
}

/** Text, optionally checked by a pattern or a predicate. */
export const text = (
  options: Options & { readonly check?: RegExp | ((text: string) => boolean) },
): Field<string | undefined> =>
  scalar('string', (value) => (passes(value, options.check) ? value : undefined), options)

const passes = (value: string, check: RegExp | ((text: string) => boolean) | undefined): boolean =>
  check === undefined || (check instanceof RegExp ? check.test(value) : check(value))

/** Whole number within bounds, both inclusive. */
export const integer = (
  options: Options & { readonly min?: number; readonly max?: number },
): Field<number | undefined> =>
  scalar(
    'integer',
    (value) => {
      if (!/^-?\d{1,15}$/.test(value)) return undefined
      const number = Number(value)
      return number >= (options.min ?? -Infinity) && number <= (options.max ?? Infinity) ? number : undefined
    },
    options,
  )

export const flag = (options: Options): Field<boolean | undefined> =>
  scalar(
    'boolean',
    (value) => (/^true$/i.test(value) ? true : /^false$/i.test(value) ? false : undefined),
    options,
  )

/** One of the given values, in any case; the value as declared is handed on. */
export const choice = <T extends string>(values: readonly T[], options: Options): Field<T | undefined> =>
  scalar('string', (value) => values.find((one) => one.toLowerCase() === value.toLowerCase()), options)

/** The same field, refused when it is absent. */
export const required = <T>(field: Field<T | undefined>, missing?: ErrorSpec): Field<T> => ({
  ...field,
  required: true,
  decode: (value, path) => field.decode(value, path) ?? refuse(missing ?? missingOf(path)),
})

/** The same field with a value for when it is absent. */
export const withDefault = <T>(field: Field<T | undefined>, fallback: T): Field<T> => ({
  ...field,
  decode: (value, path) => field.decode(value, path) ?? fallback,
})

/** `Name.1`, `Name.2` …; holes are skipped. A JSON array in one text is taken as well. Absent gives []. */
export const list = <T>(
  item: Field<T>,
  options: Options & { readonly max?: number },
): Field<readonly NonNullable<T>[]> => ({
  type: 'list',
  about: options.about,
  required: false,
  ignored: options.ignored ?? false,
  malformed: options.malformed ?? null,
  children: { item: item as Field<unknown> },
  decode(value, path) {
    const items = itemsOf(value, options.malformed ?? malformedOf(path))
    if (options.max !== undefined && items.length > options.max)
      refuse(options.malformed ?? malformedOf(path))
    return items
      .map(([index, one]) => item.decode(one, `${path}.${index}`))
      .filter((one): one is NonNullable<T> => one !== undefined && one !== null)
  },
})

function itemsOf(
  value: ParameterTree | undefined,
  malformed: ErrorSpec,
): readonly (readonly [string, ParameterTree])[] {
  if (value === undefined || value === '') return []
  if (typeof value === 'string') {
    const parsed = value.startsWith('[') ? parseJsonArray(value) : undefined
    return (parsed ?? refuse(malformed)).map((one, index) => [String(index + 1), one] as const)
  }
  return Object.entries(value)
    .filter(([key]) => /^\d+$/.test(key))
    .sort(([a], [b]) => Number(a) - Number(b))
}

function parseJsonArray(text: string): readonly ParameterTree[] | undefined {
  try {
    const parsed: unknown = JSON.parse(text)
    return Array.isArray(parsed) ? parsed.map(treeOfJson) : undefined
  } catch {
    return undefined
  }
}

function treeOfJson(value: unknown): ParameterTree {
  if (value === null || typeof value !== 'object') return value === null ? '' : String(value)
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, treeOfJson(one)]))
}

/** `Name.Part`; names of parts are found in any case (older META files write `Tag.N.key`). */
export const object = <F extends Fields>(fields: F, options: Options): Field<Decoded<F> | undefined> => ({
  type: 'object',
  about: options.about,
  required: false,
  ignored: options.ignored ?? false,
  malformed: options.malformed ?? null,
  children: fields,
  decode(value, path) {
    if (value === undefined) return undefined
    if (typeof value === 'string') return refuse(options.malformed ?? malformedOf(path))
    return decodeFields(fields, value, path)
  },
})

/** Decodes all fields of an action or an object; the first one that is wrong is the answer. */
export function decodeFields<F extends Fields>(
  fields: F,
  tree: { readonly [key: string]: ParameterTree },
  path = '',
): Decoded<F> {
  const found = new Map(Object.entries(tree).map(([key, value]) => [key.toLowerCase(), value]))
  const decoded = Object.entries(fields).map(([name, field]) => {
    const value = tree[name] ?? found.get(name.toLowerCase())
    return [name, field.decode(value, path === '' ? name : `${path}.${name}`)] as const
  })
  return Object.fromEntries(decoded) as Decoded<F>
}
