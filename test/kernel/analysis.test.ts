// Claims of the analysis on the wire: each witness is sent as a real packet through a real ruleset and must fare as claimed.

import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { diffPolicies } from '../../src/core/analysis/diff.ts'
import { PolicyGrounds } from '../../src/core/analysis/policyGrounds.ts'
import { findRedundancy } from '../../src/core/analysis/shadow.ts'
import { countedMaps, readingsIn } from '../../src/core/compile/nftables/counters.ts'
import { TABLE } from '../../src/core/compile/nftables/names.ts'
import { planRouter } from '../../src/core/compile/nftables/plan.ts'
import { asId } from '../../src/core/model/ids.ts'
import type { Eni } from '../../src/core/model/network.ts'
import { formatPacket, type Packet } from '../../src/core/model/packet.ts'
import { TCP } from '../../src/core/model/protocol.ts'
import type { Kind, ResourceReader, Write } from '../../src/core/model/resources.ts'
import { ResourceTables } from '../../src/core/model/tables.ts'
import { resolvePolicy } from '../../src/core/policy/resolve.ts'
import { openReceivers, openSenders } from '../compile/judge.ts'
import { pluggedEnis, routerInput, type Surgery } from '../compile/routers.ts'
import { apart, mixedWorlds } from '../compile/sessions.ts'
import { mutatedWorlds } from '../random/mutations.ts'
import { randomWorlds } from '../random/world.ts'
import { describeUnless } from '../skipReason.ts'
import {
  type Claim,
  changeClaims,
  diagnosisClaims,
  exposureClaims,
  proofClaims,
  reachClaims,
} from './claims.ts'
import { Lab, type Shot } from './lab.ts'
import { reasonNotToInject } from './machine.ts'

/** `npm run test:soak` asks for many more. */
const WORLDS = Math.ceil(Number(process.env.MENSHEN_WORLDS ?? 50) / 5)
/** A new one each day, and in the title: a failure can be repeated. */
const SEED = Number(process.env.MENSHEN_SEED ?? Math.floor(Date.now() / 86_400_000))
/** So many packets at least are sent for claims in one run. */
const LEAST = 20 * WORLDS

const VPC = asId<Eni['vpcId']>('vpc-1')

/** Without the classic network and with nothing at the edges of vSwitches, of which reachability knows nothing (A1). */
const isPlain = (world: ResourceReader): boolean =>
  [...world.list('networkAcl')].length === 0 && [...world.list('eni')].every(({ nic }) => nic === undefined)

/** A lab keeps the wires it was made with: a router answers nobody whose interface has gone or has another MAC. */
const wiresOf = (world: ResourceReader): string =>
  pluggedEnis(world, VPC)
    .map(({ id, mac }) => `${id} ${mac}`)
    .join()

describeUnless(reasonNotToInject(), `claims of the analysis in the kernel, MENSHEN_SEED=${SEED}`, () => {
  const plain = fc.sample(
    mixedWorlds(20).filter(({ world }) => isPlain(world)),
    { seed: SEED, numRuns: WORLDS },
  )
  const changing = fc.sample(
    mutatedWorlds(1, 4).filter(
      ({ states }) => states.every(isPlain) && new Set(states.map(wiresOf)).size === 1,
    ),
    { seed: SEED, numRuns: WORLDS },
  )
  let lab: Lab
  let sent = 0
  let dead = 0
  beforeAll(async () => {
    lab = await Lab.open((plain[0] as (typeof plain)[number]).world)
  })
  afterAll(() => lab?.close())

  async function hold(world: ResourceReader, claims: readonly Claim[], surgery?: Surgery): Promise<void> {
    // Of its own: what an earlier packet left behind must not make a later one part of a session.
    const packets = apart(claims.map(({ packet }) => packet))
    const asked = claims.filter(({ packet }) => packets.includes(packet))
    if (asked.length === 0) return
    lab.load(world, 1, surgery)
    lab.forgetSessions()
    const found = await shoot(
      lab,
      world,
      asked.map(({ packet }) => packet),
    )
    expect(asked.map(({ text }, place) => `${text} → ${found[place]}`)).toEqual(
      asked.map(({ text, action }) => `${text} → ${action}`),
    )
    sent += asked.length
  }

  test.each(plain.map((each, index) => [index, each] as const))(
    'P1 P3 W1: world %i: who reaches whom, proofs and diagnoses with their repairs',
    async (_, { world, packets }) => {
      await hold(world, reachClaims(world))
      await hold(world, proofClaims(world))
      const diagnoses = packets.slice(0, 6).map((packet) => diagnosisClaims(world, packet))
      await hold(
        world,
        diagnoses.map((each) => each.claim),
      )
      for (const { repair } of diagnoses.slice(0, 3))
        if (repair !== null) await hold(repair.world, [repair.claim])
    },
  )

  test.each(changing.map((each, index) => [index, each] as const))(
    'P3 P6: change %i: what is opened and closed, and what is exposed',
    async (_, { states: [before, ...later] }) => {
      const after = later.at(-1) ?? before
      for (const [direction, surgery] of [
        ['ingress', openSenders],
        ['egress', openReceivers],
      ] as const) {
        const pairs = running(before, after).flatMap((eni) => changeClaims(before, after, eni, direction))
        await hold(
          before,
          pairs.map((pair) => pair.before),
          surgery,
        )
        await hold(
          after,
          pairs.map((pair) => pair.after),
          surgery,
        )
      }
      for (const eni of running(before, before)) await hold(before, exposureClaims(before, eni), openSenders)
    },
  )

  test.each(plain.map((each, index) => [index, each] as const))(
    'P3: world %i: superfluous rules change nothing for any packet, dead rules count none',
    async (_, drawn) => {
      const world = withTwins(drawn.world)
      const flood = fc.sample(randomWorlds(60), { seed: SEED, numRuns: 2 }).flatMap(({ packets }) => packets)
      for (const eni of running(world, world).slice(0, 2)) {
        const policy = resolvePolicy(world, eni.id)
        if (policy === undefined) continue
        const { shadowed, removable } = findRedundancy(new PolicyGrounds(policy), 'ingress')
        const idsOf = (places: readonly number[]) =>
          places.flatMap((place) => {
            const why = policy.ingress[place]?.why
            return why?.kind === 'rule' ? [why.rule.ruleId] : []
          })
        if (removable.length === 0) continue
        dead += shadowed.length
        const reduced = without(world, idsOf(removable))
        const left = resolvePolicy(reduced, eni.id)
        expect(left === undefined ? null : diffPolicies(policy, { ...left, egress: policy.egress })).toEqual(
          [],
        )
        const aimed = apart(flood.filter((packet) => isTo(eni, packet)))
        lab.load(world, 1, openSenders)
        lab.forgetSessions()
        const whole = await shoot(lab, world, aimed)
        const counted = countersOf(lab, world)
        expect(idsOf(shadowed).filter((id) => (counted.get(id) ?? 0) > 0)).toEqual([])
        lab.load(reduced, 1, openSenders)
        lab.forgetSessions()
        const fewer = await shoot(lab, world, aimed)
        expect(fewer.map((action, place) => `${action} ${formatPacket(aimed[place] as Packet)}`)).toEqual(
          whole.map((action, place) => `${action} ${formatPacket(aimed[place] as Packet)}`),
        )
        sent += 2 * aimed.length
      }
    },
  )

  test('enough has been sent', () => {
    expect(sent).toBeGreaterThanOrEqual(LEAST)
    expect(dead).toBeGreaterThanOrEqual(WORLDS)
  })
})

