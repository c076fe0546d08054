// A crowd of callers on one group, and the proof that all of them together did what some serial order would have done.
//
// Every change says its revision. Replayed in the order of revisions, by one caller in a cloud of its own, the same
// calls must give the same answers and the same rules; and whoever looked must have seen a state on the way, not one
// from before the caller's own last change.

import type { Parameters } from './client.ts'
import { createGroupWorld, type GroupWorld } from './groupWorld.ts'

interface Answer {
  readonly status: number
  readonly code: string
  readonly revision: number
  /** What a reading call showed, without ids. */
  readonly shown: string
}

/** A call whose ids are words (`GROUP`, `SEED0`, `PEER7`), since they differ from cloud to cloud. */
type Words = Parameters

export interface Done {
  readonly words: Words
  readonly answer: Answer
  /** Revision of the caller's own last change before. */
  readonly after: number
}

/** Where the words lead in one cloud. */
export interface Stage {
  readonly names: ReadonlyMap<string, string>
  call(parameters: Parameters): Promise<{
    readonly status: number
    readonly code: string
    readonly headers: Readonly<Record<string, string>>
    readonly body: unknown
  }>
}

const SEEDS = 6
const PEERS = 24
const REGION = 'cn-hangzhou'
const KINDS = 8

/** A group with some rules, and other groups that rules can name. */
export async function setStage(call: Stage['call'], vpc: Parameters): Promise<Stage> {
  const must = async (parameters: Parameters) => {
    const { code, body } = await call({ RegionId: REGION, ...parameters })
    if (code !== 'OK') throw new Error(`${parameters.Action}: ${code}`)
    // biome-ignore lint/suspicious/noExplicitAny: read field by field
    return body as any
  }
  const newGroup = async (): Promise<string> =>
    (await must({ Action: 'CreateSecurityGroup', ...vpc })).SecurityGroupId
  const names = new Map<string, string>([['GROUP', await newGroup()]])
  for (let index = 0; index < PEERS; index++) names.set(`PEER${index}`, await newGroup())
  const group = names.get('GROUP') as string
  for (let index = 0; index < SEEDS; index++) {
    await must({
      Action: 'AuthorizeSecurityGroup',
      SecurityGroupId: group,
      ...port(40 + index),
      Priority: '5',
    })
  }
  const { Permissions } = await must({ Action: 'DescribeSecurityGroupAttribute', SecurityGroupId: group })
  for (const rule of Permissions.Permission) {
    names.set(`SEED${Number(rule.PortRange.split('/')[0]) - 40}`, rule.SecurityGroupRuleId)
  }
  return { names, call }
}

const port = (number: number): Parameters => ({
  IpProtocol: 'TCP',
  PortRange: `${number}/${number}`,
  SourceCidrIp: '10.0.0.0/8',
})

/** What a caller of the crowd does: few different rules, so that the callers get in each other's way. */
export function callsOf(caller: number, count: number): readonly Words[] {
  const random = generator(caller + 1)
  const draw = (below: number): number => Math.floor(random() * below)
  const rule = (): Parameters => ({ ...port(40 + draw(10)), Priority: String(4 + draw(3)) })
  const permissions = (): Parameters =>
    Object.fromEntries(
      [0, 1, 2].flatMap((index) =>
        Object.entries({ ...port(40 + 10 * index + draw(10)), Policy: 'drop' }).map(([name, value]) => [
          `Permissions.${index + 1}.${name}`,
          value,
        ]),
      ),
    )
  const kinds: readonly (() => Parameters)[] = [
    () => ({ Action: 'AuthorizeSecurityGroup', ...rule() }),
    () => ({ Action: 'AuthorizeSecurityGroup', ...permissions() }),
    () => ({
      ...{ Action: 'AuthorizeSecurityGroup', IpProtocol: 'TCP', PortRange: '22/22' },
      SourceGroupId: `PEER${draw(PEERS)}`,
    }),
    () => ({ Action: 'RevokeSecurityGroup', ...rule() }),
    () => ({ Action: 'RevokeSecurityGroup', ...permissions() }),
    () => ({ Action: 'ModifySecurityGroupRule', ...rule(), Description: `by ${caller}` }),
    () => ({
      ...{ Action: 'ModifySecurityGroupRule', SecurityGroupRuleId: `SEED${draw(SEEDS)}` },
      Priority: String(4 + draw(3)),
    }),
    () => ({ Action: 'DescribeSecurityGroupAttribute', Direction: 'ingress' }),
  ]
  return Array.from({ length: count }, () => ({
    RegionId: REGION,
    SecurityGroupId: 'GROUP',
    ...(kinds[draw(KINDS)] as () => Parameters)(),
  }))
}

