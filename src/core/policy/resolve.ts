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
import { noteEdit } from '../model/sharedEnds.ts'
import { GATEWAY_V6, gatewayOf, SMTP_PORT } from '../model/system.ts'
import { createEdges } from './edges.ts'
import { addressesIn, createPeers, type LivePeer, type Peers, rangesIn } from './peers.ts'
import { type Clause, clauseText, type Edge, type EniPolicy, everything } from './policy.ts'
import { type RankedRule, RankedRules } from './rankedRules.ts'

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
  /** What each list is made of, by direction and the list's key. */
  readonly made: Map<string, RankedRules>
  /** Clauses of lists that are to be made anew: those that come out equal stay the same objects. */
  readonly old: Map<string, Shared>
}

export const emptyMemory = (): ResolverMemory => ({
  peers: new Map(),
  edges: new Map(),
  lists: new Map(),
  clauses: new WeakMap(),
  made: new Map(),
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
    const task = { reader, peers, eni, clauses: memory.clauses }
    const old = memory.old.get(key)
    memory.old.delete(key)
    const build = (direction: Direction) => {
      const name = `${direction} ${key}`
      const maker = memory.made.get(name) ?? new RankedRules({ direction, nic: eni.nic })
      memory.made.set(name, maker)
      const made = clausesFor({ ...task, groups, direction, ranked: maker })
      return sharedClauses(old?.[direction] ?? [], made)
    }
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
  const most = Math.min(old.length, made.length)
  let head = 0
  while (head < most && isSameClause(old[head], made[head])) head++
  if (head === old.length && head === made.length) return old
  let tail = 0
  while (tail < most - head && isSameClause(old.at(-1 - tail), made.at(-1 - tail))) tail++
  const left = old.slice(head, old.length - tail)
  const known = new Map(left.map((clause) => [clauseText(clause), clause]))
  const middle = made
    .slice(head, made.length - tail)
    .map((clause) => (known.size === 0 ? clause : (known.get(clauseText(clause)) ?? clause)))
  const list = [...old.slice(0, head), ...middle, ...old.slice(old.length - tail)]
  noteEdit(old, list, { head, tail })
  return list
}

const isSameClause = (a: Clause | undefined, b: Clause | undefined): boolean =>
  a === b || (a !== undefined && b !== undefined && clauseText(a) === clauseText(b))

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
  readonly ranked: RankedRules
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

function ruleClauses(task: Task): readonly Clause[] {
  const { reader, groups, ranked } = task
  const clauses: Clause[] = []
  for (const each of ranked.of(groups, ({ id }) => reader.by('rule', 'group', id))) {
    const { rule } = each
    if (rule.ports.kind === 'list') {
      const services = listedServices(reader, rule, rule.ports.listId)
      clauses.push(...services.map((service) => ruleClause(task, each, service)))
    } else {
      each.clause ??= sharedClause(task, each, { protocol: rule.protocol, ports: portsOf(rule.ports) })
      clauses.push(each.clause)
    }
  }
  return clauses
}

/** One for all lists in which the rule stands alike. */
function sharedClause(task: Task, ranked: RankedRule, service: Service): Clause {
  const { rule, group, ref } = ranked
  const place = `${task.eni.vpcId} ${ref.rank.join()} ${keeps(group, rule.action).keeps === true}`
  const made = task.clauses.get(rule) ?? new Map<string, Clause>()
  const clause = made.get(place) ?? ruleClause(task, ranked, service)
  task.clauses.set(rule, made.set(place, clause))
  return clause
}

/** C5: what a group drops, it may let live sessions go on with. */
const keeps = (group: SecurityGroup, action: Action): Pick<Clause, 'keeps'> =>
  action === 'drop' && group.liveSessions === 'keep' ? { keeps: true } : {}

type Service = Pick<Clause, 'protocol' | 'ports'>

function ruleClause({ peers, eni }: Task, { rule, group, ref }: RankedRule, service: Service): Clause {
  const own = rule.ownCidr === null ? undefined : parseCidr(rule.ownCidr)
  return {
    action: rule.action,
    why: { kind: 'rule', rule: ref },
    ...service,
    sourcePorts: rule.sourcePorts,
    icmp: rule.icmp,
    peer: peers.of(rule.peer, eni.vpcId),
    own: own === undefined ? null : rangeOf(own),
    ...keeps(group, rule.action),
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
