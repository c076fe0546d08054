// What the kernel's counters say: each one with the word for what it counts, and a name that no successor shares.

import type { Direction } from '../../model/packet.ts'
import type { RulesetPlan } from './ast.ts'
import { TABLE, unversioned } from './names.ts'

/** One counter of a listing. */
export interface Reading {
  /** What holds it: the table's handle, which a table that is loaded anew does not share, and a map or chain. */
  readonly holder: string
  /** With `holder` the same as long as it is the same counter: key of an element, handle of a rule. */
  readonly place: string
  /** The word in its comment (W1): a rule's id, `inner:sg-…`, `default:sg-…`, `spoofed` … */
  readonly subject: string
  /** Null where no side's rules decide. */
  readonly direction: Direction | null
  readonly packets: number
  readonly bytes: number
}

/** Maps of ours whose elements count, by a terse listing. */
export function countedMaps(listing: string): readonly string[] {
  const ours = listing.split(/^(?=table )/m).filter((table) => table.startsWith(`table inet ${TABLE} `))
  return ours.flatMap((table) =>
    [...table.matchAll(/^\tmap (\S+) \{[^\n]*\n(?:\t\t[^\n]*\n)*?\t\tcounter\n/gm)].map(
      ([, name = '']) => name,
    ),
  )
}

export interface Readings {
  readonly readings: readonly Reading[]
  /** Maps asked for whose elements the listing lacks: they came or went while it was made. */
  readonly missing: ReadonlySet<string>
}

/** Reads `nft -a -n -t list ruleset` and `nft -a -n list map …` for each of `maps`, all in one text. */
export function readingsIn(
  listing: string,
  maps: readonly string[],
  defaults: RulesetPlan['defaults'],
): Readings {
  const readings: Reading[] = []
  const missing = new Set(maps)
  /** Listings of single maps leave the handle of their table out (nft 1.0.6); the whole one before them has it. */
  const handles = new Map<string, string>()
  let table: string | null = null
  let name = ''
  for (const line of listing.split('\n')) {
    const head = /^(table|\t(?:chain|map)) (\S+)(?: (\S+))? \{(?: # handle (\d+))?/.exec(line)
    if (head?.[1] === 'table') {
      const [, , family = '', called, handle = handles.get(family) ?? ''] = head
      if (called === TABLE) handles.set(family, handle)
      table = called === TABLE ? `${family} ${handle}` : null
    } else if (head !== null) name = head[2] ?? ''
    else if (table !== null && line.includes(' packets ')) {
      missing.delete(name)
      for (const found of countersIn(line))
        readings.push({ ...named(found, name, defaults), holder: `${table} ${name}` })
    }
  }
  return { readings, missing }
}

type Found = Pick<Reading, 'place' | 'packets' | 'bytes'> & { readonly comment: string }
type Named = Omit<Reading, 'holder'>

const ELEMENT =
  /([^\s,{][^,{]*?) counter packets (\d+) bytes (\d+)(?: comment "([^"]*)")? : (?:goto|accept|drop|return)/g
const RULE = /counter packets (\d+) bytes (\d+)(?:.*? comment "([^"]*)")?.*# handle (\d+)$/

function countersIn(line: string): Found[] {
  const rule = RULE.exec(line)
  if (rule !== null) {
    const [, packets, bytes, comment = '', handle] = rule
    return [{ place: `#${handle}`, comment, packets: Number(packets), bytes: Number(bytes) }]
  }
  return [...line.matchAll(ELEMENT)].map(([, key = '', packets, bytes, comment = '']) => ({
    place: key,
    comment,
    packets: Number(packets),
    bytes: Number(bytes),
  }))
}

const PROFILE = /^a?([ei])_[a-z2-7]+/

function named({ comment, ...found }: Found, holder: string, defaults: RulesetPlan['defaults']): Named {
  const profile = PROFILE.exec(unversioned(holder))
  if (profile === null) return { ...found, subject: comment, direction: null }
  const direction = profile[1] === 'e' ? 'egress' : 'ingress'
  if (comment !== 'default') return { ...found, subject: comment, direction }
  const groups = defaults.get(profile[0]) ?? []
  return { ...found, subject: ['default', ...groups].join(':'), direction }
}
