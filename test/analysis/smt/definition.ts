// What an ENI accepts, as a formula made from its groups and rules: by what the semantics say, not by the resolved order.

import type { Family } from '../../../src/core/model/address.ts'
import { type AddressSet, normaliseRanges } from '../../../src/core/model/addressSet.ts'
import { parseCidr, rangeOf } from '../../../src/core/model/cidr.ts'
import type { Eni } from '../../../src/core/model/network.ts'
import type { Direction } from '../../../src/core/model/packet.ts'
import type { ResourceReader } from '../../../src/core/model/resources.ts'
import type { Rule } from '../../../src/core/model/rule.ts'
import type { SecurityGroup } from '../../../src/core/model/securityGroup.ts'
import { among, and, choose, matches, not, or } from './encode.ts'

/** Of one VPC with released mail ports: inner access first (G1), then the rules (P3), then the defaults (P4). */
export function acceptedByDefinition(
  reader: ResourceReader,
  eni: Eni,
  direction: Direction,
  family: Family,
): string {
  const groups = eni.securityGroupIds.map((id) => reader.get('securityGroup', id) as SecurityGroup)
  const rulesOf = (group: SecurityGroup): RuleFormula[] =>
    reader
      .by('rule', 'group', group.id)
      .filter((rule) => rule.direction === direction)
      .map((rule) => ({ rule, formula: ruleMatches(reader, rule, family) }))
  const peer = direction === 'ingress' ? 'src' : 'dst'
  const shares = or(
    ...groups
      .filter(({ innerAccess }) => innerAccess === 'accept')
      .map(({ id }) => among(peer, membersOf(reader, id), family)),
  )
  const byDefault = String(groups.every((group) => group.defaults[direction] === 'accept'))
  const isMerged = groups.every(({ order }) => order === 'merged')
  const decided = isMerged
    ? merged(groups.flatMap(rulesOf), byDefault)
    : groups.reduceRight((rest, group) => inSequence(rulesOf(group), rest), byDefault)
  return choose(shares, 'true', decided)
}

interface RuleFormula {
  readonly rule: Rule
  readonly formula: string
}

/** Alibaba Cloud: an accept rule decides unless a drop rule with the same or a smaller number matches as well. */
function merged(rules: readonly RuleFormula[], byDefault: string): string {
  const drops = rules.filter(({ rule }) => rule.action === 'drop')
  const accepts = rules.filter(({ rule }) => rule.action === 'accept')
  const accepted = accepts.map(({ rule, formula }) => {
    const above = drops.filter((drop) => drop.rule.precedence <= rule.precedence)
    return and(formula, not(or(...above.map((drop) => drop.formula))))
  })
  return choose(or(...rules.map(({ formula }) => formula)), or(...accepted), byDefault)
}

/** Tencent Cloud: the topmost that matches, the first group before the second. */
function inSequence(rules: readonly RuleFormula[], rest: string): string {
  const sorted = [...rules].sort((a, b) => a.rule.precedence - b.rule.precedence)
  return sorted.reduceRight(
    (below, { rule, formula }) => choose(formula, String(rule.action === 'accept'), below),
    rest,
  )
}

function ruleMatches(reader: ResourceReader, rule: Rule, family: Family): string {
  const { protocol, sourcePorts, icmp, ownCidr, direction, ports } = rule
  const listed = ports.kind === 'list' ? (reader.get('portList', ports.listId)?.entries ?? []) : null
  const [own = null] = ownCidr === null ? [] : blocks([ownCidr])
  const named = ports.kind === 'ranges' ? ports.ranges : listed
  const peer = { key: rule.id, ranges: peerOf(reader, rule) }
  return matches({ protocol, ports: named, sourcePorts, icmp, peer, own }, direction, family)
}

function peerOf(reader: ResourceReader, { peer }: Rule): AddressSet {
  if (peer.kind === 'cidr') return blocks([peer.cidr])
  if (peer.kind === 'group') return membersOf(reader, peer.groupId)
  return blocks((reader.get('prefixList', peer.listId)?.entries ?? []).map(({ cidr }) => cidr))
}

const membersOf = (reader: ResourceReader, groupId: string): AddressSet =>
  blocks(
    reader
      .by('eni', 'group', groupId as SecurityGroup['id'])
      .flatMap((eni) => [eni.primaryAddress, ...eni.secondaryAddresses, ...eni.ipv6Addresses]),
  )

const blocks = (texts: readonly string[]): AddressSet =>
  normaliseRanges(
    texts.flatMap((text) => {
      const cidr = parseCidr(text)
      return cidr === undefined ? [] : [rangeOf(cidr)]
    }),
  )
