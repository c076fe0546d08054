// Claims of the analysis about a random world, each with the packet that shows it, ready to be sent.

import { diagnose } from '../../src/core/analysis/diagnose/diagnose.ts'
import { rehearsed } from '../../src/core/analysis/diagnose/edits.ts'
import { diffPolicies, type PolicyChange } from '../../src/core/analysis/diff.ts'
import type { Knowledge } from '../../src/core/analysis/exposure/doubt.ts'
import { exposuresOf } from '../../src/core/analysis/exposure/exposure.ts'
import { fleetOf } from '../../src/core/analysis/fleet.ts'
import { parseAssertion } from '../../src/core/analysis/prove/assertion.ts'
import { prove } from '../../src/core/analysis/prove/prove.ts'
import { pairWitness, reaches, reachOn } from '../../src/core/analysis/reach.ts'
import { packetOf, portService } from '../../src/core/analysis/service.ts'
import type { Factor } from '../../src/core/headerspace/factors.ts'
import { parseAddress } from '../../src/core/model/address.ts'
import { setContains, setOfTexts } from '../../src/core/model/addressSet.ts'
import type { Eni } from '../../src/core/model/network.ts'
import { type Direction, formatPacket, type Packet } from '../../src/core/model/packet.ts'
import { hasPorts, ICMP, ICMPV6, TCP, UDP } from '../../src/core/model/protocol.ts'
import type { ResourceReader } from '../../src/core/model/resources.ts'
import type { Action } from '../../src/core/model/rule.ts'
import { endpointsOf } from '../../src/core/policy/endpoint.ts'
import { createResolver, resolvePolicy } from '../../src/core/policy/resolve.ts'

export interface Claim {
  readonly text: string
  readonly packet: Packet
  readonly action: Action
}

export const claim = (who: string, packet: Packet, action: Action): Claim => ({
  text: `${who}: ${action} ${formatPacket(packet)}`,
  packet,
  action,
})

const FAMILIES = [4, 6] as const
export const PORTS = [4, 5, 6, 7] as const

/** Every pair of ENIs on some services, those that reach each other and those that do not. */
export function reachClaims(world: ResourceReader): readonly Claim[] {
  const resolver = createResolver(world)
  const policies = [...world.list('eni')].flatMap((eni) => resolver.policyOf(eni.id) ?? [])
  return FAMILIES.flatMap((family) => {
    const fleet = fleetOf(policies, family)
    return [portService(TCP, 5), portService(UDP, 6)].flatMap((service) => {
      const reach = reachOn(fleet, service)
      return fleet.members.flatMap((from, a) =>
        fleet.members.flatMap((to, b) => {
          if (a === b) return []
          if (reaches(reach, a, b)) return [claim('reach', pairWitness(reach, a, b), 'accept')]
          return [claim('reach', packetOf(service, from.address, to.address), 'drop')]
        }),
      )
    })
  })
}

/** What breaks "nobody reaches", for all pairs and all protocols. */
export function proofClaims(world: ResourceReader): readonly Claim[] {
  const enis = [...world.list('eni')]
  return enis.flatMap((from) =>
    enis.flatMap((to) => {
      const parsed = parseAssertion(`${from.id} !-> ${to.id}`)
      if (from === to || parsed.kind === 'malformed') return []
      const proof = prove(world, parsed.assertion)
      return proof.kind === 'broken' && proof.witness !== null && isOfItsFamily(proof.witness)
        ? [claim('prove', proof.witness, 'accept')]
        : []
    }),
  )
}

const COMPLETE: Knowledge = { complete: true, rules: new Map(), innerAccess: new Set(), strangers: [] }
const HOSTS = setOfTexts(['10.0.0.4/30', '2001:db8:0:100::4/126'])

/** Whether any of the hosts may call a port of an ENI, by the ENI's own rules. */
export function exposureClaims(world: ResourceReader, eni: Eni): readonly Claim[] {
  const ask = exposuresOf(world, eni.id, COMPLETE)
  return PORTS.flatMap((port) => {
    const service = { protocol: TCP, ports: [{ first: port, last: port }] }
    const answer = ask?.({ from: HOSTS, isInternet: false, own: null, service })
    return answer?.open === true && answer.witness !== null && isSendable(eni, 'ingress', answer.witness)
      ? [claim('exposure', answer.witness, 'accept')]
      : []
  })
}

