// The lists of policy files: blocks in their canonical form, ports as ranges.

import { formatCidr, parseCidr, rangeOf } from '../../core/model/cidr.ts'
import { parsePorts } from '../../core/model/portText.ts'
import type { Declaration, DeclaredPortList, DeclaredPrefixList } from '../../service/declared/declaration.ts'
import type { Reading } from './declare.ts'
import type { Path, ReadFile } from './readFile.ts'
import type { EntryContent } from './schema.ts'

export const declaredLists = (reading: Reading): Pick<Declaration, 'prefixLists' | 'portLists'> => ({
  prefixLists: reading.files.flatMap((file) =>
    Object.entries(file.content.prefixLists).map(([key, list]): DeclaredPrefixList => {
      const path = ['prefixLists', key]
      const family = list.family === 'IPv4' ? 4 : 6
      return {
        ...{ key, name: list.name ?? key, description: list.description, family },
        maxEntries: list.maxEntries ?? null,
        place: file.placeOf(path),
        entries: list.entries.flatMap((each, index) => {
          const { entry, description } = entryOf(each)
          const cidr = parseCidr(entry)
          const isBlock = cidr !== undefined && rangeOf(cidr).first === cidr.base
          if (isBlock && cidr.family === family) return [{ cidr: formatCidr(cidr), description }]
          return blame(reading, file, [...path, 'entries', index], entry, 'expected.listBlock')
        }),
      }
    }),
  ),
  portLists: reading.files.flatMap((file) =>
    Object.entries(file.content.portLists).map(([key, list]): DeclaredPortList => {
      const path = ['portLists', key]
      return {
        ...{ key, name: list.name ?? key, description: list.description },
        maxEntries: list.maxEntries ?? null,
        place: file.placeOf(path),
        entries: list.entries.flatMap((each, index) => {
          const { entry, description } = entryOf(each)
          const ranges = parsePorts(entry)
          const [range] = ranges ?? []
          if (range !== undefined && ranges?.length === 1) return [{ ...range, description }]
          return blame(reading, file, [...path, 'entries', index], entry, 'expected.listRange')
        }),
      }
    }),
  ),
})

const entryOf = (each: EntryContent): { entry: string; description: string } =>
  typeof each === 'object'
    ? { entry: String(each.entry), description: each.description }
    : { entry: String(each), description: '' }

function blame(
  reading: Reading,
  file: ReadFile,
  path: Path,
  text: string,
  hint: 'expected.listBlock' | 'expected.listRange',
): [] {
  reading.blame({ place: file.placeOf(path), key: 'policy.bad', values: { text }, hint })
  return []
}
