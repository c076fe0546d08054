// Names of resources over all products: `arn:acs:ecs:cn-hangzhou:123456789:instance/i-bp1…`.

import type { Call } from '../../../../service/call.ts'
import type { LabelledKind } from '../../../../service/labelled.ts'
import type { ErrorSpec } from '../../error.ts'
import { list, text } from '../../fields.ts'
import { ECS_TYPES, VPC_TYPES } from '../resourceTypes.ts'

export interface Named {
  readonly kind: LabelledKind
  readonly region: string
  readonly id: string
}

const lowerCase = (types: object): [string, LabelledKind | null][] =>
  Object.entries(types).map(([type, kind]) => [type.toLowerCase(), kind])

const PRODUCTS: ReadonlyMap<string, ReadonlyMap<string, LabelledKind | null>> = new Map([
  ['ecs', new Map(lowerCase(ECS_TYPES))],
  ['vpc', new Map(lowerCase(VPC_TYPES))],
])

/** What of these products can be here at all. */
export const NAMED_KINDS: readonly LabelledKind[] = [...PRODUCTS.values()].flatMap((types) =>
  [...types.values()].flatMap((kind) => kind ?? []),
)

/** Region and account may be left out or `*`; undefined for what is nobody's here. */
export function parseArn(call: Call, region: string, arn: string): Named | undefined {
  const match = /^(?:arn:)?acs:([\w-]+):([\w-]*|\*):(\w*|\*):(\w+)\/([^/\s]+)$/.exec(arn)
  if (match === null) return undefined
  const [, product = '', place = '', account = '', type = '', id = ''] = match
  const kind = PRODUCTS.get(product)?.get(type.toLowerCase())
  if (kind === undefined || kind === null || !isAny(account, call.accountId)) return undefined
  return isAny(place, region) ? { kind, region, id } : undefined
}

const isAny = (written: string, own: string): boolean => written === '' || written === '*' || written === own

export function formatArn(call: Call, { kind, region, id }: Named): string {
  for (const [product, types] of PRODUCTS)
    for (const [type, one] of types)
      if (one === kind) return `arn:acs:${product}:${region}:${call.accountId}:${type}/${id}`
  throw new Error(`no product has ${kind}`)
}

const MISSING: ErrorSpec = {
  status: 400,
  code: 'MissingParameter.ResourceARN',
  message: 'The parameter - ResourceARN should not be null',
}

export const resourceArns = (min: 0 | 1) =>
  list(text({ about: 'Resource.' }), {
    about: 'Resources as `arn:acs:ecs:cn-hangzhou:123456789:instance/i-bp1…`, up to 50.',
    min,
    max: 50,
    missing: MISSING,
  })
