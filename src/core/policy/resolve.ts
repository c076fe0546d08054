// From groups, rules, members and lists to what decides about one ENI: an ordered list of clauses per direction.

import { DEFAULT_POLICY_SETTINGS } from '../model/account.ts'
import { prefixesOn, privateAddressesOn, publicAddressesOn } from '../model/borne.ts'
import { parseCidr, rangeOf } from '../model/cidr.ts'
import { isLink } from '../model/classicLink.ts'
import type { EniId, NetworkAclId, PortListId } from '../model/ids.ts'
import { entriesWithin } from '../model/listEntries.ts'
import { madeOnce } from '../model/madeOnce.ts'
import type { Eni } from '../model/network.ts'
import type { Direction } from '../model/packet.ts'
import { type PortRange, portRange } from '../model/ports.ts'
import { hasPorts, type Protocol, TCP } from '../model/protocol.ts'
import type { ResourceReader } from '../model/resources.ts'
import type { Action, PortMatch, Rule } from '../model/rule.ts'
import type { SecurityGroup } from '../model/securityGroup.ts'
import { GATEWAY_V6, gatewayOf, SMTP_PORT } from '../model/system.ts'
import type { RuleRef } from '../model/verdict.ts'
import { createEdges } from './edges.ts'
import { compareRefs, refTo } from './order.ts'
import { addressesIn, createPeers, type LivePeer, type Peers, rangesIn } from './peers.ts'
import { type Clause, clauseText, type Edge, type EniPolicy, everything } from './policy.ts'

/** Holds for the state that the reader has now: make a new one after every change. */
export interface Resolver {
  /** Undefined when there is no such ENI. Equal clause lists of different ENIs are the same array. */
  policyOf(eniId: EniId): EniPolicy | undefined
}

type Shared = Pick<EniPolicy, Direction | 'source'>

/** What was resolved once; its owner takes out what a change concerns. */
export interface ResolverMemory {
  readonly peers: Map<string, LivePeer>
  readonly edges: Map<NetworkAclId, Pick<Edge, Direction>>
  readonly lists: Map<string, Shared>
  /** By rule and by where it stands, for rules that name no list of ports. */
  readonly clauses: WeakMap<Rule, Map<string, Clause>>
  /** Clauses of lists that are to be made anew: those that come out equal stay the same objects. */
  readonly old: Map<string, Shared>
}

export const emptyMemory = (): ResolverMemory => ({
  peers: new Map(),
  edges: new Map(),
  lists: new Map(),
  clauses: new WeakMap(),
  old: new Map(),
})

export function createResolver(reader: ResourceReader, memory: ResolverMemory = emptyMemory()): Resolver {
  const peers = createPeers(reader, memory.peers)
  const edgeOf = createEdges(reader, peers, memory.edges)
  const shared = memory.lists

  /** ENIs of one VPC (in the classic network and behind links: of one NIC type) and account with the same groups in the same order share their clauses. */
  const clausesOf = (eni: Eni): Shared => {
    const key = [eni.vpcId, eni.nic, eni.accountId, ...eni.securityGroupIds].join(' ')
    const known = shared.get(key)
    if (known !== undefined) return known
    const groups = eni.securityGroupIds.flatMap((id) => reader.get('securityGroup', id) ?? [])
    const old = memory.old.get(key)
    memory.old.delete(key)
    const build = (direction: Direction) =>
      sharedClauses(
        old?.[direction] ?? [],
        clausesFor({ reader, peers, eni, groups, direction, clauses: memory.clauses }),
      )
    const made = { ingress: build('ingress'), egress: build('egress'), source: key }
    shared.set(key, made)
    return made
  }

  return {
    policyOf(eniId) {
      const eni = reader.get('eni', eniId)
      if (eni === undefined) return undefined
      return {
        eniId: eni.id,
        vpcId: eni.vpcId,
        mac: eni.mac,
        ...holdingsOf(eni),
        gateways: gatewaysOf(reader, eni),
        ...clausesOf(eni),
        edge: edgeOf(eni.vSwitchId),
        timeouts: eni.timeouts,
      }
    },
  }
}

