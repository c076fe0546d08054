// What rules refer to, in Alibaba's answers: prefix lists, port lists, and the members of groups.

import { parseCidr } from '../../core/model/cidr.ts'
import { asId } from '../../core/model/ids.ts'
import { parsePorts } from '../../core/model/portText.ts'
import { eniWith, NETWORK, portListWith, prefixListWith } from '../documents.ts'
import { type KnownEni, type Part, partOf } from '../part.ts'
import { problem } from '../problem.ts'
import { isTree, part, type Tree, text, texts, trees } from '../tree.ts'

/** Undefined when it is none of these answers. */
export function readAliyunContext(tree: Tree, name: string): Part | undefined {
  if (part(tree, 'NetworkInterfaceSets') !== undefined) return enisIn(tree)
  if (part(tree, 'Instances') !== undefined) return instancesIn(tree)
  if (part(tree, 'Entries') !== undefined) return listIn(tree, name)
  return undefined
}

/** DescribePrefixListAttributes says its id; DescribePortRangeListEntries does not, so the file's name must. */
function listIn(tree: Tree, name: string): Part {
  const entries = trees(tree, 'Entries', 'Entry')
  const cidrs = entries.map((entry) => text(entry, 'Cidr'))
  const ports = entries.map((entry) => text(entry, 'PortRange'))
  const isPrefixList = text(tree, 'PrefixListId') !== '' || cidrs.some((cidr) => cidr !== '')
  if (isPrefixList) {
    const id =
      text(tree, 'PrefixListId') || idIn(name, 'pl') || problem('listWithoutId', { example: 'pl-….json' })
    return partOf({
      prefixLists: [readPrefixList(id, cidrs, Number(text(tree, 'MaxEntries')) || cidrs.length)],
    })
  }
  const id =
    text(tree, 'PortRangeListId') || idIn(name, 'prl') || problem('listWithoutId', { example: 'prl-….json' })
  return partOf({ portLists: [readPortList(id, ports)] })
}

export function readPrefixList(id: string, cidrs: readonly string[], maxEntries = cidrs.length) {
  const wrong = cidrs.find((cidr) => parseCidr(cidr) === undefined)
  return wrong === undefined
    ? prefixListWith(id, cidrs, maxEntries)
    : problem('listValue', { list: id, value: wrong })
}

export function readPortList(id: string, texts: readonly string[]) {
  const ranges = texts.flatMap((each) => parsePorts(each) ?? problem('listValue', { list: id, value: each }))
  return portListWith(id, ranges)
}

const idIn = (name: string, prefix: string): string | undefined =>
  new RegExp(`(?<![a-z])${prefix}-[a-z0-9]+`, 'i').exec(name.replace(/^.*[\\/]/, ''))?.[0]

function enisIn(tree: Tree): Part {
  const rows = trees(tree, 'NetworkInterfaceSets', 'NetworkInterfaceSet')
  refuseSinglePage(tree, rows.length)
  return partOf({ enis: rows.map(eniIn) })
}

function eniIn(row: Tree): KnownEni {
  const sets = trees(row, 'PrivateIpSets', 'PrivateIpSet')
  const primary = text(row, 'PrivateIpAddress')
  const addresses = [...new Set([primary, ...sets.map((set) => text(set, 'PrivateIpAddress'))])]
  const publicOf = (owner: Tree): string => {
    const associated = part(owner, 'AssociatedPublicIp')
    return isTree(associated) ? text(associated, 'PublicIpAddress') : ''
  }
  const published = sets.filter((set) => publicOf(set) !== '').map((set) => text(set, 'PrivateIpAddress'))
  return {
    eni: eniWith(text(row, 'NetworkInterfaceId'), {
      vpcId: asId(text(row, 'VpcId') || NETWORK),
      primaryAddress: primary,
      secondaryAddresses: addresses.filter((address) => address !== primary && address !== ''),
      ipv6Addresses: trees(row, 'Ipv6Sets', 'Ipv6Set').map((set) => text(set, 'Ipv6Address')),
      prefixes: [
        ...trees(row, 'Ipv4PrefixSets', 'Ipv4PrefixSet').map((set) => text(set, 'Ipv4Prefix')),
        ...trees(row, 'Ipv6PrefixSets', 'Ipv6PrefixSet').map((set) => text(set, 'Ipv6Prefix')),
      ],
      securityGroupIds: texts(row, 'SecurityGroupIds', 'SecurityGroupId').map((id) => asId(id)),
    }),
    published: [...new Set([...published, ...(publicOf(row) === '' ? [] : [primary])])],
  }
}

function instancesIn(tree: Tree): Part {
  const rows = trees(tree, 'Instances', 'Instance')
  refuseSinglePage(tree, rows.length)
  return partOf({ enis: rows.map(primaryEniIn) })
}

/** An instance's groups are those of its primary interface (P2). */
function primaryEniIn(row: Tree): KnownEni {
  const vpc = part(row, 'VpcAttributes')
  const enis = trees(row, 'NetworkInterfaces', 'NetworkInterface')
  const eni = enis.find((each) => text(each, 'Type') !== 'Secondary') ?? {}
  const own = isTree(vpc) ? texts(vpc, 'PrivateIpAddress', 'IpAddress') : []
  const [primary = ''] = [
    text(eni, 'PrimaryIpAddress'),
    ...own,
    ...texts(row, 'InnerIpAddress', 'IpAddress'),
  ].filter((address) => address !== '')
  const sets = trees(eni, 'PrivateIpSets', 'PrivateIpSet').map((set) => text(set, 'PrivateIpAddress'))
  const eip = part(row, 'EipAddress')
  const publics = [...texts(row, 'PublicIpAddress', 'IpAddress'), isTree(eip) ? text(eip, 'IpAddress') : '']
  return {
    eni: eniWith(text(eni, 'NetworkInterfaceId') || text(row, 'InstanceId'), {
      vpcId: asId((isTree(vpc) && text(vpc, 'VpcId')) || NETWORK),
      instanceId: asId(text(row, 'InstanceId')),
      primaryAddress: primary,
      secondaryAddresses: [...new Set([...own, ...sets])].filter((address) => address !== primary),
      ipv6Addresses: trees(eni, 'Ipv6Sets', 'Ipv6Set').map((set) => text(set, 'Ipv6Address')),
      securityGroupIds: texts(row, 'SecurityGroupIds', 'SecurityGroupId').map((id) => asId(id)),
    }),
    published: publics.some((address) => address !== '') ? [primary] : [],
  }
}

/** Some members alone would look like all of them. */
export function refuseSinglePage(tree: Tree, rows: number): void {
  const total = Number(text(tree, 'TotalCount'))
  if (total > rows || (text(tree, 'NextToken') !== '' && text(tree, 'TotalCount') === '')) {
    problem('incomplete', { rows, total: total || '?' })
  }
}
