// Identifiers that look like the cloud's own: prefix, code of the region, 17 characters at random.

import type { IdSource } from '../../service/call.ts'
import { regionOf } from './regions.ts'

const ALPHABET = 'abcdefghijklmnopqrstuvwxyz0123456789'
const LENGTH = 17
/** Bytes from here on would favour the first letters of the alphabet. */
const FAIR = 256 - (256 % ALPHABET.length)

/** `random` gives that many bytes from a source nobody can foretell. */
export const createIds = (random: (count: number) => Uint8Array): IdSource => ({
  next: (prefix, region) => `${prefix}-${regionOf(region)?.idCode ?? ''}${characters(random)}`,
})

/** 36^17 values: two alike are not to be expected in any store's life. */
function characters(random: (count: number) => Uint8Array): string {
  let text = ''
  while (text.length < LENGTH)
    for (const byte of random(LENGTH))
      if (byte < FAIR && text.length < LENGTH) text += ALPHABET[byte % ALPHABET.length]
  return text
}