/** Those whose instances run in both states. */
const running = (before: ResourceReader, after: ResourceReader): readonly Eni[] =>
  [...before.list('eni')].filter((eni) =>
    [before, after].every((world) => world.get('instance', eni.instanceId ?? '')?.state === 'running'),
  )

const isTo = (eni: Eni, { destination }: Packet): boolean => `eni-${destination.value & 0xffn}` === eni.id

async function shoot(
  lab: Lab,
  world: ResourceReader,
  packets: readonly Packet[],
): Promise<readonly ('accept' | 'drop')[]> {
  const landings = await lab.shoot(
    packets.map((packet): Shot => {
      const sender = world.get('eni', `eni-${packet.source.value & 0xffn}`) as Eni
      return { sender, packet, ...(packet.protocol === TCP && { segment: 'syn' as const }) }
    }),
  )
  return landings.map((landing) => (landing === null ? 'drop' : 'accept'))
}

/** Packets that each rule has decided since the ruleset was loaded. */
function countersOf(lab: Lab, world: ResourceReader): ReadonlyMap<string, number> {
  const listing = lab.nft(VPC, '-a', '-n', '-t', 'list', 'ruleset')
  const maps = countedMaps(listing)
  const elements = maps.map((map) => lab.nft(VPC, '-a', '-n', 'list', 'map', 'inet', TABLE, map))
  const { defaults } = planRouter(routerInput(world, VPC))
  const counts = new Map<string, number>()
  for (const { subject, packets } of readingsIn([listing, ...elements].join('\n'), maps, defaults).readings) {
    counts.set(subject, (counts.get(subject) ?? 0) + packets)
  }
  return counts
}

const KEPT: readonly Kind[] = [
  ...(['account', 'policySettings', 'vpc', 'vSwitch', 'securityGroup'] as const),
  ...(['rule', 'prefixList', 'portList', 'eni', 'instance'] as const),
]

/** Behind each ingress rule a second one that says the opposite about the same packets: some rules are dead for sure. */
function withTwins(world: ResourceReader): ResourceReader {
  const copy = new ResourceTables()
  for (const kind of KEPT)
    for (const body of world.list(kind)) copy.write({ kind, id: body.id, body } as Write)
  for (const rule of world.list('rule')) {
    if (rule.direction !== 'ingress' || rule.system) continue
    const id: typeof rule.id = asId(`${rule.id}-twin`)
    const action = rule.action === 'accept' ? 'drop' : 'accept'
    const precedence = rule.precedence + BEHIND
    copy.write({ kind: 'rule', id, body: { ...rule, id, action, precedence } })
  }
  return copy
}

/** Of the tiny worlds no rule stands further behind. */
const BEHIND = 50

function without(world: ResourceReader, ruleIds: readonly string[]): ResourceReader {
  const copy = new ResourceTables()
  for (const kind of KEPT) {
    for (const body of world.list(kind)) {
      if (!ruleIds.includes(body.id)) copy.write({ kind, id: body.id, body } as Write)
    }
  }
  return copy
}
