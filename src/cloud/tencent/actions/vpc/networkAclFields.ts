// Parameters that several actions on network ACLs share.

import { filled, ignored, integer, list, object, required, text } from '../../fields.ts'
import { description, idField, idList, outOfRange, tooMany } from '../fields.ts'

export const networkAclId = required(idField('acl', 'Network ACL.'))
export const subnetIds = required(idList('subnet', 'Subnets.'))

const MOST_ENTRIES = 100

const echoed = (about: string) => filled({ about, ignored: true })

const entry = object(
  {
    Protocol: filled({ about: 'TCP, UDP, ICMP, ICMPv6, GRE or ALL.' }),
    Port: filled({ about: 'A port, a range such as 1-100, or all; TCP and UDP only.' }),
    CidrBlock: filled({ about: 'IPv4 address or block.' }),
    Ipv6CidrBlock: filled({ about: 'IPv6 address or block.' }),
    Action: required(text({ about: 'ACCEPT or DROP, in any case.', check: /^(accept|drop)$/i })),
    Description: description('Description, up to 100 characters.'),
    Priority: integer({ about: 'Place in the list, from 1.', min: 1, range: outOfRange }),
    NetworkAclIpv4EntryId: filled({ about: 'Id of an entry that is there.' }),
    NetworkAclIpv6EntryId: filled({ about: 'Id of an entry that is there.' }),
    ModifyTime: echoed('As answered; without effect.'),
  },
  { about: 'One entry.' },
)

const entries = list(entry, { about: 'Entries, in order.', max: MOST_ENTRIES, tooMany })

export const entrySet = object(
  { Ingress: entries, Egress: entries },
  { about: 'Entries of both directions; one that is left out stays as it is.' },
)

/** One entry as sent. */
export type SentEntry = NonNullable<NonNullable<ReturnType<typeof entries.decode>>>[number]

const fiveEntry = object(
  {
    Protocol: filled({ about: 'TCP, UDP, ICMP, ICMPv6, GRE or ALL.' }),
    SourcePort: filled({ about: 'A port, a range, or all.' }),
    SourceCidr: filled({ about: 'IPv4 address or block.' }),
    SourceIPv6Cidr: filled({ about: 'IPv6 address or block.' }),
    DestinationPort: filled({ about: 'A port, a range, or all.' }),
    DestinationCidr: filled({ about: 'IPv4 address or block.' }),
    DestinationIPv6Cidr: filled({ about: 'IPv6 address or block.' }),
    Action: required(text({ about: 'ACCEPT or DROP, in any case.', check: /^(accept|drop)$/i })),
    Description: description('Description, up to 100 characters.'),
    Priority: integer({ about: 'Place in the list, from 1.', min: 1, range: outOfRange }),
    NetworkAclQuintupleEntryId: filled({ about: 'Id of an entry that is there.' }),
    CreateTime: echoed('As answered; without effect.'),
    NetworkAclDirection: echoed('As answered; without effect.'),
  },
  { about: 'One entry of five fields.' },
)
const fiveEntries = list(fiveEntry, { about: 'Entries, in order.', max: MOST_ENTRIES, tooMany })

export const fiveSet = object(
  { Ingress: fiveEntries, Egress: fiveEntries },
  { about: 'Entries of both directions; one that is left out stays as it is.' },
)

/** The other fields of an entry where its id alone counts: clients send it as it was answered. */
const idAlone = (names: readonly string[]) =>
  Object.fromEntries(names.map((name) => [name, ignored('Its id alone counts.')]))

export const restOfEntry = idAlone([
  'Protocol',
  'Port',
  'CidrBlock',
  'Ipv6CidrBlock',
  'Action',
  'Description',
  'Priority',
  'ModifyTime',
])
export const restOfFive = idAlone([
  ...['Protocol', 'SourcePort', 'SourceCidr', 'SourceIPv6Cidr', 'DestinationPort', 'DestinationCidr'],
  ...['DestinationIPv6Cidr', 'Action', 'Description', 'Priority', 'CreateTime', 'NetworkAclDirection'],
])

/** One entry of five fields as sent. */
export type SentFive = NonNullable<NonNullable<ReturnType<typeof fiveEntries.decode>>>[number]
