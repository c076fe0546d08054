// The five fields of a list of boxes, each parted into classes: the ground on which every analysis stands.

import type { Family } from '../model/address.ts'
import { ALL_PORTS } from '../model/ports.ts'
import { addressClasses } from './addressClasses.ts'
import { eachBit, setBit, wordsFor } from './bits.ts'
import type { Box } from './box.ts'
import { type ClassSets, type FieldClasses, fieldClasses, type Tokens, tokensOf } from './fieldClasses.ts'
import { addressSpans, numberSpans, type Spans } from './spans.ts'

export const FIELDS = ['source', 'destination', 'protocol', 'service', 'sourcePort'] as const
export type Field = (typeof FIELDS)[number]

export type AddressField = 'source' | 'destination'
export type ServiceField = Exclude<Field, AddressField>

/** Sets of boxes by classes, whatever the classes consist of. */
export interface ClassedField {
  readonly classes: ClassSets
  /** Token of each box. */
  readonly tokenOf: Int32Array
}

export interface BoxField extends ClassedField {
  readonly name: Field
  readonly classes: FieldClasses
}

export type BoxFields = { readonly [name in Field]: BoxField }

export function boxFields(boxes: readonly Box[], family: Family): BoxFields {
  const address = (name: AddressField): BoxField => {
    const { sets, of: tokenOf } = addressTokens(boxes, name, family)
    return { name, classes: addressClasses(sets, family), tokenOf }
  }
  return { source: address('source'), destination: address('destination'), ...serviceFields(boxes) }
}

/** The fields that are the same in both families. */
export function serviceFields(boxes: readonly Box[]): Pick<BoxFields, ServiceField> {
  const number = (name: Field, maximum: number, spans: (box: Box) => Spans): BoxField => {
    const { sets, of: tokenOf } = tokensOf(boxes.map(spans))
    return { name, classes: fieldClasses(sets, 1, maximum), tokenOf }
  }
  return {
    protocol: number('protocol', 255, (box) => numberSpans(box.protocols, 255)),
    service: number('service', ALL_PORTS.last, (box) => numberSpans(box.service, ALL_PORTS.last)),
    sourcePort: number('sourcePort', ALL_PORTS.last, (box) => numberSpans(box.sourcePorts, ALL_PORTS.last)),
  }
}

export const addressTokens = (boxes: readonly Box[], name: AddressField, family: Family): Tokens =>
  tokensOf(boxes.map((box) => addressSpans(box[name], family)))

/** For each class of a field the boxes that contain it: bit sets of `wordsFor(boxes)` words, one behind the other. */
export function boxesOfClasses({ classes, tokenOf }: ClassedField): Uint32Array {
  const words = wordsFor(tokenOf.length)
  const boxesOf = Array.from({ length: classes.classesOf.length }, (): number[] => [])
  for (const [box, token] of tokenOf.entries()) boxesOf[token]?.push(box)
  const found = new Uint32Array(classes.count * words)
  const row = new Uint32Array(words)
  for (const [token, members] of classes.classesOf.entries()) {
    const boxes = boxesOf[token] as number[]
    // Most sets are named by one rule or two: a whole row for each of their classes would be mostly zeros.
    if (boxes.length > words) {
      row.fill(0)
      for (const box of boxes) setBit(row, box)
      eachBit(members, 0, members.length, (each) => {
        for (let word = 0; word < words; word++) {
          const at = each * words + word
          found[at] = (found[at] as number) | (row[word] as number)
        }
      })
    } else {
      eachBit(members, 0, members.length, (each) => {
        for (const box of boxes) {
          const at = each * words + (box >>> 5)
          found[at] = (found[at] as number) | (1 << (box & 31))
        }
      })
    }
  }
  return found
}
