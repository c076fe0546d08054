// Members of parameter templates as forms send them: addresses, blocks, spans; `tcp:80,443`, `udp:all`; other templates.

import { parseSpan } from '../../../core/model/addressSet.ts'
import type { PortEntry, PrefixEntry } from '../../../core/model/lists.ts'
import { parsePorts } from '../../../core/model/portText.ts'
import { hasPorts, parseProtocol } from '../../../core/model/protocol.ts'
import type { Content } from '../../../service/openList/write.ts'
import { FieldError } from '../refusal.ts'

interface Member {
  readonly entry: string
  readonly description?: string
}

export interface Given {
  readonly entries?: readonly Member[] | undefined
  readonly includes?: readonly string[] | undefined
}

export function addressContent({ entries = [], includes }: Given, now: number): Content<'prefixList'> {
  if (includes !== undefined) return including(entries, includes)
  refuseTwice(entries)
  return contentOf(addressMembers(entries, now, 'entries'))
}

export function serviceContent({ entries = [], includes }: Given, now: number): Content<'portList'> {
  if (includes !== undefined) return including(entries, includes)
  refuseTwice(entries)
  return contentOf(serviceMembers(entries, now, 'entries'))
}

/** Each member with the entries that it makes; `field` is where they stand in the request. */
export const addressMembers = (given: readonly Member[], now: number, field = 'add') =>
  given.map(({ entry, description = '' }, at) => {
    if (parseSpan(entry) === undefined) throw new FieldError(`${field}.${at}.entry`, entry, 'expected.member')
    const made: PrefixEntry = { cidr: entry, description, changedAt: now }
    return { text: entry, entries: [made] }
  })

export const serviceMembers = (given: readonly Member[], now: number, field = 'add') =>
  given.map((one, at) => ({ text: one.entry, entries: portEntries(one, `${field}.${at}.entry`, now) }))

const contentOf = <E>(members: readonly { readonly entries: readonly E[] }[]) => ({
  entries: members.flatMap(({ entries }) => entries),
  members: members.length,
})

/** A template has members of its own or takes those of others, not both. */
function including(entries: readonly Member[], includes: readonly string[]) {
  if (entries.length > 0) throw new FieldError('includes', includes, 'expected.eitherMembers')
  return { entries: [], includes, members: includes.length }
}

/** Several ports make several entries under the text that was written. */
function portEntries({ entry, description = '' }: Member, field: string, now: number): readonly PortEntry[] {
  const wrong = () => new FieldError(field, entry, 'expected.serviceMember')
  const [name = '', ports = 'all', ...more] = entry.split(':')
  const protocol = /^(tcp|udp|icmp|icmpv6|gre)$/i.test(name) ? parseProtocol(name) : undefined
  if (protocol === undefined || protocol === 'all' || more.length > 0) throw wrong()
  const kept = { protocol, written: entry, description, changedAt: now }
  if (/^all$/i.test(ports)) return [{ ...kept, first: 0, last: 65_535 }]
  const ranges = hasPorts(protocol) ? parsePorts(ports) : undefined
  if (ranges === undefined) throw wrong()
  return ranges.map((range) => ({ ...kept, ...range }))
}

function refuseTwice(entries: readonly Member[]): void {
  const texts = entries.map(({ entry }) => entry)
  const at = texts.findIndex((text, place) => texts.indexOf(text) !== place)
  if (at !== -1) throw new FieldError(`entries.${at}.entry`, texts[at], 'expected.once')
}
