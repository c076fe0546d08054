// What rules refer to, in Tencent's answers: parameter templates, and the members of groups.

import { type Address, parseAddress } from '../../core/model/address.ts'
import { blocksOfRange } from '../../core/model/addressBlocks.ts'
import { formatCidr, parseCidr } from '../../core/model/cidr.ts'
import { asId } from '../../core/model/ids.ts'
import { parsePorts } from '../../core/model/portText.ts'
import { parseProtocol } from '../../core/model/protocol.ts'
import { refuseSinglePage } from '../aliyun/context.ts'
import { eniWith, prefixListWith } from '../documents.ts'
import { type KnownEni, type Part, partOf, type TemplateService } from '../part.ts'
import { problem } from '../problem.ts'
import { part, type Tree, text, texts, trees } from '../tree.ts'

/** Undefined when it is none of these answers. */
export function readTencentContext(tree: Tree): Part | undefined {
  const reader = READERS.find(([list]) => Array.isArray(part(tree, list)))
  if (reader === undefined) return undefined
  const [list, read] = reader
  const rows = trees(tree, list)
  refuseSinglePage(tree, rows.length)
  return read(rows)
}

const READERS: readonly (readonly [list: string, read: (rows: readonly Tree[]) => Part])[] = [
  ['AddressTemplateSet', (rows) => partOf({ prefixLists: rows.map(addressTemplate) })],
  ['AddressTemplateGroupSet', (rows) => partOf({ addressGroups: rows.map(groupOf('Address')) })],
  ['ServiceTemplateSet', (rows) => partOf({ services: rows.map(serviceTemplate) })],
  ['ServiceTemplateGroupSet', (rows) => partOf({ serviceGroups: rows.map(groupOf('Service')) })],
  ['NetworkInterfaceSet', (rows) => partOf({ enis: rows.map(eniIn) })],
  ['InstanceSet', (rows) => partOf({ enis: rows.map(primaryEniIn) })],
]

function addressTemplate(row: Tree) {
  const id = text(row, 'AddressTemplateId')
  return readAddresses(id, texts(row, 'AddressSet'))
}

/** Addresses, blocks and ranges `a-b` of either family. */
export const readAddresses = (id: string, members: readonly string[]) =>
  prefixListWith(
    id,
    members.flatMap((member) => cidrsOf(member) ?? problem('listValue', { list: id, value: member })),
  )

function cidrsOf(member: string): readonly string[] | undefined {
  if (parseCidr(member) !== undefined) return [member]
  const [first, last, ...rest] = member
    .split('-')
    .map((each): Address | undefined => parseAddress(each.trim()))
  if (first === undefined || last === undefined || rest.length > 0) return undefined
  if (first.family !== last.family || first.value > last.value) return undefined
  return blocksOfRange({ family: first.family, first: first.value, last: last.value }).map(formatCidr)
}

const groupOf = (kind: 'Address' | 'Service') => (row: Tree) => ({
  id: text(row, `${kind}TemplateGroupId`),
  members: [
    ...new Set([
      ...texts(row, `${kind}TemplateIdSet`),
      ...trees(row, `${kind}TemplateSet`).map((member) => text(member, `${kind}TemplateId`)),
    ]),
  ],
})

function serviceTemplate(row: Tree) {
  const id = text(row, 'ServiceTemplateId')
  return { id, entries: readServices(id, texts(row, 'ServiceSet')) }
}

export const readServices = (id: string, members: readonly string[]): readonly TemplateService[] =>
  members.map((member) => serviceOf(member) ?? problem('listValue', { list: id, value: member }))

/** `tcp:80,443`, `udp:all`, `icmp`. */
function serviceOf(member: string): TemplateService | undefined {
  const [name = '', ports = 'all'] = member.split(':')
  const protocol = parseProtocol(name)
  if (protocol === undefined) return undefined
  if (ports.toLowerCase() === 'all') return { protocol, ports: null }
  const ranges = parsePorts(ports)
  return ranges && { protocol, ports: ranges }
}

function eniIn(row: Tree): KnownEni {
  const addresses = trees(row, 'PrivateIpAddressSet')
  const primary = addresses.find((each) => part(each, 'Primary') === true) ?? addresses[0] ?? {}
  return {
    eni: eniWith(text(row, 'NetworkInterfaceId'), {
      primaryAddress: text(primary, 'PrivateIpAddress'),
      secondaryAddresses: addresses
        .filter((each) => each !== primary)
        .map((each) => text(each, 'PrivateIpAddress')),
      ipv6Addresses: trees(row, 'Ipv6AddressSet').map((each) => text(each, 'Address')),
      securityGroupIds: texts(row, 'GroupSet').map((id) => asId(id)),
    }),
    published: addresses
      .filter((each) => text(each, 'PublicIpAddress') !== '')
      .map((each) => text(each, 'PrivateIpAddress')),
  }
}

function primaryEniIn(row: Tree): KnownEni {
  const [primary = '', ...others] = texts(row, 'PrivateIpAddresses')
  return {
    eni: eniWith(text(row, 'InstanceId'), {
      instanceId: asId(text(row, 'InstanceId')),
      primaryAddress: primary,
      secondaryAddresses: others,
      ipv6Addresses: texts(row, 'IPv6Addresses'),
      securityGroupIds: texts(row, 'SecurityGroupIds').map((id) => asId(id)),
    }),
    published: texts(row, 'PublicIpAddresses').length > 0 ? [primary] : [],
  }
}
