// Declarations of request parameters: one value gives decoding, error codes, documentation and contract tests.

import { type ErrorSpec, refuse } from './error.ts'
import { invalid, missing, unknownParameter, wrongType } from './gatewayErrors.ts'
import { nearest } from './guess.ts'
import { isNode, type Value, type ValueNode } from './tree.ts'

/** Where a value stands, and whether everything came as text (queries and forms). */
export interface At {
  readonly path: string
  readonly asText: boolean
}

/** One parameter of an action. `decode` gets what stands at its place, undefined when nothing does. */
export interface Field<T> {
  readonly type: 'string' | 'integer' | 'boolean' | 'list' | 'object'
  readonly about: string
  readonly required: boolean
  /** Accepted and without effect here; the coverage table says so. */
  readonly ignored: boolean
  readonly children: { readonly [name: string]: Field<unknown> } | null
  decode(value: Value | undefined, at: At): T
}

export type Fields = { readonly [name: string]: Field<unknown> }
export type Decoded<F extends Fields> = { readonly [K in keyof F]: F[K] extends Field<infer T> ? T : never }

type Spec = ErrorSpec | ((path: string) => ErrorSpec)
const specAt = (given: Spec, { path }: At): ErrorSpec => (typeof given === 'function' ? given(path) : given)

export interface Options {
  readonly about: string
  /** For a value of the right type that cannot be. */
  readonly invalid?: Spec
  readonly ignored?: boolean
}

/** `read` gives null for another type, undefined for a value that cannot be. */
type Read<T> = (value: Value, at: At) => T | null | undefined

function scalar<T>(type: Field<T>['type'], options: Options, read: Read<T>): Field<T | undefined> {
  return {
    type,
    about: options.about,
    required: false,
    ignored: options.ignored ?? false,
    children: null,
    decode(value, at) {
      // A null is a parameter left out: SDKs of several families send it.
      if (value === undefined || value === null) return undefined
      const found = read(value, at)
      if (found === null) return refuse(wrongType(at.path))
      return found === undefined ? refuse(specAt(options.invalid ?? invalid, at)) : found
    },
  }
}

type Check = RegExp | ((text: string) => boolean)
const passes = (value: string, check: Check | undefined): boolean =>
  check === undefined || (check instanceof RegExp ? check.test(value) : check(value))

/** Text as it came, the empty one included. */
export const text = (options: Options & { readonly check?: Check }): Field<string | undefined> =>
  scalar('string', options, (value) => {
    if (typeof value !== 'string') return null
    return passes(value, options.check) ? value : undefined
  })

/** The same with an empty text for none: many clients send both (tencent.md 7, 10). */
export function filled(options: Options & { readonly check?: Check }): Field<string | undefined> {
  const field = text(options)
  return { ...field, decode: (value, at) => (value === '' ? undefined : field.decode(value, at)) }
}

interface Bounds {
  readonly min?: number
  readonly max?: number
  readonly range?: Spec
}

const within = (number: number, { min = -Infinity, max = Infinity }: Bounds): boolean =>
  number >= min && number <= max

export const integer = (options: Options & Bounds): Field<number | undefined> =>
  scalar('integer', { ...options, ...rangeOf(options) }, (value, { asText }) => {
    const number = asText && typeof value === 'string' ? numberIn(value) : value
    if (typeof number !== 'number' || !Number.isInteger(number)) return null
    return within(number, options) ? number : undefined
  })

/** Declared as text here and as a number there; clients send either to either (tencent.md 1.6). */
export const eitherNumber = (
  type: 'string' | 'integer',
  options: Options & Bounds,
): Field<number | undefined> =>
  scalar(type, { ...options, ...rangeOf(options) }, (value) => {
    const number = typeof value === 'string' ? numberIn(value) : value
    if (typeof number !== 'number' || !Number.isInteger(number))
      return typeof value === 'string' ? undefined : null
    return within(number, options) ? number : undefined
  })

const rangeOf = ({ range }: Bounds) => (range === undefined ? {} : { invalid: range })
const numberIn = (value: string): number | null => (/^-?\d{1,15}$/.test(value) ? Number(value) : null)

