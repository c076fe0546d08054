// Traffic that passes whatever the rules say (S1) and addresses that are never public (S3), as data.

import { type Address, type Family, parseAddress } from './address.ts'
import { type AddressSet, setOfTexts } from './addressSet.ts'
import { type Cidr, rangeOf } from './cidr.ts'
import type { Direction } from './packet.ts'
import { type PortRange, portRange } from './ports.ts'
import { ICMPV6, TCP, UDP } from './protocol.ts'

/** Who stands at one end of a system flow; `own` and `gateway` differ from ENI to ENI. */
export type SystemParty = 'own' | 'gateway' | keyof typeof PARTIES

/** Only the opening direction: answers belong to the session (C1). */
export interface SystemFlow {
  readonly service: 'dhcp' | 'dhcpv6' | 'neighbourDiscovery' | 'metadata' | 'dns' | 'ntp'
  readonly direction: Direction
  readonly family: Family
  readonly protocol: number
  readonly from: readonly SystemParty[]
  readonly to: readonly SystemParty[]
  readonly sourcePort: PortRange | null
  readonly port: PortRange | null
  readonly icmpTypes: readonly number[] | null
}

const set = (...texts: readonly string[]): AddressSet => setOfTexts(texts)

export const PARTIES = {
  unspecified: set('0.0.0.0', '::'),
  broadcast: set('255.255.255.255'),
  linkLocal: set('fe80::/10'),
  multicast: set('ff02::/16'),
  /** Alibaba Cloud 100.100.100.200 (help page "instance metadata"), Tencent Cloud 169.254.0.23 ("查看实例元数据"). */
  metadata: set('100.100.100.200', '169.254.0.23'),
  /** Addresses of Alibaba Cloud's Private DNS (help page "private DNS resolution for ECS instances", 2026-03). */
  resolver: set('100.100.2.136', '100.100.2.138'),
  /** What `ntp.cloud.aliyuncs.com` names inside a VPC; in no manual, taken from public images. */
  timeServer: set('100.100.61.88'),
} as const satisfies Record<string, AddressSet>

/** Neighbour discovery (RFC 4861) and the multicast listener reports that hosts send for it (RFC 3810). */
const ND_FROM_INSTANCE = [133, 135, 136, 131, 132, 143] as const
const ND_TO_INSTANCE = [134, 135, 136, 130] as const

const flow = (
  service: SystemFlow['service'],
  direction: Direction,
  family: Family,
  protocol: number,
  from: readonly SystemParty[],
  to: readonly SystemParty[],
  more: Partial<Pick<SystemFlow, 'sourcePort' | 'port' | 'icmpTypes'>>,
): SystemFlow => ({
  ...{ service, direction, family, protocol, from, to },
  ...{ sourcePort: null, port: null, icmpTypes: null },
  ...more,
})

const server = (
  service: SystemFlow['service'],
  protocol: number,
  to: SystemParty,
  port: number,
): SystemFlow => flow(service, 'egress', 4, protocol, ['own'], [to], { port: portRange(port) })

/** ARP passes as well; it is no IP packet and therefore not in this list. */
export const SYSTEM_FLOWS: readonly SystemFlow[] = [
  flow('dhcp', 'egress', 4, UDP, ['own', 'unspecified'], ['gateway', 'broadcast'], {
    sourcePort: portRange(68),
    port: portRange(67),
  }),
  flow('dhcp', 'ingress', 4, UDP, ['gateway'], ['own', 'broadcast'], {
    sourcePort: portRange(67),
    port: portRange(68),
  }),
  flow('dhcpv6', 'egress', 6, UDP, ['linkLocal'], ['multicast', 'gateway'], {
    sourcePort: portRange(546),
    port: portRange(547),
  }),
  flow('dhcpv6', 'ingress', 6, UDP, ['gateway'], ['linkLocal'], {
    sourcePort: portRange(547),
    port: portRange(546),
  }),
  flow(
    'neighbourDiscovery',
    'egress',
    6,
    ICMPV6,
    ['own', 'unspecified', 'linkLocal'],
    ['gateway', 'multicast'],
    {
      icmpTypes: ND_FROM_INSTANCE,
    },
  ),
  flow('neighbourDiscovery', 'ingress', 6, ICMPV6, ['gateway'], ['own', 'linkLocal', 'multicast'], {
    icmpTypes: ND_TO_INSTANCE,
  }),
  server('metadata', TCP, 'metadata', 80),
  server('dns', UDP, 'resolver', 53),
  server('dns', TCP, 'resolver', 53),
  server('ntp', UDP, 'timeServer', 123),
]

/** S3: never on the internet, apart from the VPC's own blocks (RFC 1918, 6598, 3927, 1122, 5771; RFC 4193, 4291). */
export const NEVER_PUBLIC: AddressSet = set(
  ...['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '100.64.0.0/10', '169.254.0.0/16', '127.0.0.0/8'],
  ...['224.0.0.0/4', '0.0.0.0/8', '255.255.255.255'],
  ...['fc00::/7', 'fe80::/10', 'ff00::/8', '::', '::1'],
)

export const SMTP_PORT = 25

/** Every vSwitch's IPv6 gateway. */
export const GATEWAY_V6: Address = parseAddress('fe80::1') as Address

export interface GatewayPlace {
  readonly gatewayFirst?: true
}

/**
 * The third address from the end of the vSwitch, e.g. .253 of a /24 (Alibaba Cloud reserves the last three), or its
 * first one (Tencent Cloud).
 */
export const gatewayOf = (block: Cidr, { gatewayFirst }: GatewayPlace = {}): Address => ({
  family: block.family,
  value: gatewayFirst ? rangeOf(block).first + 1n : rangeOf(block).last - 2n,
})
