// What the kernel has, read from `nft -n -j list ruleset` (or some `list table`, one a line), and whether it is what was planned.

import { parseAddress } from '../../model/address.ts'
import { parseCidr, rangeOf } from '../../model/cidr.ts'
import { fnv64 } from '../../model/fnv.ts'
import { type Element, isSpan, type NamedSet, type Part, type RulesetPlan, type Table } from './ast.ts'
import { digestOfText, plus } from './digest.ts'
import { SETS, TABLE } from './names.ts'
import { setsOf } from './tableIndex.ts'

export interface ReadTable {
  readonly family: string
  /** Elements of sets and maps by name, in no particular order, in a form that plans can be brought to as well. */
  readonly sets: ReadonlyMap<string, readonly string[]>
  /** Which of them are maps. */
  readonly maps: ReadonlySet<string>
  /** Names of what holds idle times. */
  readonly timeouts: readonly string[]
  /** Hook and policy of each chain (empty where it has none), then the comments of its rules (empty for none). */
  readonly chains: ReadonlyMap<string, readonly string[]>
}

export interface Readback {
  /** Of the plan that the kernel was given last; null = none of ours. */
  readonly hash: string | null
  readonly epoch: number | null
  readonly tables: readonly ReadTable[]
  /** Equal for two listings exactly when nothing but counters and handles differs: shows every edit by hand. */
  readonly fingerprint: string
}

interface Reading {
  readonly sets: Map<string, readonly string[]>
  readonly maps: Set<string>
  readonly chains: Map<string, string[]>
  readonly timeouts: string[]
}

type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json }
type JsonObject = { readonly [key: string]: Json }

export function readback(listing: string): Readback {
  const lines = listing.split('\n').filter((line) => line !== '')
  const entries = lines.flatMap((line) => objectsIn(JSON.parse(line))).filter(isOurs)
  const tables = new Map<string, Reading>()
  for (const entry of entries) {
    const [kind = '', body] = firstOf(entry)
    const name = text(body.name)
    const family = text(body.family)
    if (kind === 'table')
      tables.set(family, { sets: new Map(), chains: new Map(), maps: new Set(), timeouts: [] })
    const table = tables.get(family)
    if (kind === 'set' || kind === 'map') table?.sets.set(name, elementsIn(body))
    if (kind === 'map') table?.maps.add(name)
    if (kind === 'ct timeout') table?.timeouts.push(name)
    if (kind === 'chain') table?.chains.set(name, [`${text(body.hook)} ${text(body.policy)}`.trim()])
    if (kind === 'rule') table?.chains.get(text(body.chain))?.push(text(body.comment))
  }
  const [mark = ''] = tables.get('inet')?.sets.get(SETS.plan) ?? []
  const [epoch, hash] = mark.split(' # ')
  return {
    hash: hash ?? null,
    epoch: hash === undefined ? null : Number(epoch),
    tables: [...tables].map(([family, table]) => ({ family, ...table })),
    // Dear, and seldom asked for.
    get fingerprint() {
      return fnv64(entries.map((entry) => canonical(entry)).join('\n'))
    },
  }
}

export const sameAs = (plan: RulesetPlan, found: Readback): boolean => drift(plan, found).length === 0

/** One line for each difference between plan and kernel. */
export function drift(plan: RulesetPlan, found: Readback): readonly string[] {
  return plan.tables.flatMap((table) => {
    const read = found.tables.find((each) => each.family === table.family)
    if (read === undefined) return [`table \`${table.family} ${table.name}\` is missing`]
    return [...setDrift(table, read), ...chainDrift(table, read)]
  })
}

function setDrift(table: Table, read: ReadTable): string[] {
  const planned = setsOf(table)
  return missingAndForeign('set', table, planned, read.sets).concat(
    [...planned].flatMap(([name, set]) => {
      const there = read.sets.get(name)
      const count = set.elements.length
      if (there === undefined || (there.length === count && digestOfTexts(there) === digestOfSet(set)))
        return []
      return [`set \`${table.family} ${name}\` has other elements: ${there.length}, planned ${count}`]
    }),
  )
}

const ofSets = new WeakMap<readonly Element[], number>()

/** Worked out once for a list that stays as it is: after each change all sets are compared. */
function digestOfSet({ elements }: NamedSet): number {
  const known = ofSets.get(elements)
  if (known !== undefined) return known
  const digest = digestOfTexts(elements.map(elementText))
  ofSets.set(elements, digest)
  return digest
}

/** Whatever their order. */
const digestOfTexts = (texts: readonly string[]): number =>
  texts.reduce((sum, each) => plus(sum, digestOfText(each)), 0)

/** In the form in which chains are read. */
export const plannedChains = (table: Table): ReadonlyMap<string, readonly string[]> =>
  new Map(
    table.chains.map(({ name, hook, rules }) => [
      name,
      [`${hook?.hook ?? ''} ${hook?.policy ?? ''}`.trim(), ...rules.map((rule) => rule.comment ?? '')],
    ]),
  )