export const flag = (options: Options): Field<boolean | undefined> =>
  scalar('boolean', options, (value, { asText }) => {
    if (typeof value === 'boolean') return value
    if (!asText || typeof value !== 'string') return null
    return /^(true|1)$/i.test(value) ? true : /^(false|0)$/i.test(value) ? false : null
  })

/** One of the given values, in any case; the value as declared is handed on. */
export const choice = <const V extends readonly string[]>(
  values: V,
  options: Options,
): Field<V[number] | undefined> =>
  scalar('string', options, (value) => {
    if (typeof value !== 'string') return null
    return values.find((one) => one.toLowerCase() === value.toLowerCase()) as V[number] | undefined
  })

/** The same field, refused when it is absent. */
export const required = <T>(field: Field<T | undefined>): Field<T> => ({
  ...field,
  required: true,
  decode: (value, at) => field.decode(value, at) ?? refuse(missing(at.path)),
})

/** The same field with a value for when it is absent. */
export const withDefault = <T>(field: Field<T | undefined>, fallback: T): Field<T> => ({
  ...field,
  decode: (value, at) => field.decode(value, at) ?? fallback,
})

/** Taken in whatever form it comes and without effect here; `type` as the cloud declares it. */
export const ignored = (about: string, type: Field<undefined>['type'] = 'string'): Field<undefined> => ({
  type,
  about,
  required: false,
  ignored: true,
  children: null,
  decode: () => undefined,
})

interface ListOptions extends Options {
  /** More are refused with `tooMany`. */
  readonly max?: number
  readonly tooMany?: Spec
}

/** Absent gives undefined, so that an empty list can be told from none. */
export const list = <T>(
  item: Field<T>,
  options: ListOptions,
): Field<readonly NonNullable<T>[] | undefined> => ({
  type: 'list',
  about: options.about,
  required: false,
  ignored: options.ignored ?? false,
  children: { item: item as Field<unknown> },
  decode(value, at) {
    if (value === undefined || value === null) return undefined
    // A form has no way to write an empty list.
    if (at.asText && value === '') return []
    if (!Array.isArray(value)) return refuse(wrongType(at.path))
    if (value.length > (options.max ?? Infinity))
      return refuse(specAt(options.tooMany ?? options.invalid ?? invalid, at))
    return value.map((one: Value, index) => {
      const path = `${at.path}.${index}`
      return item.decode(one, { ...at, path }) ?? refuse(wrongType(path))
    })
  },
})

/** Texts, the commonest list. */
export const texts = (options: ListOptions & { readonly check?: Check }) =>
  list(text({ about: 'One of them.', ...pick(options) }), options)

const pick = ({ check, invalid: given }: ListOptions & { readonly check?: Check }) => ({
  ...(check === undefined ? {} : { check }),
  ...(given === undefined ? {} : { invalid: given }),
})

export const object = <F extends Fields>(fields: F, options: Options): Field<Decoded<F> | undefined> => ({
  type: 'object',
  about: options.about,
  required: false,
  ignored: options.ignored ?? false,
  children: fields,
  decode(value, at) {
    if (value === undefined || value === null) return undefined
    return isNode(value) ? decodeFields(fields, value, at) : refuse(wrongType(at.path))
  },
})

/** Decodes all fields of an action or an object; the first one that is wrong is the answer. */
export function decodeFields<F extends Fields>(fields: F, tree: ValueNode, at: At): Decoded<F> {
  const pathOf = (name: string): string => (at.path === '' ? name : `${at.path}.${name}`)
  for (const name of Object.keys(tree))
    if (!Object.hasOwn(fields, name))
      refuse(unknownParameter(pathOf(name), nearest(name, Object.keys(fields))))
  const decoded: { [name: string]: unknown } = {}
  for (const [name, field] of Object.entries(fields)) {
    const value = Object.hasOwn(tree, name) ? tree[name] : undefined
    decoded[name] = field.decode(value, { ...at, path: pathOf(name) })
  }
  return decoded as Decoded<F>
}
