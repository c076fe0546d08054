// Members of parameter templates between the cloud's spelling and the model's.

import { parseSpan } from '../../core/model/addressSet.ts'
import type { PortEntry, PrefixEntry } from '../../core/model/lists.ts'
import { hasPorts, parseProtocol } from '../../core/model/protocol.ts'
import type { Content, OpenList } from '../../service/openList/write.ts'
import { malformed } from './actions/fields.ts'
import { refuse, spec } from './error.ts'
import { portsIn } from './policyCodec.ts'

/** A member as clients send it, in either of the two lists. */
export interface GivenMember {
  readonly text: string
  readonly description: string
}

const REPEATED = (text: string) =>
  spec('InvalidParameterValue.Duplicate', `成员 \`${text}\` 重复。`, `The member \`${text}\` is given twice.`)

function refuseTwice(members: readonly GivenMember[]): void {
  const texts = members.map(({ text }) => text)
  const twice = texts.find((text, index) => texts.indexOf(text) !== index)
  if (twice !== undefined) refuse(REPEATED(twice))
}

/** Addresses, blocks and spans of either family. */
export const addressEntry = ({ text, description }: GivenMember, path: string, now: number): PrefixEntry =>
  parseSpan(text) === undefined ? refuse(malformed(path)) : { cidr: text, description, changedAt: now }

/** `tcp:80`, `tcp:80,443`, `udp:all`, `icmp:all`: several entries where several ports are named. */
export function serviceEntries(
  { text, description }: GivenMember,
  path: string,
  now: number,
): readonly PortEntry[] {
  const [name = '', ports = 'all', ...more] = text.split(':')
  const protocol = /^(tcp|udp|icmp|icmpv6|gre)$/i.test(name) ? parseProtocol(name) : undefined
  if (protocol === undefined || more.length > 0) return refuse(malformed(path))
  const entry = { protocol, written: text, description, changedAt: now }
  if (/^all$/i.test(ports)) return [{ ...entry, first: 0, last: 65_535 }]
  if (!hasPorts(protocol)) return refuse(malformed(path))
  return portsIn(ports, path).map((range) => ({ ...entry, ...range }))
}

export function addressContent(
  members: readonly GivenMember[],
  path: string,
  now: number,
): Content<'prefixList'> {
  refuseTwice(members)
  const entries = members.map((member, index) => addressEntry(member, `${path}.${index}`, now))
  return { entries, members: members.length }
}

export function serviceContent(
  members: readonly GivenMember[],
  path: string,
  now: number,
): Content<'portList'> {
  refuseTwice(members)
  const entries = members.flatMap((member, index) => serviceEntries(member, `${path}.${index}`, now))
  return { entries, members: members.length }
}

export const addressText = ({ cidr }: PrefixEntry): string => cidr
export const serviceText = ({ written = '' }: PortEntry): string => written

export interface ShownMember {
  readonly text: string
  readonly description: string
  readonly changedAt: number
}

/** Each as it was written, in the order given. */
export function addressMembers(list: OpenList<'prefixList'>): readonly ShownMember[] {
  return list.entries.map(({ cidr, description, changedAt = list.createdAt }) => ({
    text: cidr,
    description,
    changedAt,
  }))
}

export function serviceMembers(list: OpenList<'portList'>): readonly ShownMember[] {
  const members = list.entries.map(({ written = '', description, changedAt = list.createdAt }) => ({
    text: written,
    description,
    changedAt,
  }))
  return [...new Map(members.map((member) => [member.text, member])).values()]
}
