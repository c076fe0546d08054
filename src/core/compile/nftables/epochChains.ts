// The two chains that say the epoch, and are exchanged with it: whom it has accepted, and how whoever is accepted is marked (C3).

import { ACCEPT, type Chain, goto, match, rule, type Statement, type Verdict } from './ast.ts'
import { CHAINS } from './names.ts'

/** Others keep their marks in the lower half of a connection's mark (docs/decisions/0010). */
export const EPOCH_MASK = 0xffff_0000
export const LAST_EPOCH = 0xffff

/** Which mark means that this policy accepted; with a mask the other bits are somebody else's. */
export interface Marks {
  readonly epoch: number
  readonly mask?: number
}

export interface EpochPlace {
  readonly epoch: number
  /** Others have rules and marks there too. */
  readonly isShared: boolean
  /** Some vSwitch has a network ACL, so that no packet is accepted without asking there. */
  readonly hasEdges: boolean
}

export interface EpochChains {
  readonly epoch: Chain
  readonly accept: Chain
}

export const marksIn = ({ epoch, isShared }: Omit<EpochPlace, 'hasEdges'>): Marks =>
  isShared ? { epoch: (epoch << 16) >>> 0, mask: EPOCH_MASK } : { epoch }

export const masked = ({ mask }: Marks): { readonly mask?: number } => (mask === undefined ? {} : { mask })

export const marking = (mark: number, marks: Marks): Statement => ({
  ...{ do: 'setCtMark', mark },
  ...masked(marks),
})

export const passOf = (hasEdges: boolean): Verdict => (hasEdges ? goto(CHAINS.pass) : ACCEPT)

export function epochChains({ hasEdges, ...place }: EpochPlace): EpochChains {
  const marks = marksIn(place)
  // The packet's mark held a class: whoever looks at it later must not find it there.
  const beforeAccept: readonly Statement[] = place.isShared ? [{ do: 'setMark', mark: 0 }] : []
  const isAccepted = { ...match('ct mark', marks.epoch), ...masked(marks) }
  return {
    epoch: { name: CHAINS.epoch, rules: [rule(isAccepted, passOf(hasEdges))] },
    accept: {
      name: CHAINS.accept,
      rules: [rule(...beforeAccept, marking(marks.epoch, marks), ACCEPT)],
    },
  }
}
