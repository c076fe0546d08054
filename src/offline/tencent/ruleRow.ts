// One rule of Tencent's SecurityGroupPolicySet.

import { parseCidr } from '../../core/model/cidr.ts'
import { asId, type PortListId, type PrefixListId, type SecurityGroupId } from '../../core/model/ids.ts'
import type { Direction } from '../../core/model/packet.ts'
import { parsePorts } from '../../core/model/portText.ts'
import { hasPorts, type Protocol, parseProtocol } from '../../core/model/protocol.ts'
import type { Action, Peer, PortMatch, Rule } from '../../core/model/rule.ts'
import { ACCOUNT, ruleWith } from '../documents.ts'
import { problem } from '../problem.ts'
import { isTree, part, type Tree, text } from '../tree.ts'

/** Rules have no ids there: group, direction and position say which one is meant. */
export function readPolicyRow(row: Tree, groupId: string, direction: Direction, place: number): Rule {
  const index = text(row, 'PolicyIndex')
  const position = /^\d+$/.test(index) ? Number(index) : place - 1
  const service = serviceOf(row, place)
  return ruleWith(`${groupId}:${direction}:${position}`, groupId, {
    direction,
    action: actionOf(row, place),
    precedence: position,
    ...service,
    peer: peerOf(row, place),
    description: text(row, 'PolicyDescription'),
  })
}

function actionOf(row: Tree, place: number): Action {
  const value = text(row, 'Action').toLowerCase()
  return value === 'accept' || value === 'drop'
    ? value
    : problem('rowValue', { row: place, field: 'Action', value })
}

/** A template stands in the place of ports until the world is put together. */
function serviceOf(row: Tree, place: number): { readonly protocol: Protocol; readonly ports: PortMatch } {
  const template = templateIn(row, 'ServiceTemplate', ['ServiceGroupId', 'ServiceId'])
  if (template !== undefined) {
    return { protocol: 'all', ports: { kind: 'list', listId: asId<PortListId>(template) } }
  }
  const name = text(row, 'Protocol') || 'ALL'
  const protocol = parseProtocol(name) ?? problem('rowValue', { row: place, field: 'Protocol', value: name })
  return { protocol, ports: readPorts(text(row, 'Port'), protocol, place) }
}

function readPorts(value: string, protocol: Protocol, place: number): PortMatch {
  if (value === '' || value.toLowerCase() === 'all') return { kind: 'any' }
  const ranges = hasPorts(protocol) ? parsePorts(value) : undefined
  return ranges === undefined
    ? problem('rowValue', { row: place, field: 'Port', value })
    : { kind: 'ranges', ranges }
}

function peerOf(row: Tree, place: number): Peer {
  for (const name of ['CidrBlock', 'Ipv6CidrBlock']) {
    const value = text(row, name)
    if (value === '') continue
    // Only the server that took it knew whose address this is.
    if (value === 'MY_PUBLIC_IP') return { kind: 'prefixList', listId: asId<PrefixListId>(value) }
    if (parseCidr(value) === undefined) problem('rowValue', { row: place, field: name, value })
    return { kind: 'cidr', cidr: /^0\.0\.0\.0\/\d+$/.test(value) ? '0.0.0.0/0' : value }
  }
  const groupId = text(row, 'SecurityGroupId')
  if (groupId !== '') return { kind: 'group', groupId: asId<SecurityGroupId>(groupId), accountId: ACCOUNT }
  const template = templateIn(row, 'AddressTemplate', ['AddressGroupId', 'AddressId'])
  if (template !== undefined) return { kind: 'prefixList', listId: asId<PrefixListId>(template) }
  return problem('rowPeer', { row: place })
}

function templateIn(row: Tree, name: string, ids: readonly string[]): string | undefined {
  const template = part(row, name)
  return isTree(template) ? ids.map((id) => text(template, id)).find((id) => id !== '') : undefined
}
