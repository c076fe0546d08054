// Finds resources by what people remember of them: a part of name, id or description, an address, a port, a tag.

import { type Address, formatAddress, parseAddress } from '../../../src/core/model/address.ts'
import { parseCidr, rangeContains, rangeOf } from '../../../src/core/model/cidr.ts'
import { portInRange } from '../../../src/core/model/ports.ts'
import { formatPorts } from '../../../src/core/model/portText.ts'
import { formatProtocol } from '../../../src/core/model/protocol.ts'
import type { ResourceReader } from '../../../src/core/model/resources.ts'
import type { Rule } from '../../../src/core/model/rule.ts'

export interface Found {
  readonly kind:
    | 'securityGroup'
    | 'rule'
    | 'eni'
    | 'instance'
    | 'vpc'
    | 'prefixList'
    | 'portList'
    | 'networkAcl'
  readonly id: string
  readonly name: string
  /** What matched, where it is not the name or the id. */
  readonly why: string
  readonly path: string
}

const MOST = 40

export function findEverything(reader: ResourceReader, accountId: string, text: string): readonly Found[] {
  const wanted = text.trim().toLowerCase()
  if (wanted === '') return []
  const found: Found[] = []
  for (const one of candidates(reader, accountId, wanted)) {
    found.push(one)
    if (found.length === MOST) break
  }
  return found
}

function* candidates(reader: ResourceReader, accountId: string, wanted: string): Iterable<Found> {
  const named = (one: {
    readonly id: string
    readonly name: string
    readonly description: string
    readonly tags: object
  }) =>
    [one.id, one.name, one.description, ...Object.entries(one.tags).flat()].some((text) =>
      String(text).toLowerCase().includes(wanted),
    )
  const address = parseAddress(wanted)
  const port = portIn(wanted)
  for (const group of reader.by('securityGroup', 'account', accountId)) {
    if (named(group))
      yield { kind: 'securityGroup', id: group.id, name: group.name, why: '', path: `/groups/${group.id}` }
  }
  for (const instance of reader.by('instance', 'account', accountId)) {
    if (named(instance))
      yield {
        kind: 'instance',
        id: instance.id,
        name: instance.name,
        why: '',
        path: `/instances?find=${instance.id}`,
      }
  }
  for (const eni of reader.by('eni', 'account', accountId)) {
    const texts = [eni.primaryAddress, ...eni.secondaryAddresses, ...eni.ipv6Addresses]
    const why = texts.find((one) => one.includes(wanted)) ?? (eni.mac.includes(wanted) ? eni.mac : '')
    if (named(eni) || why !== '')
      yield { kind: 'eni', id: eni.id, name: eni.name, why, path: `/enis/${eni.id}` }
  }
  for (const list of reader.by('prefixList', 'account', accountId)) {
    const why =
      address === undefined ? '' : (list.entries.find(({ cidr }) => holds(cidr, address))?.cidr ?? '')
    if (named(list) || why !== '')
      yield { kind: 'prefixList', id: list.id, name: list.name, why, path: `/lists?find=${list.id}` }
  }
  for (const list of reader.by('portList', 'account', accountId)) {
    const held = port === undefined ? undefined : list.entries.find((entry) => portInRange(port, entry))
    const why = held === undefined ? '' : formatPorts([held])
    if (named(list) || why !== '')
      yield { kind: 'portList', id: list.id, name: list.name, why, path: `/lists?find=${list.id}` }
  }
  for (const vpc of reader.by('vpc', 'account', accountId)) {
    const why = address !== undefined && holds(vpc.cidr, address) ? vpc.cidr : ''
    if (named(vpc) || why !== '')
      yield { kind: 'vpc', id: vpc.id, name: vpc.name, why, path: `/vpcs?find=${vpc.id}` }
  }
  for (const acl of reader.by('networkAcl', 'account', accountId)) {
    if (named(acl))
      yield { kind: 'networkAcl', id: acl.id, name: acl.name, why: '', path: `/network-acls?find=${acl.id}` }
  }
  for (const group of reader.by('securityGroup', 'account', accountId)) {
    for (const rule of reader.by('rule', 'group', group.id)) {
      if (isMeant(rule, wanted, address)) {
        yield {
          kind: 'rule',
          id: rule.id,
          name: group.name,
          why: ruleLine(rule),
          path: `/groups/${group.id}?rule=${rule.id}`,
        }
      }
    }
  }
}

function isMeant(rule: Rule, wanted: string, address: Address | undefined): boolean {
  if (rule.id.includes(wanted) || rule.description.toLowerCase().includes(wanted)) return true
  if (rule.peer.kind === 'cidr') {
    if (rule.peer.cidr.startsWith(wanted)) return true
    if (address !== undefined) return holds(rule.peer.cidr, address)
  } else if ((rule.peer.kind === 'group' ? rule.peer.groupId : rule.peer.listId).includes(wanted)) return true
  const port = portIn(wanted)
  return (
    port !== undefined &&
    rule.ports.kind === 'ranges' &&
    rule.ports.ranges.some((range) => portInRange(port, range))
  )
}

const portIn = (text: string): number | undefined => (/^\d{1,5}$/.test(text) ? Number(text) : undefined)

function holds(cidr: string, address: Address): boolean {
  const parsed = parseCidr(cidr)
  if (parsed === undefined) return cidr === formatAddress(address)
  return rangeContains(rangeOf(parsed), address)
}

/** `ingress accept tcp 22 10.0.0.0/8`. */
export function ruleLine({ direction, action, protocol, ports, peer }: Rule): string {
  const portText =
    ports.kind === 'any' ? '' : ports.kind === 'list' ? ports.listId : formatPorts(ports.ranges)
  const peerText = peer.kind === 'cidr' ? peer.cidr : peer.kind === 'group' ? peer.groupId : peer.listId
  return [direction, action, formatProtocol(protocol), portText, peerText]
    .filter((text) => text !== '')
    .join(' ')
}
