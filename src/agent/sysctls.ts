// Kernel settings of the namespaces we make; every value is per namespace and touches nothing else.

import { inNamespace } from './script.ts'

type Settings = readonly (readonly [path: string, value: string])[]

const FORWARDING: Settings = [
  ['ipv4/ip_forward', '1'],
  ['ipv6/conf/all/forwarding', '1'],
  ['ipv4/conf/all/send_redirects', '0'],
  ['ipv4/conf/default/send_redirects', '0'],
  ['ipv6/conf/default/accept_dad', '0'],
  ['ipv6/conf/default/accept_ra', '0'],
  ['ipv6/conf/default/router_solicitations', '0'],
  // No addresses but those given: every port is fe80::1.
  ['ipv6/conf/default/addr_gen_mode', '1'],
]

/** Idle seconds as in semantics C2; pickup of sessions in mid-stream stays on (C4). */
const SESSIONS: Settings = [
  ['netfilter/nf_conntrack_tcp_timeout_established', '910'],
  ['netfilter/nf_conntrack_tcp_timeout_time_wait', '3'],
  ['netfilter/nf_conntrack_tcp_timeout_close', '3'],
  ['netfilter/nf_conntrack_udp_timeout', '30'],
  ['netfilter/nf_conntrack_udp_timeout_stream', '30'],
  // Older kernels keep it for five days.
  ['netfilter/nf_conntrack_sctp_timeout_established', '910'],
  ['netfilter/nf_conntrack_tcp_loose', '1'],
]

const ROUTER: Settings = [
  ...FORWARDING,
  ...SESSIONS,
  // Asymmetric by design (hairpin through the uplink); the ruleset checks sources (S2).
  ['ipv4/conf/all/rp_filter', '0'],
  ['ipv4/conf/default/rp_filter', '0'],
  // What passes through belongs to no socket here: looking for one first would cost every packet.
  ['ipv4/ip_early_demux', '0'],
  // Neighbours in the vSwitch ask for each other by ARP; the router answers for all of them.
  ['ipv4/conf/default/proxy_arp', '1'],
]

const INTERNET: Settings = [
  ...FORWARDING,
  // Strict: a private address that a router let out, or an outside host's lie, ends here.
  ['ipv4/conf/all/rp_filter', '1'],
  ['ipv4/conf/default/rp_filter', '1'],
]

export const routerSysctls = (namespace: string): string => inNamespace(namespace, assignments(ROUTER))
export const internetSysctls = (namespace: string): string => inNamespace(namespace, assignments(INTERNET))

/** Without this the kernel waits up to 0.8 s before it answers for somebody else; it exists per link only. */
export const promptProxyArp = (namespace: string, ports: readonly string[]): string[] =>
  ports.length === 0
    ? []
    : [inNamespace(namespace, ports.map((port) => assign(`ipv4/neigh/${port}/proxy_delay`, '0')).join('\n'))]

/** An instance with several links gets packets on one whose way back leads through another, by its main table. */
export const looseSources = (instance: string, device: string): string =>
  inNamespace(instance, ['all', device].map((link) => assign(`ipv4/conf/${link}/rp_filter`, '0')).join('\n'))

// A setting that this kernel lacks (conntrack not loaded yet, no IPv6) must not stop the rest.
const assignments = (settings: Settings): string =>
  settings.map(([path, value]) => assign(path, value)).join('\n')

const assign = (path: string, value: string): string =>
  `[ -w /proc/sys/net/${path} ] && echo ${value} >/proc/sys/net/${path} || :`
