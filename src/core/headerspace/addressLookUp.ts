// The addresses of one side of many packets to classes, however a family finds them.

import type { Family } from '../model/address.ts'
import { addressTable } from './addressTable.ts'
import { addClasses4, addressTrie } from './addressTrie.ts'
import type { Box } from './box.ts'
import { type AddressField, addressTokens, type ClassedField } from './boxFields.ts'
import { fieldClasses } from './fieldClasses.ts'
import { hosted } from './hostedClasses.ts'
import { Hosts6 } from './hosts6.ts'

/** So many packets pass each stage together: their cells stay in the first-level cache. */
export const CHUNK = 1024

export interface AddressSide extends ClassedField {
  /** Adds class × factor to the cell of each of at most `CHUNK` packets; null: all addresses are of one class. */
  readonly addClasses:
    | ((addresses: Uint32Array, from: number, count: number, factor: number, cells: Int32Array) => void)
    | null
}

export function addressSide(boxes: readonly Box[], name: AddressField, family: Family): AddressSide {
  const { sets, of: tokenOf } = addressTokens(boxes, name, family)
  if (family === 4) {
    const classes = fieldClasses(sets, 1, 0xffff_ffff)
    if (classes.count === 1) return { classes, tokenOf, addClasses: null }
    const trie = addressTrie(classes)
    return { classes, tokenOf, addClasses: (...packets) => addClasses4(trie, ...packets) }
  }
  const classes = hosted(sets, 4, Hosts6)
  if (classes.count === 1) return { classes, tokenOf, addClasses: null }
  const table = addressTable(classes, CHUNK)
  return { classes, tokenOf, addClasses: (...packets) => table.addClasses(...packets) }
}
