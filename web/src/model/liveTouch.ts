// Which live sessions the rules being typed would meet, and which of them they would cut.

import { type Address, sameAddress } from '../../../src/core/model/address.ts'
import type { EniId } from '../../../src/core/model/ids.ts'
import { type Direction, type Packet, parsePacket } from '../../../src/core/model/packet.ts'
import type { ResourceReader, Write } from '../../../src/core/model/resources.ts'
import { evaluate } from '../../../src/core/policy/evaluate.ts'
import type { EniPolicy } from '../../../src/core/policy/policy.ts'
import { createResolver } from '../../../src/core/policy/resolve.ts'
import { overlay } from './overlay.ts'

/** One end of a live session: the packet that opened it, as one interface sees it. */
export interface SessionSide {
  readonly session: string
  readonly eniId: string
  readonly direction: Direction
}

export interface LiveTouch {
  /** Sessions whose packets the new rules match, whether or not they decide. */
  readonly matched: number
  readonly cut: readonly string[]
}

export function liveTouchOf(
  before: ResourceReader,
  writes: readonly Write[],
  sides: readonly SessionSide[],
): LiveTouch {
  const own = new Set<string>(writes.filter(({ body }) => body !== null).map(({ id }) => id))
  const [now, then] = [policiesOf(before), policiesOf(overlay(before, writes))]
  const [matched, cut] = [new Set<string>(), new Set<string>()]
  for (const { session, eniId, direction } of sides) {
    const packet = parsePacket(session)
    const [was, willBe] = [now(eniId), then(eniId)]
    if (packet === undefined || was === undefined || willBe === undefined) continue
    const seen = direction === 'ingress' ? { ...packet, destination: addressOf(was, packet) } : packet
    const after = evaluate(willBe, direction, seen)
    const rules = [...(after.why.kind === 'rule' ? [after.why.rule] : []), ...after.overruled]
    if (rules.some(({ ruleId }) => own.has(ruleId))) matched.add(session)
    const isCut = after.action === 'drop' && after.keeps !== true
    if (isCut && evaluate(was, direction, seen).action === 'accept') cut.add(session)
  }
  return { matched: matched.size, cut: [...cut] }
}

/** Who asks a public address is let in by the private one behind it. */
function addressOf({ addresses }: EniPolicy, { destination }: Packet): Address {
  const isOwn = addresses.some((own) => sameAddress(own, destination))
  return isOwn ? destination : (addresses.find(({ family }) => family === destination.family) ?? destination)
}

function policiesOf(reader: ResourceReader): (eniId: string) => EniPolicy | undefined {
  const resolver = createResolver(reader)
  const known = new Map<string, EniPolicy | undefined>()
  return (eniId) => {
    if (!known.has(eniId)) known.set(eniId, resolver.policyOf(eniId as EniId))
    return known.get(eniId)
  }
}