/** The new list, in which clauses that the old one has as well are the old one's objects. */
function sharedClauses(old: readonly Clause[], made: readonly Clause[]): readonly Clause[] {
  if (old.length === 0) return made
  const left = new Set(old)
  for (const clause of made) left.delete(clause)
  const kept = new Set(old)
  const known = new Map([...left].map((clause) => [clauseText(clause), clause]))
  const list = made.map((clause) =>
    kept.has(clause) || known.size === 0 ? clause : (known.get(clauseText(clause)) ?? clause),
  )
  return list.length === old.length && list.every((clause, index) => clause === old[index]) ? old : list
}

const holdingsOf = madeOnce((eni: Eni): Pick<EniPolicy, 'addresses' | 'visible' | 'prefixes'> => {
  const visible = addressesIn(publicAddressesOn(eni))
  return {
    addresses: [...addressesIn(privateAddressesOn(eni)), ...visible],
    ...(visible.length === 0 ? {} : { visible }),
    prefixes: rangesIn(prefixesOn(eni)),
  }
})

/** For one ENI alone; whoever asks about many keeps a resolver. */
export const resolvePolicy = (reader: ResourceReader, eniId: EniId): EniPolicy | undefined =>
  createResolver(reader).policyOf(eniId)

interface Task {
  readonly reader: ResourceReader
  readonly peers: Peers
  readonly eni: Eni
  /** In the order bound. */
  readonly groups: readonly SecurityGroup[]
  readonly direction: Direction
  readonly clauses: ResolverMemory['clauses']
}

/** The order of everything that decides; nobody else puts one kind of clause before another. */
function clausesFor(task: Task): readonly Clause[] {
  const settings = task.reader.get('policySettings', 'policy') ?? DEFAULT_POLICY_SETTINGS
  const inner = innerAccessClauses(task, settings.innerAccess)
  const rules = ruleClauses(task)
  const middle = settings.innerAccess === 'before-rules' ? [...inner, ...rules] : [...rules, ...inner]
  return [...networkClauses(task), ...smtpClauses(task), ...middle, defaultClause(task)]
}

/** K2: the classic network's intranet and internet are two networks, one behind each NIC. K3: a link is a third one. */
function networkClauses({ peers, eni }: Task): readonly Clause[] {
  if (eni.nic === undefined) return []
  const beyond = isLink(eni)
    ? peers.beyondLink(eni.vpcId)
    : eni.nic === 'intranet'
      ? peers.public(eni.vpcId)
      : peers.neverPublic()
  return [{ ...everything('drop', { kind: 'noRoute', reason: 'otherNetwork' }), peer: beyond }]
}

/** S3: closed until released for the account. */
function smtpClauses({ reader, peers, eni, direction }: Task): readonly Clause[] {
  if (direction === 'ingress' || reader.get('account', eni.accountId)?.smtpReleased === true) return []
  const mail = { protocol: TCP, ports: [portRange(SMTP_PORT)], peer: peers.public(eni.vpcId) }
  return [{ ...everything('drop', { kind: 'smtp' }), ...mail }]
}

/** G2: one shared group that allows it is enough. K2: private addresses are on the intranet. */
function innerAccessClauses(
  { peers, eni, groups }: Task,
  order: 'before-rules' | 'after-rules',
): readonly Clause[] {
  if (eni.nic === 'internet') return []
  return groups
    .filter((group) => group.kind === 'basic' && group.innerAccess === 'accept')
    .map((group) => ({
      ...everything('accept', { kind: 'innerAccess', groupId: group.id, order }),
      peer: peers.group(group.id, eni.vpcId),
    }))
}

