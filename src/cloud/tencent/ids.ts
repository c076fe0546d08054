// Identifiers that look like the cloud's own: its prefix and eight characters.

import type { IdSource } from '../../service/call.ts'

const ALPHABET = 'abcdefghijklmnopqrstuvwxyz0123456789'
const LENGTH = 8
/** Bytes from here on would favour the first letters of the alphabet. */
const FAIR = 256 - (256 % ALPHABET.length)

/** What the service calls a kind of thing, where this cloud calls it otherwise. */
const PREFIXES: Readonly<Record<string, string>> = {
  i: 'ins',
  nacl: 'acl',
  nae: 'acli4x',
  nae5: 'acli5x',
  pl: 'ipm',
  plg: 'ipmg',
  prl: 'ppm',
  prlg: 'ppmg',
  vsw: 'subnet',
  vtb: 'rtb',
}

/**
 * `random` gives that many bytes from a source nobody can foretell; eight characters are few enough that `isTaken`
 * is asked whether somebody has them already.
 */
export const createIds = (
  random: (count: number) => Uint8Array,
  isTaken: (id: string) => boolean,
): IdSource => ({
  next(prefix) {
    for (;;) {
      const id = prefix === 'rg' ? digits(random) : `${PREFIXES[prefix] ?? prefix}-${characters(random)}`
      if (!isTaken(id)) return id
    }
  },
})

/** Projects are numbers; seven digits, the first of which is a one. */
const digits = (random: (count: number) => Uint8Array): string =>
  `1${Array.from(random(6), (byte) => byte % 10).join('')}`

function characters(random: (count: number) => Uint8Array): string {
  let text = ''
  while (text.length < LENGTH)
    for (const byte of random(LENGTH))
      if (byte < FAIR && text.length < LENGTH) text += ALPHABET[byte % ALPHABET.length]
  return text
}
