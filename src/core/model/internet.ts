// What `internet` means wherever it is asked about: every public address of both families.

import { type AddressSet, normaliseRanges, setOfTexts, subtractSet, wholeFamily } from './addressSet.ts'
import { NEVER_PUBLIC } from './system.ts'

/** Reserved (RFC 1112) and IPv4-mapped (RFC 4291): no router forwards a packet with such a source. */
const NEVER_ROUTED: AddressSet = setOfTexts(['240.0.0.0/4', '::ffff:0:0/96'])

export const INTERNET: AddressSet = subtractSet(
  subtractSet(normaliseRanges([wholeFamily(4), wholeFamily(6)]), NEVER_PUBLIC),
  NEVER_ROUTED,
)

/** What no address of the internet has, thus what instances call each other by, as far as nothing else is known. */
export const NOT_INTERNET: AddressSet = subtractSet(
  normaliseRanges([wholeFamily(4), wholeFamily(6)]),
  INTERNET,
)
