// Lists of both kinds, and their entries as the lines in which people write them.

import type { PortList, PrefixList } from '../../../../src/core/model/lists.ts'
import { formatPorts } from '../../../../src/core/model/portText.ts'
import type { ListEntry } from '../../client/generated.ts'

export type AnyList = PrefixList | PortList
export type ListKind = 'prefixList' | 'portList'

type Entry = AnyList['entries'][number]

export const entryText = (entry: Entry): string =>
  'cidr' in entry ? entry.cidr : (entry.written ?? formatPorts([entry]))

/** Each as it was written, once: one line may have made several entries. */
export const writtenOf = (
  list: AnyList,
): readonly { readonly text: string; readonly description: string }[] => {
  const all: readonly Entry[] = list.entries
  return [
    ...new Map(
      all.map((entry) => [entryText(entry), { text: entryText(entry), description: entry.description }]),
    ).values(),
  ]
}

export const linesOf = (list: AnyList): string =>
  writtenOf(list)
    .map(({ text, description }) => `${text} ${description}`.trim())
    .join('\n')

/** `10.0.0.0/8 office`, one a line. */
export const readEntries = (text: string): ListEntry[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line) => {
      const [entry = '', ...words] = line.split(/\s+/)
      return { entry, description: words.join(' ') }
    })