/** Park and Miller; the tests must be the same every time. */
function generator(seed: number): () => number {
  let state = seed * 7919
  return () => {
    state = (state * 48_271) % 2_147_483_647
    return state / 2_147_483_647
  }
}

export async function perform({ names, call }: Stage, words: Words): Promise<Answer> {
  const entries = Object.entries(words).map(([name, value]) => [name, names.get(value) ?? value] as const)
  const { status, code, headers, body } = await call(Object.fromEntries(entries))
  const revision = Number(headers['x-menshen-revision'] ?? Number.NaN)
  const isRead = words.Action?.startsWith('Describe') === true && status === 200
  return { status, code, revision, shown: isRead ? shownRules(names, body) : '' }
}

/** The rules without their ids, in any order. */
function shownRules(names: Stage['names'], body: unknown): string {
  const words = new Map([...names].map(([word, id]) => [id, word]))
  const { Permissions } = body as { Permissions: { Permission: readonly Record<string, string>[] } }
  const lines = Permissions.Permission.map((rule) => {
    const { PortRange, Policy, Priority, Description, SourceGroupId = '', SecurityGroupRuleId = '' } = rule
    const peer = words.get(SourceGroupId) ?? ''
    return [words.get(SecurityGroupRuleId) ?? '', PortRange, Policy, Priority, peer, Description].join(' ')
  })
  return lines.sort().join('\n')
}

/** All that a caller does, one call after the other. */
export async function doAll(stage: Stage, calls: readonly Words[], done: Done[]): Promise<void> {
  let after = 0
  for (const words of calls) {
    const answer = await perform(stage, words)
    done.push({ words, answer, after })
    if (!Number.isNaN(answer.revision)) after = answer.revision
  }
}

const isLook = ({ words }: Done): boolean => words.Action?.startsWith('Describe') === true

/** Replays by revision: the rules at the end, or the first calls that fit no order. `start`: revision at the beginning. */
export async function replay(done: readonly Done[], start: number) {
  const world = await createGroupWorld()
  const stage = await setStage((parameters) => world.call(parameters), { VpcId: 'vpc-main' })
  const accepted = done.filter(({ answer }) => answer.status === 200)
  const byRevision = Map.groupBy(
    accepted.filter((one) => !isLook(one)),
    ({ answer }) => answer.revision,
  )
  const states = [{ revision: start, shown: (await perform(stage, LOOK)).shown }]
  for (const [revision, together] of [...byRevision].sort(([a], [b]) => a - b)) {
    if (!(await fits(world, stage, together, revision === start))) return { revision, together }
    states.push({ revision, shown: (await perform(stage, LOOK)).shown })
  }
  const unseen = accepted.filter(isLook).find(({ answer, after }) => {
    const possible = states.filter((_, index) => (states[index + 1]?.revision ?? Infinity) > after)
    return !possible.some((state) => state.shown === answer.shown)
  })
  return unseen === undefined ? { final: states.at(-1)?.shown } : { unseen }
}

export const LOOK: Words = {
  Action: 'DescribeSecurityGroupAttribute',
  RegionId: REGION,
  SecurityGroupId: 'GROUP',
  Direction: 'ingress',
}

/** Of the calls with one revision at most one made it; the others came after it and changed nothing. */
async function fits(
  world: GroupWorld,
  stage: Stage,
  together: readonly Done[],
  isStart: boolean,
): Promise<boolean> {
  const before = rulesIn(world, stage)
  for (const maker of isStart ? [undefined] : together) {
    const others = together.filter((one) => one !== maker)
    if ((await changes(world, stage, maker)) && (await unchanged(world, stage, others))) return true
    await restore(world, stage, before)
  }
  return false
}

const rulesIn = (world: GroupWorld, { names }: Stage) =>
  world.store.by('rule', 'group', names.get('GROUP') ?? '')

async function changes(world: GroupWorld, stage: Stage, maker: Done | undefined): Promise<boolean> {
  if (maker === undefined) return true
  const before = world.store.revision
  const { status } = await perform(stage, maker.words)
  return status === 200 && world.store.revision === before + 1
}

async function unchanged(world: GroupWorld, stage: Stage, others: readonly Done[]): Promise<boolean> {
  const before = world.store.revision
  for (const { words, answer } of others) {
    if ((await perform(stage, words)).code !== answer.code) return false
  }
  return world.store.revision === before
}

async function restore(world: GroupWorld, stage: Stage, rules: ReturnType<typeof rulesIn>): Promise<void> {
  const now = rulesIn(world, stage)
  await world.store.transact((state) => {
    for (const rule of now) state.remove('rule', rule.id)
    for (const rule of rules) state.put('rule', rule)
  })
}
