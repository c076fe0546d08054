// The part of the nftables language that we use, as data: what plan builds, render prints and interpret runs.

import type { Family } from '../../model/address.ts'
import type { SecurityGroupId } from '../../model/ids.ts'

export type TableFamily = 'inet' | 'arp'

/** Types of set keys and map values, in nft's words. */
export type KeyType =
  | 'ifname'
  | 'ether_addr'
  | 'ipv4_addr'
  | 'ipv6_addr'
  | 'mark'
  | 'inet_proto'
  | 'inet_service'

/** Packet and conntrack fields that rules look at, in nft's words. */
export type Field =
  | 'iifname'
  | 'oifname'
  /** Numbers of interfaces; 0 = none: the machine itself. */
  | 'iif'
  | 'oif'
  | 'ether saddr'
  | 'arp saddr ether'
  | 'arp saddr ip'
  | 'ip saddr'
  | 'ip daddr'
  | 'ip6 saddr'
  | 'ip6 daddr'
  | 'ip6 hoplimit'
  /** Whose address it is by the machine's routes. */
  | 'fib saddr type'
  | 'fib daddr type'
  | 'meta mark'
  | 'meta nfproto'
  | 'meta l4proto'
  | 'th sport'
  | 'th dport'
  | 'udp sport'
  | 'udp dport'
  | 'tcp sport'
  | 'tcp dport'
  /** Numbers: 2 is SYN, 16 ACK (RFC 9293). */
  | 'tcp flags'
  | 'icmp type'
  | 'icmpv6 type'
  | 'ct state'
  | 'ct direction'
  | 'ct mark'
  /** 0x20: its destination is translated. */
  | 'ct status'
  | 'ct original ip saddr'
  | 'ct original ip daddr'
  | 'ct original ip6 saddr'
  | 'ct original ip6 daddr'
  | 'ct reply ip saddr'
  | 'ct reply ip daddr'

/** Addresses are bigint, numbers number, names and states text. */
export type Scalar = string | number | bigint
export interface Span {
  readonly first: number | bigint
  readonly last: number | bigint
}
export type Part = Scalar | Span

export type Verdict =
  | { readonly do: 'accept' }
  | { readonly do: 'drop' }
  | { readonly do: 'return' }
  | { readonly do: 'jump' | 'goto'; readonly chain: string }

export interface Element {
  readonly key: readonly Part[]
  /** For maps: an address, a mark, or a verdict. */
  readonly value?: Scalar | Verdict
  readonly comment?: string
}

/** A named set, or a map when it has a value type. */
export interface NamedSet {
  readonly name: string
  readonly key: readonly KeyType[]
  readonly value?: KeyType | 'verdict'
  readonly interval?: boolean
  /** Counts per element. */
  readonly counter?: boolean
  readonly elements: readonly Element[]
}

/** True when the field has one of the values. */
export interface Match {
  readonly do: 'match'
  readonly field: Field
  readonly not?: boolean
  /** Only these bits of the field. */
  readonly mask?: number
  readonly values: readonly Part[]
}

export type Statement =
  | Match
  /** True when the fields together are in the set. */
  | { readonly do: 'lookup'; readonly fields: readonly Field[]; readonly set: string; readonly not?: boolean }
  /** Runs the verdict found; a miss goes on to the next rule. */
  | { readonly do: 'vmap'; readonly fields: readonly Field[]; readonly map: string }
  | { readonly do: 'inlineVmap'; readonly field: Field; readonly elements: readonly Element[] }
  | { readonly do: 'setMark'; readonly mark: number }
  /** A miss leaves the mark alone and ends the rule. */
  | { readonly do: 'setMarkFrom'; readonly field: Field; readonly map: string }
  /** With a mask: the other bits stay. */
  | { readonly do: 'setCtMark'; readonly mark: number; readonly mask?: number }
  /** Before connection tracking only: two packets that look alike are of one session only in one zone. */
  | { readonly do: 'setZone'; readonly zone: number }
  /** Of no effect on sessions that have begun. */
  | { readonly do: 'setTimeout'; readonly timeout: string }
  | { readonly do: 'counter' }
  /** Hands a copy to whoever listens on our log group, at a bounded rate; without more says nothing about the packet. */
  | { readonly do: 'log'; readonly prefix: string }
  /** A miss translates nothing. */
  | { readonly do: 'dnat' | 'snat'; readonly field: Field; readonly map: string }
  | Verdict

export interface Rule {
  readonly statements: readonly Statement[]
  readonly comment?: string
}

export interface Hook {
  readonly type: 'filter' | 'nat'
  readonly hook: 'prerouting' | 'input' | 'forward' | 'output' | 'postrouting'
  readonly priority: 'raw' | 'mangle - 10' | 'dstnat' | 'filter' | 'srcnat' | 'srcnat + 10'
  readonly policy: 'accept' | 'drop'
}

export interface Chain {
  readonly name: string
  readonly hook?: Hook
  readonly rules: readonly Rule[]
}

/** Idle seconds by the state of a session; states that are not named are as in the namespace. */
export interface Timeout {
  readonly name: string
  readonly protocol: 'tcp' | 'udp'
  readonly family: Family
  readonly seconds: Readonly<Record<string, number>>
}

export interface Table {
  readonly family: TableFamily
  readonly name: string
  /** One is never changed: other seconds have another name. */
  readonly timeouts?: readonly Timeout[]
  readonly sets: readonly NamedSet[]
  readonly chains: readonly Chain[]
}

export interface RulesetPlan {
  readonly tables: readonly Table[]
  readonly epoch: number
  /** Hash of everything in the tables; kept in the kernel beside them. */
  readonly hash: string
  /** Whose default stands at the end of a profile, by the profile's name. */
  readonly defaults: ReadonlyMap<string, readonly SecurityGroupId[]>
}

export const isSpan = (part: Part): part is Span => typeof part === 'object'

export const addressType = (family: Family): KeyType => (family === 4 ? 'ipv4_addr' : 'ipv6_addr')

export const rule = (...statements: readonly Statement[]): Rule => ({ statements })
export const match = (field: Field, ...values: readonly Part[]): Match => ({ do: 'match', field, values })
export const lookup = (fields: readonly Field[], set: string): Statement => ({ do: 'lookup', fields, set })
export const vmap = (fields: readonly Field[], map: string): Statement => ({ do: 'vmap', fields, map })
export const goto = (chain: string): Verdict => ({ do: 'goto', chain })
export const jump = (chain: string): Verdict => ({ do: 'jump', chain })
export const ACCEPT: Verdict = { do: 'accept' }
export const DROP: Verdict = { do: 'drop' }
export const RETURN: Verdict = { do: 'return' }
export const COUNTER: Statement = { do: 'counter' }
