// What becomes of live sessions under a policy: they go on, go on as grandfathered, or are cut (C3, C5).

import { type Address, formatAddress, sameAddress } from '../model/address.ts'
import { type AddressSet, setContains } from '../model/addressSet.ts'
import { rangeContains } from '../model/cidr.ts'
import type { EniId } from '../model/ids.ts'
import type { LiveSession } from '../model/liveSession.ts'
import type { Direction, Packet } from '../model/packet.ts'
import type { SideVerdict } from '../model/verdict.ts'
import { evaluate } from './evaluate.ts'
import type { EniPolicy } from './policy.ts'
import { asksForSourcePort } from './sourcePorts.ts'

export type Fate = 'allowed' | 'grandfathered' | 'cut'

export interface SessionVerdict {
  readonly fate: Fate
  /** Whose rules were asked: the sender's first; none where the session has no way any more. */
  readonly sides: readonly SideVerdict[]
}

/** Everything about one VPC that decides about its sessions; a moment's picture that later changes leave alone. */
export interface SessionWorld {
  readonly policies: ReadonlyMap<EniId, EniPolicy>
  /** Public address → private address, as text. */
  readonly publicAddresses: ReadonlyMap<string, string>
  /** The VPC's own blocks. */
  readonly inside: AddressSet
}

/** One side that is asked about a session, and the packet that opened it as it looks there. */
export interface AskedSide {
  readonly policy: EniPolicy
  readonly direction: Direction
  readonly packet: Packet
}

/** Who is asked about the sessions of one VPC, the sender first; undefined where one has no way any more. */
export function sessionSides(
  world: SessionWorld,
): (session: LiveSession) => readonly AskedSide[] | undefined {
  const enis = byAddress(world)
  return (session) => {
    const { first, answering, shared = false } = session
    if (!shared && !isStillTranslated(world, session)) return undefined
    const sender = enis.of(first.source)
    const receiver = enis.of(answering)
    const isNobodys = (address: Address, eni: EniPolicy | undefined): boolean =>
      !shared && eni === undefined && setContains(world.inside, address)
    if (isNobodys(first.source, sender) || isNobodys(answering, receiver)) return undefined
    // A router stands before somebody: an address that nobody bears any more ended the session with it.
    if (!shared && sender === undefined && receiver === undefined) return undefined
    const egress: AskedSide[] =
      sender === undefined ? [] : [{ policy: sender, direction: 'egress', packet: first }]
    if (receiver === undefined || sender?.eniId === receiver.eniId) return egress
    // P10: it goes on outside, translated, and comes in again as another session.
    if (!shared && sender !== undefined && !shows(sender, first.source) && shows(receiver, answering))
      return egress
    const arriving = { ...first, destination: answering }
    return [...egress, { policy: receiver, direction: 'ingress', packet: arriving }]
  }
}

/** For the sessions of one VPC, in its routers and at the gates of hosts; asks the same question once only. */
export function sessionJudge(world: SessionWorld): (session: LiveSession) => SessionVerdict {
  const sidesOf = sessionSides(world)
  const asked = new Map<string, SideVerdict>()
  const verdictOf = ({ policy, direction, packet }: AskedSide): SideVerdict => {
    const key = questionOf(policy, direction, packet)
    const known = asked.get(key)
    if (known !== undefined) return known
    const side = { ...evaluate(policy, direction, packet), eniId: policy.eniId, direction }
    asked.set(key, side)
    return side
  }
  return (session) => {
    const sides = sidesOf(session)?.map(verdictOf)
    return sides === undefined ? { fate: 'cut', sides: [] } : { fate: fateOf(sides), sides }
  }
}

function fateOf(sides: readonly SideVerdict[]): Fate {
  const dropping = sides.filter(({ action }) => action === 'drop')
  if (dropping.length === 0) return 'allowed'
  return dropping.every(({ keeps }) => keeps === true) ? 'grandfathered' : 'cut'
}

/** A session through a public address ends with the address. */
function isStillTranslated({ publicAddresses }: SessionWorld, session: LiveSession): boolean {
  const { first, answering, answered } = session
  const leadsTo = (pub: Address, own: Address): boolean =>
    sameAddress(pub, own) || publicAddresses.get(formatAddress(pub)) === formatAddress(own)
  return leadsTo(first.destination, answering) && leadsTo(answered, first.source)
}

/** Where nothing looks at source ports they are no part of the question. */
function questionOf(policy: EniPolicy, direction: Direction, packet: Packet): string {
  const { protocol, source, destination, sourcePort, destinationPort, icmp } = packet
  const port = asksForSourcePort(policy, direction, packet) ? sourcePort : ''
  return [
    ...[policy.eniId, direction, protocol, formatAddress(source), port, formatAddress(destination)],
    ...[destinationPort, icmp?.type ?? '', icmp?.code ?? ''],
  ].join(' ')
}

function byAddress({ policies }: SessionWorld): { of(address: Address): EniPolicy | undefined } {
  const single = new Map<string, EniPolicy>()
  const blocks: EniPolicy[] = []
  for (const policy of policies.values()) {
    for (const address of policy.addresses) single.set(formatAddress(address), policy)
    if (policy.prefixes.length > 0) blocks.push(policy)
  }
  return {
    of: (address) =>
      single.get(formatAddress(address)) ??
      blocks.find(({ prefixes }) => prefixes.some((range) => rangeContains(range, address))),
  }
}

const shows = ({ visible = [] }: EniPolicy, address: Address): boolean =>
  visible.some((each) => sameAddress(each, address))
