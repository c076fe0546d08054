// Names of everything in our tables; all carry a prefix, since nft takes words such as `fwd` for its own.

import { fnv64 } from '../../model/fnv.ts'
import type { Direction } from '../../model/packet.ts'

export const TABLE = 'menshen'

export const SETS = {
  /** Address → class: single addresses in hashes, ranges in interval maps that are asked after a miss. */
  hosts: { 4: 'cls4', 6: 'cls6' },
  ranges: { 4: 'cidr4', 6: 'cidr6' },
  /** What a port may send from: interface, MAC and address. */
  bound: { 4: 'bind4', 6: 'bind6' },
  boundPrefixes: { 4: 'prefix4', 6: 'prefix6' },
  boundMacs: 'bind_mac',
  /** The same for public addresses that stand on a port, and the chain that gives each its zone (P10). */
  visible: 'bind_public',
  zones: 'zones',
  /** Sources that nobody outside can have. */
  inside: { 4: 'inside4', 6: 'inside6' },
  gateways: { 4: 'gateway4', 6: 'gateway6' },
  /** In a place that others share: interfaces that are ours, those without MAC, and the addresses behind them. */
  ports: 'ports',
  bare: { 4: 'bare4', 6: 'bare6' },
  barePrefixes: { 4: 'bare_prefix4', 6: 'bare_prefix6' },
  barePorts: 'bare_ports',
  own: { 4: 'own4', 6: 'own6' },
  /** Addresses of the machine itself where it is an instance. */
  machine: { 4: 'self4', 6: 'self6' },
  /** Public → private, private → public, and the pairs that a session through the uplink may have. */
  dnat: 'eip_dnat',
  snat: 'eip_snat',
  entering: 'eip_in',
  leaving: 'eip_out',
  /** Who judges: egress by the sender's port, ingress by the receiver's; `o` first packets, `r` answers. */
  egress: { original: 'eg_o', reply: 'eg_r' },
  ingress: { original: 'in_o', reply: 'in_r' },
  /** Network ACLs: port → number of its vSwitch, who else is in it, and who judges what leaves and enters it. */
  vSwitch: 'acl_vsw',
  sameVSwitch: 'acl_same',
  /** In a place that others share: port and addresses of its vSwitch, for the ends that are elsewhere. */
  near: { 4: 'acl_near4', 6: 'acl_near6' },
  edge: { egress: 'acl_eg', ingress: 'acl_in' },
  /** Ports whose sessions do not stay idle for as long as usual: as senders, and as receivers of usual senders. */
  timeouts: { sender: 'to_sender', receiver: 'to_receiver' },
  /** Holds the plan's hash, so that the kernel can be asked what it was given. */
  plan: 'plan',
} as const

/** Which class an address has: single ones, and those in ranges. */
export const HOSTS: readonly string[] = [SETS.hosts[4], SETS.hosts[6]]
export const RANGES: readonly string[] = [SETS.ranges[4], SETS.ranges[6]]

export const CHAINS = {
  prerouting: 'base_prerouting',
  forward: 'base_forward',
  input: 'base_input',
  output: 'base_output',
  /** Where a machine that is an instance meets the network: before and after whatever is translated on it. */
  arrive: 'base_arrive',
  depart: 'base_depart',
  dnat: 'base_dnat',
  snat: 'base_snat',
  epoch: 'do_epoch',
  /** Whose rules come first. In a chain of its own: chains at hooks are not exchanged. */
  first: 'do_first',
  /** Errors about sessions, and what belongs to none. */
  odd: 'do_odd',
  accept: 'do_accept',
  /** What groups drop: a session that belongs to it has come to its end. */
  drop: 'do_drop',
  /** What groups drop unless it belongs to a session that was accepted before (C5). */
  keep: { egress: 'do_keep_eg', ingress: 'do_keep_in' },
  /** Egress accepted: the receiver's turn. */
  ingress: 'do_ingress',
  enter: 'do_enter',
  leave: 'do_leave',
  /** Network ACLs of both vSwitches, for every packet; comes back when it may pass. */
  edges: 'do_edges',
  /** What they drop; the session is none of their business. */
  edgeDrop: 'do_edge_drop',
  /** Part of an accepted session: nothing but network ACLs can stop it. */
  pass: 'do_pass',
  /** How long a session that begins may stay idle, where that is not as usual. */
  timeouts: 'do_timeouts',
  system: 'do_system',
  outside: 'do_outside',
  /** In a place that others share: the sender's side of everything that is judged at all, and its parts. */
  gate: { original: 'do_gate', reply: 'do_gate_reply' },
  arriving: 'do_arriving',
  departing: 'do_departing',
  ingressReply: 'do_ingress_reply',
  bound: 'do_bound',
  unknown: 'do_unknown',
  services: 'do_services',
  classify: { source: 'do_class_src', destination: 'do_class_dst' },
  classifyRange: { source: 'do_range_src', destination: 'do_range_dst' },
} as const

/** First packets are looked at as they are, answers with both ends swapped. */
export type Orientation = 'original' | 'reply'

const letter = (orientation: Orientation): string => (orientation === 'original' ? 'o' : 'r')

/** Stem of the names of one clause list's maps and chains; equal lists have equal stems. */
export const profileName = (direction: Direction, content: string): string =>
  `${direction === 'ingress' ? 'i' : 'e'}_${fnv64(content).slice(1)}`

/** The same for clauses that stand at the edge of a vSwitch. */
export const edgeName = (direction: Direction, content: string): string =>
  `a${profileName(direction, content)}`

/** Gives what comes from or to one visible address a zone of connection tracking. */
export const zoneChain = (zone: number): string => `do_zone_${zone}`

export const profileChain = (profile: string, orientation: Orientation): string =>
  `${profile}_${letter(orientation)}`

/** The same without rows about special peers. */
export const anybodyChain = (profile: string, orientation: Orientation): string =>
  `${profile}_any_${letter(orientation)}`

/** Rows about special peers, and about anybody: of both families or of one. */
export type RowKind = 'special' | 'any' | 'any4' | 'any6'

/** Rows that span protocols or ports. */
export const profileMap = (profile: string, kind: RowKind): string => `${profile}_${kind}`

/** Rows of one protocol and one port each, or cut into such, in a hash: found and changed at the price of one, however many there are. */
export const exactMap = (profile: string, kind: RowKind): string => `${profile}_${kind}_1`

/** Protocols and ports that rows name. */
export const namedPortsSet = (profile: string): string => `${profile}_ports`

/** A map that is built anew stands beside its old self for a moment: under a name that tells them apart. */
export const versioned = (name: string, version: number): string =>
  version === 0 ? name : `${name}_v${version}`

const VERSION = /_v(\d+)$/

export const versionOf = (name: string): number => Number(VERSION.exec(name)?.[1] ?? 0)

export const unversioned = (name: string): string => name.replace(VERSION, '')

/** The same for entries of network ACLs, which look at packets as they are. */
export const edgeSelectorChain = (direction: Direction, port: string): string =>
  `a${selectorChain(direction, port, 'original')}`

/** Chain that chooses a profile by the ENI's own address. */
export const selectorChain = (direction: Direction, port: string, orientation: Orientation): string =>
  `${direction === 'ingress' ? 'si' : 'se'}_${port}_${letter(orientation)}`
