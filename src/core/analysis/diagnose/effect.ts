// What else a change would open or close: over all packets of every interface whose rules it touches.

import { icmpService } from '../../headerspace/box.ts'
import type { Factor } from '../../headerspace/factors.ts'
import type { Address } from '../../model/address.ts'
import { type AddressSet, wholeFamily } from '../../model/addressSet.ts'
import type { Direction, Packet } from '../../model/packet.ts'
import { hasPorts } from '../../model/protocol.ts'
import type { ResourceReader } from '../../model/resources.ts'
import type { WaySide } from '../../policy/path.ts'
import { type ChangePart, effectOfWrites } from '../change/effect.ts'
import type { Rehearsal } from './edits.ts'

export interface EffectPart
  extends Pick<ChangePart, 'effect' | 'direction' | 'eniIds' | 'packets' | 'witness'> {
  readonly factors: readonly Factor[]
}

export interface Effect {
  readonly parts: readonly EffectPart[]
  /** Nothing is opened but what was asked for, and nothing is closed; null = undecided. */
  readonly nothingElse: boolean | null
  readonly opened: bigint
}

/** `asked`: sides whose packet shall pass. */
export function effectOf(
  before: ResourceReader,
  after: Rehearsal,
  asked: readonly WaySide[],
  anyone: boolean,
): Effect {
  const found = effectOfWrites(before, after, after.writes)
  if (found.undecided > 0) return { parts: [], nothingElse: null, opened: 0n }
  const parts = found.parts.map(({ region, ...part }): EffectPart => ({ ...part, factors: region() }))
  const isAsked = (part: EffectPart): boolean =>
    part.effect === 'opened' &&
    part.factors.every((factor) => asked.some((side) => within(factor, part.direction, side, anyone)))
  return {
    parts,
    nothingElse: parts.every(isAsked),
    opened: parts.reduce((sum, { effect, packets }) => (effect === 'opened' ? sum + packets : sum), 0n),
  }
}

/** Whether a product holds nothing but the packet asked about, from whatever source port. */
function within(
  factor: Factor,
  direction: Direction,
  { packet, ...side }: WaySide,
  anyone: boolean,
): boolean {
  const exactly = (address: Address): AddressSet => [
    { family: address.family, first: address.value, last: address.value },
  ]
  const [source, destination] = [exactly(packet.source), exactly(packet.destination)]
  const everybody = [wholeFamily(packet.source.family)]
  const peers = (one: AddressSet): AddressSet => (anyone ? everybody : one)
  const isIngress = direction === 'ingress'
  return (
    side.direction === direction &&
    covers(isIngress ? peers(source) : source, factor.source) &&
    covers(isIngress ? destination : peers(destination), factor.destination) &&
    factor.services.every(
      ({ protocols, service }) =>
        protocols.every(({ first, last }) => first === packet.protocol && last === packet.protocol) &&
        isService(service, packet),
    )
  )
}

function isService(service: Factor['services'][number]['service'], packet: Packet): boolean {
  if (packet.icmp === undefined && !hasPorts(packet.protocol)) return true
  const wanted =
    packet.icmp === undefined ? packet.destinationPort : icmpService(packet.icmp.type, packet.icmp.code)
  return service?.every(({ first, last }) => first === wanted && last === wanted) === true
}

const covers = (set: AddressSet, part: AddressSet): boolean =>
  part.every((range) =>
    set.some((each) => each.family === range.family && each.first <= range.first && range.last <= each.last),
  )
