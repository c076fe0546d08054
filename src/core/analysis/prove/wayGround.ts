// One way as sets of packets: its gates, the service asked about, and the addresses of each leg in one space.

import { type Box, EVERYTHING } from '../../headerspace/box.ts'
import type { PacketSet } from '../../headerspace/packetSpace.ts'
import type { Family } from '../../model/address.ts'
import type { AddressSet } from '../../model/addressSet.ts'
import type { Resolver } from '../../policy/resolve.ts'
import { Ground } from '../ground.ts'
import type { Way } from './ways.ts'

export interface ProveOptions {
  readonly resolver?: Resolver
  readonly nodeLimit?: number
  /** Asked between two ways: true ends the work as undecided. */
  readonly isOver?: () => boolean
}

/** Thrown when the time is over. */
export class OutOfTime extends Error {}

export const hasFamilies = ({ legs }: Way, family: Family): boolean =>
  legs.every((leg) => hasAddress(leg.source, family) && hasAddress(leg.destination, family))

/** The gates of all legs; then as extras the service, the addresses of each leg, and what stays within instances. */
export function groundOf(way: Way, family: Family, service: Box, nodeLimit: number | undefined): Ground {
  const asked = way.legs.flatMap(({ gates }) => gates)
  const extras = [
    service,
    ...way.legs.map(({ source, destination }) => ({ ...EVERYTHING, source, destination })),
    ...way.inside.map((pair) => ({ ...EVERYTHING, ...pair })),
  ]
  return new Ground(asked, family, nodeLimit === undefined ? { extras } : { extras, nodeLimit })
}

const hasAddress = (set: AddressSet, family: Family): boolean => set.some((range) => range.family === family)

/** What is asked about on one leg: packets of the service between its addresses. */
export function askedOn(ground: Ground, { legs, inside }: Way, number: number): PacketSet {
  const { diagram } = ground.space
  let set = diagram.and(ground.extra(0), ground.extra(1 + number))
  for (let pair = 0; pair < inside.length; pair++) {
    set = diagram.difference(set, ground.extra(1 + legs.length + pair))
  }
  return set
}