export interface ChangeClaim {
  readonly before: Claim
  readonly after: Claim
}

/** What a change of rules opens and closes for an ENI, by its own rules. */
export function changeClaims(
  before: ResourceReader,
  after: ResourceReader,
  eni: Eni,
  direction: Direction,
): readonly ChangeClaim[] {
  const [was, is] = [resolvePolicy(before, eni.id), resolvePolicy(after, eni.id)]
  if (was === undefined || is === undefined) return []
  return diffPolicies(was, is)
    .filter((change) => change.direction === direction)
    .flatMap((change) => {
      const packet = sendable(change, eni)
      if (packet === undefined) return []
      const [old, next] =
        change.effect === 'opened' ? (['drop', 'accept'] as const) : (['accept', 'drop'] as const)
      return [{ before: claim('diff', packet, old), after: claim('diff', packet, next) }]
    })
}

/** The witness where one of the hosts can send it, else a packet of the same region that one can. */
function sendable({ direction, family, witness, region }: PolicyChange, eni: Eni): Packet | undefined {
  if (isSendable(eni, direction, witness)) return witness
  const addresses = hostAddresses().filter((each) => each.family === family)
  for (const factor of region()) {
    for (const source of addresses.filter((each) => setContains(factor.source, each))) {
      for (const destination of addresses.filter((each) => setContains(factor.destination, each))) {
        const packet = { ...headerIn(factor), source, destination }
        if (isSendable(eni, direction, packet)) return packet
      }
    }
  }
  return undefined
}

function headerIn({ services }: Factor): Omit<Packet, 'source' | 'destination'> {
  const [service] = services
  const protocol = service?.protocols[0]?.first ?? TCP
  const value = service?.service?.[0]?.first ?? 5
  const isIcmp = protocol === ICMP || protocol === ICMPV6
  return {
    protocol,
    sourcePort: hasPorts(protocol) ? (service?.sourcePorts?.[0]?.first ?? 40000) : 0,
    destinationPort: hasPorts(protocol) ? value : 0,
    ...(isIcmp && { icmp: { type: value >>> 8, code: value & 255 } }),
  }
}

/** ICMP of the other family inside an IP packet is what rules can name and no host can answer: conntrack calls it invalid. */
const isOfItsFamily = ({ protocol, source }: Packet): boolean =>
  protocol !== (source.family === 4 ? ICMPV6 : ICMP)

/** From one host to another, of a protocol that the lab can send. */
function isSendable(eni: Eni, direction: Direction, { source, destination, ...header }: Packet): boolean {
  const [own, peer] = direction === 'ingress' ? [destination, source] : [source, destination]
  const hosts = hostAddresses()
  const isHost = hosts.some((each) => each.family === peer.family && each.value === peer.value)
  const isOwn = addressesOf(eni).some((each) => each.family === own.family && each.value === own.value)
  const isEcho = header.icmp === undefined || [8, 128].includes(header.icmp.type)
  const isPort = header.protocol === TCP || header.protocol === UDP
  if (!isOfItsFamily({ source, destination, ...header })) return false
  return isHost && isOwn && peer.value !== own.value && (isPort || (header.icmp !== undefined && isEcho))
}

const hostAddresses = () =>
  [4, 5, 6, 7].flatMap((host) =>
    [`10.0.0.${host}`, `2001:db8:0:100::${host}`].flatMap((text) => parseAddress(text) ?? []),
  )

const addressesOf = (eni: Eni) =>
  [eni.primaryAddress, ...eni.ipv6Addresses].flatMap((text) => parseAddress(text) ?? [])

export interface Repair {
  readonly world: ResourceReader
  readonly claim: Claim
}

/** What a diagnosis says about a packet, and the world with its first repair, where the packet must pass. */
export function diagnosisClaims(
  world: ResourceReader,
  packet: Packet,
): { readonly claim: Claim; readonly repair: Repair | null } {
  const { from, to } = endpointsOf(world, packet)
  const found = diagnose(world, { packet, from, to, anyone: false })
  const [fix] = found.fixes
  const repaired = fix === undefined ? null : rehearsed(world, fix.edits)
  return {
    claim: claim('diagnose', packet, found.action),
    repair: repaired === null ? null : { world: repaired, claim: claim('repair', packet, 'accept') },
  }
}