function chainDrift(table: Table, read: ReadTable): string[] {
  const planned = plannedChains(table)
  return missingAndForeign('chain', table, planned, read.chains).concat(
    [...planned].flatMap(([name, rules]) => {
      const there = read.chains.get(name)
      if (there === undefined || rules.join('\n') === there.join('\n')) return []
      return [
        `chain \`${table.family} ${name}\` has other rules: ${there.length - 1}, planned ${rules.length - 1}`,
      ]
    }),
  )
}

export function missingAndForeign(
  kind: string,
  table: Table,
  planned: ReadonlyMap<string, unknown>,
  there: ReadonlyMap<string, unknown>,
): string[] {
  const missing = [...planned.keys()].filter((name) => !there.has(name))
  const foreign = [...there.keys()].filter((name) => !planned.has(name))
  return [
    ...missing.map((name) => `${kind} \`${table.family} ${name}\` is missing`),
    ...foreign.map((name) => `${kind} \`${table.family} ${name}\` is not ours`),
  ]
}

export function elementText({ key, value, comment }: Element): string {
  const shown =
    typeof value === 'object' ? `${value.do} ${'chain' in value ? value.chain : ''}`.trim() : value
  return written(key.map(partText).join(' . '), shown === undefined ? '' : String(shown), comment ?? '')
}

const written = (key: string, value: string, comment: string): string =>
  `${key}${value === '' ? '' : ` : ${value}`}${comment === '' ? '' : ` # ${comment}`}`

const partText = (part: Part): string =>
  isSpan(part) ? (part.first === part.last ? String(part.first) : `${part.first}-${part.last}`) : String(part)

function elementsIn(body: JsonObject): readonly string[] {
  const elements = Array.isArray(body.elem) ? (body.elem as readonly Json[]) : []
  const isMap = body.map !== undefined
  return elements.map((each) => readElement(each, isMap))
}

function readElement(element: Json, isMap: boolean): string {
  const [wrapped, value] = isMap ? (element as readonly Json[]) : [element]
  const inner = isObject(wrapped) && isObject(wrapped.elem) ? wrapped.elem : undefined
  const key = inner === undefined ? (wrapped as Json) : (inner.val as Json)
  const parts = isObject(key) && Array.isArray(key.concat) ? (key.concat as readonly Json[]) : [key]
  return written(parts.map(readPart).join(' . '), readValue(value), text(inner?.comment))
}

function readPart(part: Json): string {
  if (!isObject(part)) return readScalar(part)
  if (Array.isArray(part.range)) return (part.range as readonly Json[]).map(readScalar).join('-')
  if (isObject(part.prefix)) {
    const cidr = parseCidr(`${text(part.prefix.addr)}/${part.prefix.len}`)
    if (cidr !== undefined) return `${rangeOf(cidr).first}-${rangeOf(cidr).last}`
  }
  return JSON.stringify(part)
}

function readScalar(value: Json): string {
  const isAddress = typeof value === 'string' && (value.includes('.') || value.includes(':'))
  const address = isAddress ? parseAddress(value) : undefined
  return address === undefined ? String(value) : String(address.value)
}

function readValue(value: Json | undefined): string {
  if (value === undefined) return ''
  if (!isObject(value)) return readScalar(value)
  const [verdict, target] = firstOf(value)
  return `${verdict} ${text(target?.target)}`.trim()
}

/** Without what counts or is numbered anew each time; elements in an order of their own. */
function canonical(value: Json | undefined): string {
  if (Array.isArray(value)) return `[${(value as readonly Json[]).map(canonical).join()}]`
  if (!isObject(value)) return JSON.stringify(value ?? null)
  const fields = Object.entries(value).filter(([key]) => !['handle', 'packets', 'bytes'].includes(key))
  return `{${fields
    .map(([key, each]) => {
      const list = key === 'elem' && Array.isArray(each) ? (each as readonly Json[]) : undefined
      return `${key}:${list === undefined ? canonical(each) : list.map(canonical).sort().join()}`
    })
    .join()}}`
}

const objectsIn = (listing: Json): readonly JsonObject[] =>
  isObject(listing) && Array.isArray(listing.nftables)
    ? (listing.nftables as readonly Json[]).filter(isObject)
    : []

function isOurs(entry: JsonObject): boolean {
  const [kind, body] = firstOf(entry)
  return kind !== 'metainfo' && (kind === 'table' ? body.name : body.table) === TABLE
}

function firstOf(entry: JsonObject): [string, JsonObject] {
  const [kind = '', body] = Object.entries(entry)[0] ?? []
  return [kind, isObject(body) ? body : {}]
}

const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const text = (value: Json | undefined): string => (typeof value === 'string' ? value : '')
