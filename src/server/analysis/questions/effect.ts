// What writes that are not made yet would open and close.

import { type ChangePart, effectOfWrites } from '../../../core/analysis/change/effect.ts'
import { formatAddresses, formatServices } from '../../../core/headerspace/text.ts'
import { formatPacket } from '../../../core/model/packet.ts'
import type { Write } from '../../../core/model/resources.ts'
import type { Why } from '../../../core/model/verdict.ts'
import type { Question } from './question.ts'
import { afterWrites } from './tests.ts'

export interface EffectPartAnswer {
  readonly direction: 'ingress' | 'egress'
  readonly enis: readonly string[]
  /** How many interfaces there are of this kind. */
  readonly eniCount: number
  readonly vSwitches: readonly string[]
  readonly packets: string
  readonly text: readonly string[]
  readonly more: number
  readonly witness: string
  readonly before: Why
  readonly after: Why
}

export interface EffectAnswer {
  readonly opens: readonly EffectPartAnswer[]
  readonly closes: readonly EffectPartAnswer[]
  /** Parts beyond those listed. */
  readonly left: number
  readonly opened: string
  readonly closed: string
  /** Kinds of interfaces not looked into; 0 = the answer is whole. */
  readonly undecided: number
  readonly compared: number
}

/** Beyond it a list helps nobody; how much more there is is told. */
const MOST_PARTS = 100
const MOST_PRODUCTS = 4
const MOST_NAMES = 20

export const effect: Question<{ readonly writes: readonly Write[] }, EffectAnswer> = ({ writes }, tools) => {
  const after = afterWrites(tools.state, writes)
  const { resolver, isOver, onProgress } = tools
  const found = effectOfWrites(tools.state, after, writes, { resolver, isOver, onProgress })
  return effectAnswer(found.parts, found.undecided, found.compared)
}

export function effectAnswer(
  parts: readonly ChangePart[],
  undecided: number,
  compared: number,
): EffectAnswer {
  const of = (wanted: ChangePart['effect']) => {
    const all = parts.filter((part) => part.effect === wanted)
    const packets = all.reduce((sum, part) => sum + part.packets, 0n)
    return {
      shown: all.slice(0, MOST_PARTS).map(partAnswer),
      left: Math.max(0, all.length - MOST_PARTS),
      packets,
    }
  }
  const [opens, closes] = [of('opened'), of('closed')]
  return {
    opens: opens.shown,
    closes: closes.shown,
    left: opens.left + closes.left,
    opened: String(opens.packets),
    closed: String(closes.packets),
    undecided,
    compared,
  }
}

function partAnswer(part: ChangePart): EffectPartAnswer {
  const { direction, eniIds, vSwitchIds, packets, witness, before, after } = part
  const factors = part.region()
  return {
    direction,
    enis: eniIds.slice(0, MOST_NAMES),
    eniCount: eniIds.length,
    vSwitches: vSwitchIds.slice(0, MOST_NAMES),
    packets: String(packets),
    text: factors
      .slice(0, MOST_PRODUCTS)
      .map(
        ({ source, destination, services }) =>
          `${formatAddresses(source)} → ${formatAddresses(destination)}, ${formatServices(services)}`,
      ),
    more: Math.max(0, factors.length - MOST_PRODUCTS),
    witness: formatPacket(witness),
    before,
    after,
  }
}