function ruleClauses({ reader, peers, eni, groups, direction, clauses }: Task): readonly Clause[] {
  const ranked = groups.flatMap((group, position) =>
    reader
      .by('rule', 'group', group.id)
      .filter((rule) => rule.direction === direction && (eni.nic === undefined || rule.nic === eni.nic))
      .map((rule) => ({ rule, ref: refTo(rule, group, position), keeps: keeps(group, rule.action) })),
  )
  ranked.sort((a, b) => compareRefs(a.ref, b.ref))
  return ranked.flatMap(({ rule, ref, keeps }) => {
    const clauseOf = (service: Service): Clause => ({
      ...ruleClause(peers, eni, rule, ref, service),
      ...keeps,
    })
    if (rule.ports.kind === 'list') return listedServices(reader, rule, rule.ports.listId).map(clauseOf)
    const place = `${eni.vpcId} ${ref.rank.join()} ${keeps.keeps === true}`
    const made = clauses.get(rule) ?? new Map<string, Clause>()
    const known = made.get(place)
    if (known !== undefined && peers.has(known.peer)) return known
    const clause = clauseOf({ protocol: rule.protocol, ports: portsOf(rule.ports) })
    clauses.set(rule, made.set(place, clause))
    return clause
  })
}

/** C5: what a group drops, it may let live sessions go on with. */
const keeps = (group: SecurityGroup, action: Action): Pick<Clause, 'keeps'> =>
  action === 'drop' && group.liveSessions === 'keep' ? { keeps: true } : {}

type Service = Pick<Clause, 'protocol' | 'ports'>

function ruleClause(peers: Peers, eni: Eni, rule: Rule, ref: RuleRef, { protocol, ports }: Service): Clause {
  const own = rule.ownCidr === null ? undefined : parseCidr(rule.ownCidr)
  return {
    action: rule.action,
    why: { kind: 'rule', rule: ref },
    protocol,
    ports,
    sourcePorts: rule.sourcePorts,
    icmp: rule.icmp,
    peer: peers.of(rule.peer, eni.vpcId),
    own: own === undefined ? null : rangeOf(own),
  }
}

const portsOf = (match: Exclude<PortMatch, { kind: 'list' }>): Clause['ports'] =>
  match.kind === 'any' ? null : match.ranges

/**
 * P5: entries may say a protocol of their own, so that one rule is a clause for each; no packet matches two of them.
 * A port list that is gone, or empty, names no port.
 */
function listedServices(reader: ResourceReader, rule: Rule, listId: PortListId): readonly Service[] {
  const byProtocol = new Map<Protocol, PortRange[]>()
  for (const { protocol = rule.protocol, first, last } of entriesWithin(reader, 'portList', listId)) {
    const ranges = byProtocol.get(protocol) ?? []
    byProtocol.set(protocol, ranges)
    ranges.push({ first, last })
  }
  if (byProtocol.size === 0) return [{ protocol: rule.protocol, ports: [] }]
  return [...byProtocol].map(([protocol, ranges]) => ({
    protocol,
    ports: protocol === rule.protocol || hasPorts(protocol) ? ranges : null,
  }))
}

/** P4: drop as soon as one group says so, and never open where there is no group. */
function defaultClause({ groups, direction }: Task): Clause {
  if (groups.length === 0) return everything('drop', { kind: 'noGroup' })
  const strict = groups.filter((group) => group.defaults[direction] === 'drop')
  const deciding = strict.length > 0 ? strict : groups
  const action = strict.length > 0 ? 'drop' : 'accept'
  const isKept = deciding.every((group) => keeps(group, action).keeps === true)
  return {
    ...everything(action, { kind: 'default', groupIds: deciding.map((group) => group.id) }),
    // C5: cut as soon as one of those that say drop says cut.
    ...(isKept ? { keeps: true } : {}),
  }
}

function gatewaysOf(reader: ResourceReader, eni: Eni): EniPolicy['gateways'] {
  const vSwitch = reader.get('vSwitch', eni.vSwitchId)
  const cidr = parseCidr(vSwitch?.cidr ?? '')
  return cidr === undefined ? [GATEWAY_V6] : [gatewayOf(cidr, vSwitch), GATEWAY_V6]
}
