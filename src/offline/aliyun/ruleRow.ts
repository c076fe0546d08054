// One rule as Alibaba's answers and exports show it, read forgivingly where that loses nothing.

import { AliyunError } from '../../cloud/aliyun/error.ts'
import { decodeRule, type RuleParameters } from '../../cloud/aliyun/ruleCodec.ts'
import { parseIpv4Text, parseIpv6Text, parseProtocolText } from '../../cloud/aliyun/ruleText.ts'
import { asId, type RuleId } from '../../core/model/ids.ts'
import type { Direction } from '../../core/model/packet.ts'
import { ALL_PORTS, type PortRange } from '../../core/model/ports.ts'
import { hasPorts, type Protocol } from '../../core/model/protocol.ts'
import type { Rule } from '../../core/model/rule.ts'
import { ACCOUNT, ruleWith } from '../documents.ts'
import { problem } from '../problem.ts'
import { type Tree, text } from '../tree.ts'

/** `place` is the number of the row in the file; it stands in for an id that is not there. */
export function readRuleRow(row: Tree, groupId: string, place: number): Rule {
  const cell = cellReader(row, place)
  const direction =
    directionOf(row) ?? problem('rowValue', { row: place, field: 'Direction', value: cell('Direction') })
  const protocol = cell.as('IpProtocol', parseProtocolText) ?? missing(place, 'IpProtocol')
  const parameters: RuleParameters = {
    IpProtocol: protocol,
    PortRange: cell.as('PortRange', (value) => portsOf(protocol, value)),
    PortRangeListId: cell('PortRangeListId') || undefined,
    SourcePortRange: cell.as('SourcePortRange', (value) => portsOf(protocol, value)),
    SourceCidrIp: cell.as('SourceCidrIp', parseIpv4Text),
    Ipv6SourceCidrIp: cell.as('Ipv6SourceCidrIp', parseIpv6Text),
    SourceGroupId: cell('SourceGroupId') || undefined,
    SourceGroupOwnerAccount: undefined,
    SourceGroupOwnerId: undefined,
    SourcePrefixListId: cell('SourcePrefixListId') || undefined,
    DestCidrIp: cell.as('DestCidrIp', parseIpv4Text),
    Ipv6DestCidrIp: cell.as('Ipv6DestCidrIp', parseIpv6Text),
    DestGroupId: cell('DestGroupId') || undefined,
    DestGroupOwnerAccount: undefined,
    DestGroupOwnerId: undefined,
    DestPrefixListId: cell('DestPrefixListId') || undefined,
    Policy: cell.as('Policy', actionOf),
    Priority: cell.as('Priority', priorityOf),
    NicType: cell.as('NicType', nicOf),
    Description: cell('Description') || undefined,
  }
  const id = cell('SecurityGroupRuleId') || `${groupId}#${place}`
  const spec = decode(parameters, direction, place)
  return {
    ...ruleWith(id, groupId, { direction, peer: spec.peer }),
    ...spec,
    nic: spec.nic ?? 'intranet',
    id: asId<RuleId>(id),
  }
}

function decode(parameters: RuleParameters, direction: Direction, place: number) {
  try {
    return decodeRule(parameters, { direction, path: '', accountOf: () => ACCOUNT })
  } catch (error) {
    if (error instanceof AliyunError) return problem('row', { row: place, reason: error.message })
    throw error
  }
}

interface CellReader {
  (name: string): string
  as<T>(name: string, read: (value: string) => T | undefined): T | undefined
}

function cellReader(row: Tree, place: number): CellReader {
  const cell = (name: string): string => text(row, name).trim()
  const as = <T>(name: string, read: (value: string) => T | undefined): T | undefined => {
    const value = cell(name)
    if (value === '') return undefined
    return read(value) ?? problem('rowValue', { row: place, field: name, value })
  }
  return Object.assign(cell, { as })
}

const missing = (row: number, field: string): never => problem('rowValue', { row, field, value: '' })

/** Answers say it; where one does not, the side that the peer stands on does. */
function directionOf(row: Tree): Direction | undefined {
  const said = text(row, 'Direction').toLowerCase()
  if (said === 'ingress' || said === 'egress') return said
  if (said !== '') return undefined
  const names = ['CidrIp', 'GroupId', 'PrefixListId']
  const has = (side: string): boolean =>
    [...names.map((name) => `${side}${name}`), `Ipv6${side}CidrIp`].some((name) => text(row, name) !== '')
  const [source, dest] = [has('Source'), has('Dest')]
  return source === dest ? undefined : source ? 'ingress' : 'egress'
}

/** Old groups have TCP rules with `-1/-1`, and ranges from 0. */
function portsOf(protocol: Protocol, value: string): PortRange | 'any' | undefined {
  if (value === '-1/-1' || value === '-1') return hasPorts(protocol) ? ALL_PORTS : 'any'
  const match = /^(\d{1,5})(?:[/-](\d{1,5}))?$/.exec(value)
  if (match === null) return undefined
  const [first, last] = [Number(match[1]), Number(match[2] ?? match[1])]
  if (first > last || last > ALL_PORTS.last) return undefined
  // With ALL it can only mean everything, and ICMP has no ports that it could mean.
  return hasPorts(protocol) ? { first, last } : first <= 1 && last === ALL_PORTS.last ? 'any' : undefined
}

const actionOf = (value: string) =>
  (['accept', 'drop'] as const).find((action) => action === value.toLowerCase())

const priorityOf = (value: string): number | undefined =>
  /^\d{1,4}$/.test(value) ? Number(value) : undefined

const nicOf = (value: string) =>
  (['intranet', 'internet'] as const).find((nic) => nic === value.toLowerCase())
