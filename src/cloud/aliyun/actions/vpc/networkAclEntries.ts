// Entries of network ACLs between the request's parameters, the model and the answer.

import { formatCidr, parseCidr } from '../../../../core/model/cidr.ts'
import { asId } from '../../../../core/model/ids.ts'
import type { NetworkAclEntry } from '../../../../core/model/networkAcl.ts'
import type { Direction } from '../../../../core/model/packet.ts'
import {
  formatProtocol,
  GRE,
  hasPorts,
  ICMP,
  ICMPV6,
  type Protocol,
  TCP,
  UDP,
} from '../../../../core/model/protocol.ts'
import type { EntrySpec } from '../../../../service/networkAcl/updateEntries.ts'
import { choice, list, object, parsed, refuse, required, text } from '../../fields.ts'
import { formatPortText, parsePortText } from '../../ruleText.ts'
import { isDescription, isVpcName } from '../fields.ts'
import { illegal, missing } from './networkAclFields.ts'

const PROTOCOLS: ReadonlyMap<string, Protocol> = new Map<string, Protocol>([
  ['all', 'all'],
  ['tcp', TCP],
  ['udp', UDP],
  ['icmp', ICMP],
  ['icmpv6', ICMPV6],
  ['gre', GRE],
])

const common = {
  NetworkAclEntryId: text({ about: 'Entry that stays, maybe changed; left out for a new one.' }),
  NetworkAclEntryName: text({
    about: 'Name, 1 to 128 characters.',
    check: isVpcName,
    malformed: illegal('Name'),
  }),
  Description: text({
    about: 'Description, 1 to 256 characters.',
    check: isDescription(1, 256),
    malformed: illegal('Description'),
  }),
  EntryType: text({ about: 'Only custom.', check: /^custom$/i, malformed: illegal('EntryType') }),
  Policy: required(
    choice(['accept', 'drop'], { about: 'accept or drop.', malformed: illegal('Policy') }),
    missing('Policy'),
  ),
  Protocol: required(
    parsed(`One of ${[...PROTOCOLS.keys()].join(', ')}.`, illegal('Protocol'), (name) =>
      PROTOCOLS.get(name.toLowerCase()),
    ),
    missing('Protocol'),
  ),
  Port: required(
    parsed('Destination ports: `80/80`, and -1/-1 where there are none.', illegal('Port'), parsePortText),
    missing('Port'),
  ),
  IpVersion: choice(['IPv4', 'IPv6'], {
    about: 'IPv4 or IPv6; taken from the other end when left out.',
    malformed: { status: 400, code: 'IllegalParam.IpVersion', message: 'Param IpVersion illegal.' },
  }),
}

const peer = (name: string) =>
  required(parsed('Block or prefix list at the other end.', illegal(name), readPeer), missing(name))

export const ingressEntries = entryList('Entries for what comes in, in their order.', {
  SourceCidrIp: peer('SourceCidrIp'),
})
export const egressEntries = entryList('Entries for what goes out, in their order.', {
  DestinationCidrIp: peer('DestinationCidrIp'),
})

function entryList<F extends { readonly [name: string]: ReturnType<typeof peer> }>(about: string, side: F) {
  return list(object({ ...common, ...side }, { about: 'One entry.' }), { about })
}

/** T2: host bits are kept as written; a single address is a block of its own. */
export function readPeer(written: string): NetworkAclEntry['peer'] | undefined {
  if (written.startsWith('pl-')) return { kind: 'prefixList', listId: asId(written) }
  const cidr = parseCidr(written)
  if (cidr === undefined) return undefined
  return { kind: 'cidr', cidr: cidr.family === 4 && written.includes('/') ? written : formatCidr(cidr) }
}

interface SentEntry {
  readonly NetworkAclEntryId: string | undefined
  readonly NetworkAclEntryName: string | undefined
  readonly Description: string | undefined
  readonly Policy: 'accept' | 'drop'
  readonly Protocol: Protocol
  readonly Port: NonNullable<ReturnType<typeof parsePortText>>
  readonly IpVersion: 'IPv4' | 'IPv6' | undefined
}

export function specOf(sent: SentEntry, peer: NetworkAclEntry['peer'], name: string): EntrySpec {
  const family = sent.IpVersion === undefined ? null : sent.IpVersion === 'IPv4' ? 4 : 6
  const own = peer.kind === 'cidr' ? (parseCidr(peer.cidr)?.family ?? null) : family
  if (peer.kind === 'cidr' && family !== null && own !== family) refuse(illegal(name))
  // P6: ICMP is IPv4 only, ICMPv6 is IPv6 only.
  if ((sent.Protocol === ICMP && own === 6) || (sent.Protocol === ICMPV6 && own === 4))
    refuse(illegal('Protocol'))
  if (hasPorts(sent.Protocol) === (sent.Port === 'any')) refuse(illegal('Port'))
  return {
    id: sent.NetworkAclEntryId ?? null,
    action: sent.Policy,
    protocol: sent.Protocol,
    ports: sent.Port === 'any' ? null : sent.Port,
    peer,
    name: sent.NetworkAclEntryName ?? '',
    description: sent.Description ?? '',
    family,
  }
}

/** Without the type and family, which the answer of CreateNetworkAcl leaves out. */
export const entryAnswer = (entry: NetworkAclEntry, direction: Direction) => ({
  NetworkAclEntryId: entry.id,
  NetworkAclEntryName: entry.name,
  Description: entry.description,
  Policy: entry.action,
  Protocol: formatProtocol(entry.protocol),
  Port: formatPortText(entry.ports ?? 'any'),
  [direction === 'ingress' ? 'SourceCidrIp' : 'DestinationCidrIp']:
    entry.peer.kind === 'cidr' ? entry.peer.cidr : entry.peer.listId,
})
