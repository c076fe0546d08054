// The semantics once more, by definition instead of by order: which rules match, and which of those may decide.

import { type Address, formatAddress } from '../../src/core/model/address.ts'
import { cidrOf, parseCidr, rangeOf, rangeWithin } from '../../src/core/model/cidr.ts'
import type { Eni } from '../../src/core/model/network.ts'
import type { Direction, Packet } from '../../src/core/model/packet.ts'
import type { PortRange } from '../../src/core/model/ports.ts'
import { hasPorts } from '../../src/core/model/protocol.ts'
import type { ResourceReader, Resources } from '../../src/core/model/resources.ts'
import type { Action, Rule } from '../../src/core/model/rule.ts'
import type { SecurityGroup } from '../../src/core/model/securityGroup.ts'

/** Knows what the tiny worlds hold and no more: one VPC, no public addresses, no system traffic. */
export function actionByDefinition(
  world: ResourceReader,
  eniId: string,
  direction: Direction,
  packet: Packet,
): Action {
  const eni = world.get('eni', eniId) as Eni
  const groups = eni.securityGroupIds.map((id) => world.get('securityGroup', id) as SecurityGroup)
  if (groups.length === 0) return 'drop'
  const peer = direction === 'ingress' ? packet.source : packet.destination
  // K2: the internet side has lists of its own and nothing to do with private addresses.
  if (eni.nic === 'internet' && peer.family === 4) return 'drop'
  const isPrivate = eni.nic !== 'internet'
  const shares =
    isPrivate && groups.some((group) => group.innerAccess === 'accept' && isMember(world, group.id, peer))
  const isFirst = world.get('policySettings', 'policy')?.innerAccess === 'before-rules'
  if (shares && isFirst) return 'accept'
  const matching = groups.map((group) =>
    world
      .by('rule', 'group', group.id)
      .filter((rule) => eni.nic === undefined || rule.nic === eni.nic)
      .filter((rule) => rule.direction === direction && matches(world, rule, packet)),
  )
  const byRules = groups.every((group) => group.order === 'merged')
    ? mergedAction(matching.flat())
    : matching.map(topAction).find((action) => action !== undefined)
  if (byRules !== undefined) return byRules
  if (shares) return 'accept'
  return groups.every((group) => group.defaults[direction] === 'accept') ? 'accept' : 'drop'
}

/** A1: the topmost entry that matches, at each edge that is crossed; no session is known here. */
export function crossesByDefinition(
  world: ResourceReader,
  fromId: string,
  toId: string,
  packet: Packet,
): boolean {
  const [from, to] = [world.get('eni', fromId) as Eni, world.get('eni', toId) as Eni]
  if (from.vSwitchId === to.vSwitchId) return true
  const passes = (eni: Eni, direction: Direction, peer: Address, own: Address): boolean => {
    const id = world.get('vSwitch', eni.vSwitchId)?.networkAclId
    if (id === undefined) return true
    const entries = world.get('networkAcl', id)?.[direction] ?? []
    const first = entries.find(
      (entry) =>
        (entry.protocol === 'all' || entry.protocol === packet.protocol) &&
        (entry.ports === null || isIn([entry.ports], packet.destinationPort)) &&
        (entry.sourcePorts === undefined || isIn([entry.sourcePorts], packet.sourcePort)) &&
        (entry.ownCidr === undefined || lies(own, entry.ownCidr)) &&
        isPeer(world, entry, peer),
    )
    return first?.action === 'accept'
  }
  return (
    passes(from, 'egress', packet.destination, packet.source) &&
    passes(to, 'ingress', packet.source, packet.destination)
  )
}

/** P3, Alibaba Cloud: a drop rule wins unless an accept rule with a smaller number matches. */
function mergedAction(rules: readonly Rule[]): Action | undefined {
  if (rules.length === 0) return undefined
  const best = (action: Action) =>
    Math.min(...rules.filter((rule) => rule.action === action).map((rule) => rule.precedence))
  return best('accept') < best('drop') ? 'accept' : 'drop'
}

/** P3, Tencent Cloud: the topmost; two rules cannot stand in one place there, here the smaller id is the upper one. */
function topAction(rules: readonly Rule[]): Action | undefined {
  let top: Rule | undefined
  for (const rule of rules) {
    const isAbove =
      top === undefined ||
      rule.precedence < top.precedence ||
      (rule.precedence === top.precedence && rule.id < top.id)
    if (isAbove) top = rule
  }
  return top?.action
}

function matches(world: ResourceReader, rule: Rule, packet: Packet): boolean {
  const isIngress = rule.direction === 'ingress'
  const peer = isIngress ? packet.source : packet.destination
  const own = isIngress ? packet.destination : packet.source
  if (rule.ports.kind !== 'list' && rule.protocol !== 'all' && rule.protocol !== packet.protocol) return false
  if (rule.icmp !== null && rule.icmp.type !== packet.icmp?.type) return false
  if (rule.ports.kind === 'ranges' && !isIn(rule.ports.ranges, packet.destinationPort)) return false
  if (rule.ports.kind === 'list' && !isListed(world, rule, rule.ports.listId, packet)) return false
  if (rule.sourcePorts !== null && !isIn(rule.sourcePorts, packet.sourcePort)) return false
  if (rule.ownCidr !== null && !lies(own, rule.ownCidr)) return false
  return isPeer(world, rule, peer)
}

/** An entry's own protocol goes before the rule's; only TCP and UDP have ports that could be listed. */
function isListed(world: ResourceReader, rule: Rule, listId: string, packet: Packet): boolean {
  return entriesOf(world, 'portList', listId).some(({ protocol, first, last }) => {
    if (protocol !== undefined && !hasPorts(protocol)) return protocol === packet.protocol
    const wanted = protocol ?? rule.protocol
    const isProtocol = wanted === 'all' ? hasPorts(packet.protocol) : wanted === packet.protocol
    return isProtocol && isIn([{ first, last }], packet.destinationPort)
  })
}

/** Lists that include others stand for all of theirs. */
function entriesOf<K extends 'prefixList' | 'portList'>(
  world: ResourceReader,
  kind: K,
  id: string,
): readonly Resources[K]['entries'][number][] {
  const list: Resources['prefixList' | 'portList'] | undefined = world.get(kind, id)
  const lists = [id, ...(list?.includes ?? [])].map((one) => world.get(kind, one))
  return lists.flatMap((one): readonly Resources[K]['entries'][number][] => one?.entries ?? [])
}

function isPeer(world: ResourceReader, { peer }: Pick<Rule, 'peer'>, address: Address): boolean {
  switch (peer.kind) {
    case 'cidr':
      return lies(address, peer.cidr)
    case 'group':
      return isMember(world, peer.groupId, address)
    case 'prefixList':
      return entriesOf(world, 'prefixList', peer.listId).some(({ cidr }) => lies(address, cidr))
  }
}

function isMember(world: ResourceReader, groupId: string, address: Address): boolean {
  const text = formatAddress(address)
  return [...world.list('eni')].some(
    (eni) =>
      eni.nic !== 'internet' &&
      eni.securityGroupIds.some((id) => id === groupId) &&
      [eni.primaryAddress, ...eni.ipv6Addresses].includes(text),
  )
}

const isIn = (ranges: readonly PortRange[], port: number): boolean =>
  ranges.some(({ first, last }) => first <= port && port <= last)

function lies(address: Address, text: string): boolean {
  const block = parseCidr(text)
  return block !== undefined && rangeWithin(rangeOf(cidrOf(address)), rangeOf(block))
}
