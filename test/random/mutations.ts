// A random world and what becomes of it: rules, members, lists, groups and ENIs come, change and go, one at a time.

import fc from 'fast-check'
import { asId } from '../../src/core/model/ids.ts'
import type { Packet } from '../../src/core/model/packet.ts'
import type { Kind, ResourceReader, Write } from '../../src/core/model/resources.ts'
import type { Action, Rule } from '../../src/core/model/rule.ts'
import { ResourceTables } from '../../src/core/model/tables.ts'
import { type RandomWorld, randomWorlds } from './world.ts'

export interface MutatedWorld {
  readonly states: readonly [ResourceTables, ...ResourceTables[]]
  /** What led from each state to the next. */
  readonly writes: readonly (readonly Write[])[]
  readonly packets: readonly Packet[]
}

interface Mutation {
  readonly kind: (typeof KINDS)[number]
  readonly at: number
  readonly other: number
}

const KINDS = [
  ...['ruleGone', 'ruleGone', 'ruleTurned', 'ruleMoved', 'ruleCopied', 'rulePort'],
  ...['memberJoins', 'memberLeaves', 'memberReorders', 'eniStops', 'eniStarts'],
  ...[
    'listGrows',
    'listShrinks',
    'portListChanges',
    'defaultTurned',
    'innerTurned',
    'keepTurned',
    'aclGone',
    'timeouts',
    'mac',
  ],
] as const

const mutation: fc.Arbitrary<Mutation> = fc.record({
  kind: fc.constantFrom(...KINDS),
  at: fc.nat(20),
  other: fc.nat(20),
})

export const mutatedWorlds = (packetCount: number, changes: number): fc.Arbitrary<MutatedWorld> =>
  fc
    .tuple(randomWorlds(packetCount), fc.array(mutation, { minLength: changes, maxLength: changes }))
    .map(([drawn, mutations]) => mutated(drawn, mutations))

function mutated({ world, packets }: RandomWorld, mutations: readonly Mutation[]): MutatedWorld {
  const states: [ResourceTables, ...ResourceTables[]] = [world]
  const all: (readonly Write[])[] = []
  for (const each of mutations) {
    const before = states.at(-1) as ResourceTables
    const writes = writesFor(before, each)
    const after = copyOf(before)
    after.apply({ writes })
    states.push(after)
    all.push(writes)
  }
  return { states, writes: all, packets }
}

const COPIED: readonly Kind[] = [
  ...(['account', 'policySettings', 'vpc', 'vSwitch', 'networkAcl', 'securityGroup'] as const),
  ...(['rule', 'prefixList', 'portList', 'eni', 'instance', 'eip'] as const),
]

function copyOf(world: ResourceReader): ResourceTables {
  const copy = new ResourceTables()
  for (const kind of COPIED) {
    for (const body of world.list(kind)) copy.write({ kind, id: body.id, body } as Write)
  }
  return copy
}

function pick<T>(list: Iterable<T>, at: number): T | undefined {
  const all = [...list]
  return all[at % Math.max(1, all.length)]
}

function writesFor(world: ResourceReader, { kind, at, other }: Mutation): readonly Write[] {
  if (kind.startsWith('rule')) return ruleWrites(world, kind, at, other)
  if (kind.startsWith('member') || kind.startsWith('eni') || kind === 'mac' || kind === 'timeouts')
    return eniWrites(world, kind, at, other)
  return otherWrites(world, kind, at, other)
}

function ruleWrites(
  world: ResourceReader,
  kind: Mutation['kind'],
  at: number,
  other: number,
): readonly Write[] {
  const rule = pick(world.list('rule'), at)
  if (rule === undefined) return []
  const put = (body: Rule): readonly Write[] => [{ kind: 'rule', id: body.id, body }]
  switch (kind) {
    case 'ruleTurned':
      return put({ ...rule, action: rule.action === 'accept' ? 'drop' : 'accept' })
    case 'ruleMoved':
      return put({ ...rule, precedence: 1 + (other % 3) })
    case 'ruleCopied': {
      const like = pick(world.list('rule'), other) ?? rule
      const id = asId<Rule['id']>(`sgr-${100 + other}`)
      return put({ ...rule, id, peer: like.peer, action: 'accept' })
    }
    case 'rulePort':
      if (rule.ports.kind !== 'ranges') return []
      return put({ ...rule, ports: { kind: 'ranges', ranges: [{ first: 4, last: 4 + (other % 4) }] } })
    default:
      return [{ kind: 'rule', id: rule.id, body: null }]
  }
}

