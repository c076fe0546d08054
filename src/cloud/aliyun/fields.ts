// Declarations of request parameters: one value gives decoding, error codes, documentation and contract tests.

import { AliyunError, type ErrorSpec } from './error.ts'
import { readJsonArray, readJsonObject } from './jsonTree.ts'
import type { ParameterNode, ParameterTree } from './parameters.ts'

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

export interface Options {
  readonly about: string
  readonly malformed?: ErrorSpec
  readonly missing?: ErrorSpec
  readonly ignored?: boolean
}

export const missingOf = (path: string): ErrorSpec => ({
  status: 400,
  code: 'MissingParameter',
  message: `The input parameter "${path}" that is mandatory for processing this request is not supplied.`,
})

export const malformedOf = (path: string): ErrorSpec => ({
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

export const refuse = (spec: ErrorSpec): never => {
  throw new AliyunError(spec)
}

type Check = RegExp | ((text: string) => boolean)

/** Text, optionally checked by a pattern or a predicate. */
export const text = (options: Options & { readonly check?: Check }): Field<string | undefined> =>
  scalar('string', (value) => (passes(value, options.check) ? value : undefined), options)

const passes = (value: string, check: Check | undefined): boolean =>
  check === undefined || (check instanceof RegExp ? check.test(value) : check(value))

/** A text read into something else; what cannot be read is malformed. */
export function parsed<T>(
  about: string,
  malformed: ErrorSpec,
  read: (text: string) => T | undefined,
): Field<T | undefined> {
  const base = text({ about, malformed })
  return {
    ...base,
    decode(value, path) {
      const found = base.decode(value, path)
      return found === undefined ? undefined : (read(found) ?? refuse(malformed))
    },
  }
}

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
export const choice = <const V extends readonly string[]>(
  values: V,
  options: Options,
): Field<V[number] | undefined> =>
  scalar(
    'string',
    (value) => values.find((one) => one.toLowerCase() === value.toLowerCase()) as V[number] | undefined,
    options,
  )

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

/** Texts in one, parted by commas (`VpcId=vpc-1,vpc-2`). Absent gives []. */
export const commaList = (
  options: Options & { readonly max?: number; readonly check?: Check },
): Field<readonly string[]> =>
  withDefault(
    scalar(
      'string',
      (value) => {
        const items = value.split(',').map((item) => item.trim())
        const fits = items.length <= (options.max ?? Infinity)
        return fits && items.every((item) => item !== '' && passes(item, options.check)) ? items : undefined
      },
      options,
    ),
    [],
  )

/** Taken in whatever form it comes and without effect here. */
export const ignored = (about: string): Field<undefined> => ({
  type: 'string',
  about,
  required: false,
  ignored: true,
  malformed: null,
  children: null,
  decode: () => undefined,
})

interface ListOptions extends Options {
  /** Fewer are refused with `missing`; 0 when left out. */
  readonly min?: number
  /** More are refused with `tooMany`, else as malformed. */
  readonly max?: number
  readonly tooMany?: ErrorSpec
}

/** `Name.1`, `Name.2` …; holes are skipped. A JSON array in one text is taken as well. Absent gives []. */
export const list = <T>(item: Field<T>, options: ListOptions): Field<readonly NonNullable<T>[]> => ({
  type: 'list',
  about: options.about,
  required: (options.min ?? 0) > 0,
  ignored: options.ignored ?? false,
  malformed: options.malformed ?? null,
  children: { item: item as Field<unknown> },
  decode(value, path) {
    const malformed = options.malformed ?? malformedOf(path)
    const found = itemsOf(value, malformed)
    if (found.length > (options.max ?? Infinity)) refuse(options.tooMany ?? malformed)
    const items = found
      .map(([index, one]) => item.decode(one, `${path}.${index}`))
      .filter((one): one is NonNullable<T> => one !== undefined && one !== null)
    if (items.length < (options.min ?? 0)) refuse(options.missing ?? missingOf(path))
    return items
  },
})

function itemsOf(
  value: ParameterTree | undefined,
  malformed: ErrorSpec,
): readonly (readonly [string, ParameterTree])[] {
  if (value === undefined || value === '') return []
  if (typeof value === 'string')
    return (readJsonArray(value) ?? refuse(malformed)).map((one, index) => [String(index + 1), one] as const)
  return [...value].filter(([key]) => /^\d{1,9}$/.test(key)).sort(([a], [b]) => Number(a) - Number(b))
}

/** `Name.Part`; names of parts are found in any case (older META files write `Tag.N.key`), JSON is taken as well. */
export const object = <F extends Fields>(fields: F, options: Options): Field<Decoded<F> | undefined> => ({
  type: 'object',
  about: options.about,
  required: false,
  ignored: options.ignored ?? false,
  malformed: options.malformed ?? null,
  children: fields,
  decode(value, path) {
    if (value === undefined || value === '') return undefined
    const parts = typeof value === 'string' ? readJsonObject(value) : value
    return decodeFields(fields, parts ?? refuse(options.malformed ?? malformedOf(path)), path)
  },
})

/** Decodes all fields of an action or an object; the first one that is wrong is the answer. */
export function decodeFields<F extends Fields>(fields: F, tree: ParameterNode, path = ''): Decoded<F> {
  const planned = plannedOf(fields)
  const sent = sentOf(planned, tree)
  const decoded: { [name: string]: unknown } = { ...planned.absent }
  for (const { place, name, field, needed } of planned.declared) {
    const value = sent[place]
    if (value === undefined && !needed) continue
    decoded[name] = field.decode(value, path === '' ? name : `${path}.${name}`)
  }
  return decoded as Decoded<F>
}

/** By the places of the declared names; what stands under one in another case counts where nothing else does. */
function sentOf({ nothing, places, lowerPlaces }: Planned, tree: ParameterNode): readonly Sent[] {
  const sent: Sent[] = nothing.slice()
  let otherwise: Map<number, ParameterTree> | null = null
  for (const [name, value] of tree) {
    const place = places.get(name)
    if (place !== undefined) {
      sent[place] = value
      continue
    }
    const other = lowerPlaces.get(name.toLowerCase())
    if (other !== undefined) {
      otherwise ??= new Map()
      otherwise.set(other, value)
    }
  }
  if (otherwise !== null) for (const [place, value] of otherwise) sent[place] ??= value
  return sent
}

type Sent = ParameterTree | undefined

interface Declared {
  readonly place: number
  readonly name: string
  readonly field: Field<unknown>
  /** Refused when it is left out. */
  readonly needed: boolean
}

interface Planned {
  readonly declared: readonly Declared[]
  readonly places: ReadonlyMap<string, number>
  readonly lowerPlaces: ReadonlyMap<string, number>
  /** One `undefined` for each. */
  readonly nothing: readonly undefined[]
  /** What all fields decode to when nothing is sent. */
  readonly absent: { readonly [name: string]: unknown }
}

/** Declarations never change, and each request goes through all of its action's. */
const PLANNED = new WeakMap<Fields, Planned>()

function plannedOf(fields: Fields): Planned {
  const known = PLANNED.get(fields)
  if (known !== undefined) return known
  const names = Object.keys(fields)
  const absent = Object.entries(fields).map(([name, field]) => [name, absentOf(field)] as const)
  const planned: Planned = {
    declared: absent.map(([name, value], place) => ({
      place,
      name,
      field: fields[name] as Field<unknown>,
      needed: value === null,
    })),
    places: new Map(names.map((name, place) => [name, place])),
    lowerPlaces: new Map(names.map((name, place) => [name.toLowerCase(), place])),
    nothing: names.map(() => undefined),
    absent: Object.fromEntries(absent.map(([name, value]) => [name, value?.value])),
  }
  PLANNED.set(fields, planned)
  return planned
}

function absentOf(field: Field<unknown>): { readonly value: unknown } | null {
  try {
    return { value: field.decode(undefined, '') }
  } catch (error) {
    if (error instanceof AliyunError) return null
    throw error
  }
}
