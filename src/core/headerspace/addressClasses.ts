// The classes of addresses, found in the way that suits how many of them are named one by one.

import type { Family } from '../model/address.ts'
import { type FieldClasses, fieldClasses } from './fieldClasses.ts'
import { HostedClasses, hosted } from './hostedClasses.ts'
import { Hosts4 } from './hosts4.ts'
import { Hosts6 } from './hosts6.ts'
import { type Spans, widthIn } from './spans.ts'

/** With so few spans sorting is nothing, and one way of doing things is less to compile than two. */
const FEW_SPANS = 4096

export function addressClasses(sets: readonly Spans[], family: Family): FieldClasses {
  const width = widthIn(family)
  let words = 0
  for (let token = 0; token < sets.length; token++) words += (sets[token] as Spans).length
  if (words > 2 * width * FEW_SPANS) {
    if (family === 6) return new HostedClasses(hosted(sets, 4, Hosts6), 4)
    const apart = hosted(sets, 1, Hosts4)
    if (!apart.hosts.isSparse) return new HostedClasses(apart, 1)
  }
  return fieldClasses(sets, width, 0xffff_ffff)
}