function eniWrites(
  world: ResourceReader,
  kind: Mutation['kind'],
  at: number,
  other: number,
): readonly Write[] {
  const eni = pick(world.list('eni'), at)
  if (eni === undefined) return []
  const put = (part: Partial<typeof eni>): readonly Write[] => [
    { kind: 'eni', id: eni.id, body: { ...eni, ...part } },
  ]
  const groups = eni.securityGroupIds
  switch (kind) {
    case 'memberJoins': {
      const group = pick(world.list('securityGroup'), other)
      if (group === undefined || groups.includes(group.id)) return []
      return put({ securityGroupIds: [...groups, group.id] })
    }
    case 'memberLeaves':
      return put({
        securityGroupIds: groups.filter((_, index) => index !== other % Math.max(1, groups.length)),
      })
    case 'memberReorders':
      return put({ securityGroupIds: [...groups].reverse() })
    case 'timeouts':
      return put({
        timeouts: {
          tcpEstablished: other % 2 ? 910 : 60,
          tcpClosed: at % 2 ? 3 : 15,
          udp: other % 3 ? 30 : 10,
        },
      })
    case 'mac':
      return put({ mac: `02:00:00:00:${10 + at}:${10 + other}` })
    default: {
      const instance = world.get('instance', eni.instanceId ?? '')
      if (instance === undefined) return []
      const state = kind === 'eniStops' ? 'stopped' : 'running'
      return [{ kind: 'instance', id: instance.id, body: { ...instance, state } }]
    }
  }
}

function otherWrites(
  world: ResourceReader,
  kind: Mutation['kind'],
  at: number,
  other: number,
): readonly Write[] {
  switch (kind) {
    case 'listGrows':
    case 'listShrinks': {
      const list = pick(world.list('prefixList'), at)
      const example = list?.entries[0]
      if (list === undefined || example === undefined) return []
      const text =
        list.id === 'pl-4' ? `10.0.0.${4 + (other % 4)}/32` : `2001:db8:0:100::${4 + (other % 4)}/128`
      const isThere = list.entries.some((entry) => entry.cidr === text)
      if (kind === 'listGrows' && isThere) return []
      const entries =
        kind === 'listGrows'
          ? [...list.entries, { ...example, cidr: text }]
          : list.entries.filter((_, index) => index !== other % list.entries.length)
      return [{ kind: 'prefixList', id: list.id, body: { ...list, entries } }]
    }
    case 'portListChanges': {
      const list = pick(world.list('portList'), at)
      const example = list?.entries[0]
      if (list === undefined || example === undefined) return []
      const entries = [{ ...example, first: 4, last: 4 + (other % 4) }]
      return [{ kind: 'portList', id: list.id, body: { ...list, entries } }]
    }
    case 'aclGone': {
      const vSwitch = pick(world.list('vSwitch'), at)
      if (vSwitch === undefined) return []
      const { networkAclId: _, ...body } = vSwitch
      return [{ kind: 'vSwitch', id: vSwitch.id, body: body as typeof vSwitch }]
    }
    default: {
      const group = pick(world.list('securityGroup'), at)
      if (group === undefined) return []
      if (kind === 'keepTurned') {
        const { liveSessions, ...cutting } = group
        const body: typeof group = liveSessions === 'keep' ? cutting : { ...group, liveSessions: 'keep' }
        return [{ kind: 'securityGroup', id: group.id, body }]
      }
      const turned = (action: Action): Action => (action === 'accept' ? 'drop' : 'accept')
      const body =
        kind === 'innerTurned'
          ? { ...group, innerAccess: turned(group.innerAccess) }
          : { ...group, defaults: { ...group.defaults, ingress: turned(group.defaults.ingress) } }
      return [{ kind: 'securityGroup', id: group.id, body }]
    }
  }
}
