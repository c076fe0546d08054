// Small facts about rulesets and the namespaces they are in.

import { statSync } from 'node:fs'
import { join } from 'node:path'
import type { TableFamily } from '../core/compile/nftables/ast.ts'
import { TABLE } from '../core/compile/nftables/names.ts'
import { NETNS_DIRECTORY } from './names.ts'

/** A set or map in nft's own words, with the family of the table it stands in. */
export function* setNames(listing: string): Iterable<readonly [TableFamily, string]> {
  let family: TableFamily | null = null
  for (const [, table, name, set] of listing.matchAll(/^(?:table (\S+) (\S+) \{|\t(?:set|map) (\S+) \{)/gm)) {
    if (table !== undefined) family = name === TABLE && (table === 'inet' || table === 'arp') ? table : null
    else if (family !== null && set !== undefined) yield [family, set]
  }
}

/** Null: the machine's own network, which a process has for life. */
export const inodeOf = (namespace: string | null): number =>
  namespace === null ? OWN : inodeAt(join(NETNS_DIRECTORY, namespace))

const inodeAt = (path: string): number => statSync(path, { throwIfNoEntry: false })?.ino ?? 0

const OWN = inodeAt('/proc/self/ns/net')

/** Elements and objects apart from their order: a hash that grows lists them in another one, and nobody has edited anything. */
export const sameListing = (a: string, b: string): boolean => a === b || ordered(a) === ordered(b)

const OBJECT = /^\tct timeout \S+ \{\n(?:\t\t.*\n)*\t\}\n/gm

function ordered(listing: string): string {
  const elements = (text: string): string =>
    text
      .split(',')
      .map((element) => element.trim())
      .sort()
      .join()
  const rest = listing
    .replace(OBJECT, '')
    .replace(/elements = \{([^}]*)\}/g, (_, text: string) => elements(text))
  return (listing.match(OBJECT) ?? []).sort().join('') + rest
}
