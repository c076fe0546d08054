// Verdicts in bulk, differences, superfluous rules, permitted sets and reachability, each beside the way without the engine.

import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { diffPolicies } from '../src/core/analysis/diff.ts'
import { permittedSet } from '../src/core/analysis/effective.ts'
import { fleetOf } from '../src/core/analysis/fleet.ts'
import { PolicyGrounds } from '../src/core/analysis/policyGrounds.ts'
import { previewEdit } from '../src/core/analysis/preview.ts'
import { reachOn } from '../src/core/analysis/reach.ts'
import { countPairs } from '../src/core/analysis/reachMatrix.ts'
import { packetOf, portService } from '../src/core/analysis/service.ts'
import { findRedundancy } from '../src/core/analysis/shadow.ts'
import { asId } from '../src/core/model/ids.ts'
import { evaluate } from '../src/core/policy/evaluate.ts'
import type { Clause, EniPolicy } from '../src/core/policy/policy.ts'
import { best, cpu } from './clock.ts'
import { type FleetShape, fleetWith } from './fleets.ts'
import { beside } from './goals.ts'
import {
  below,
  CATCH_ALL,
  edited,
  eniWith,
  randomFrom,
  type Shape,
  securityGroupClauses,
} from './policies.ts'
import { median, percentile } from './statistics.ts'
import { GROUPED, PLAIN, recordedFlows, verdictsInBulk } from './verdicts.ts'

export async function run(): Promise<void> {
  console.log(
    '\nanalysis: CPU time of one thread; warm = best of several in one process, cold = the one question in a new one;' +
      ' in brackets what is to be reached; beside others: `npm run bench -- rivals`',
  )
  verdictsInBulk()
  for (const question of Object.keys(QUESTIONS)) ask(question)
  recordedFlows()
  fleet('10,000 ENIs in 500 groups', { enis: 10_000, groups: 500, rulesPerGroup: 40 }, 100)
  fleet('65,536 ENIs in 500 groups', { enis: 65_536, groups: 500, rulesPerGroup: 40 }, 500)
  const hostile = { enis: 65_536, groups: 2000, rulesPerGroup: 40, hostile: true }
  fleet('65,536 ENIs in 2,000 groups that tell nearly all of them apart', hostile, 12_000)
  whatIf(10_000)
  whatIf(65_536)
}

/** Each prepares its policies and gives what is to be measured; the goals are milliseconds warm and cold. */
const QUESTIONS: {
  readonly [name: string]: {
    readonly prepare: () => () => number
    readonly goals?: readonly [number, number]
  }
} = {
  'difference of two lists of 1,000 rules': { prepare: () => difference(PLAIN), goals: [40, 100] },
  'the same with 20 groups of 6,000': { prepare: () => difference(GROUPED), goals: [80, 150] },
  'the same, one edited rule': { prepare: () => difference(GROUPED, 1, 6), goals: [80, 150] },
  'shadowed and removable of 1,000 rules': { prepare: () => redundancy(PLAIN), goals: [40, 100] },
  'the same with groups of 6,000': { prepare: () => redundancy(GROUPED) },
  'permitted set of 1,000 rules': { prepare: () => permitted(PLAIN) },
  'permitted set with groups of 6,000': { prepare: () => permitted(GROUPED), goals: [50, 150] },
}

function difference(shape: Shape, edits = 10, seed?: number): () => number {
  const before = oneFamily(eniWith(securityGroupClauses(shape)))
  const after = { ...before, ingress: edited(before.ingress, edits, seed) }
  return () => diffPolicies(before, after).length
}

function redundancy(shape: Shape): () => number {
  const policy = oneFamily(eniWith(securityGroupClauses(shape)))
  return () => findRedundancy(new PolicyGrounds(policy), 'ingress').removable.length
}

function permitted(shape: Shape): () => number {
  const policy = oneFamily(eniWith(securityGroupClauses(shape)))
  return () => Number((permittedSet(policy, 'ingress', 4)?.packets ?? 0n) % 1000n)
}

const oneFamily = (policy: EniPolicy): EniPolicy => ({
  ...policy,
  addresses: policy.addresses.filter(({ family }) => family === 4),
})

function ask(name: string): void {
  const { prepare, goals } = questionNamed(name)
  const warm = best(prepare())
  const cold = [1, 2, 3].map(() => coldTime(name)).sort((a, b) => a - b)[1] as number
  const [most = Number.POSITIVE_INFINITY, mostCold = Number.POSITIVE_INFINITY] = goals ?? []
  const shown = (value: number, limit: number): string =>
    limit === Number.POSITIVE_INFINITY ? `${value.toFixed(1)} ms` : beside(value, 'ms', { most: limit })
  console.log(`  ${name}: warm ${shown(warm, most)}, cold ${shown(cold, mostCold)}`)
}

function questionNamed(name: string): (typeof QUESTIONS)[string] {
  const found = QUESTIONS[name]
  if (found === undefined) throw new Error(`there is no question \`${name}\``)
  return found
}

function coldTime(name: string): number {
  const { stdout } = spawnSync(
    process.execPath,
    [...process.execArgv, fileURLToPath(import.meta.url), name],
    {
      encoding: 'utf8',
    },
  )
  return Number(stdout)
}

function fleet(name: string, shape: FleetShape, most: number): void {
  const { policies } = fleetWith(shape)
  const index = best(() => fleetOf(policies, 4), 3)
  const members = fleetOf(policies, 4)
  const service = portService(6, 443)
  const reach = best(() => countPairs(reachOn(members, service)), shape.hostile === true ? 1 : 5)
  const { reaching, pairs } = countPairs(reachOn(members, service))
  const checked = pairByPair(policies, 20_000)
  const naive = (checked * pairs) / 3_600_000
  console.log(
    `  all pairs on tcp/443, ${name}: ${beside(reach, 'ms', { most }, 0)} (index ${index.toFixed(0)} ms);` +
      ` ${((100 * reaching) / pairs).toFixed(1)} % of ${pairs.toExponential(1)} reach; pair by pair ${naive.toFixed(1)} h`,
  )
}

/** Milliseconds for one pair with the reference evaluator. */
function pairByPair(policies: readonly EniPolicy[], count: number): number {
  const service = portService(6, 443)
  const started = cpu()
  for (let pair = 0; pair < count; pair++) {
    const [from, to] = [
      policies[(pair * 7919) % policies.length],
      policies[(pair * 104_729) % policies.length],
    ]
    const [source, destination] = [from?.addresses[0], to?.addresses[0]]
    if (from === undefined || to === undefined || source === undefined || destination === undefined) continue
    const packet = packetOf(service, source, destination)
    if (evaluate(from, 'egress', packet).action === 'accept') evaluate(to, 'ingress', packet)
  }
  return (cpu() - started) / count
}

/** One rule more, fewer or turned in one group of a fleet, every fourth time in a group that is attached nearly everywhere. */
function whatIf(enis: number): void {
  const { policies } = fleetWith({ enis, groups: 500, rulesPerGroup: 40 })
  const fleet = fleetOf(policies, 4)
  const byGroup = new Map<string, Clause[]>()
  for (const { clauses } of fleet.rulebooks.ingress) {
    for (const clause of clauses) {
      if (clause.why.kind !== 'rule') continue
      const known = byGroup.get(clause.why.rule.groupId) ?? []
      if (!known.includes(clause)) known.push(clause)
      byGroup.set(clause.why.rule.groupId, known)
    }
  }
  // The index belongs to the fleet, not to an edit.
  for (const { clauses } of fleet.rulebooks.ingress)
    for (const { peer } of clauses) if (peer !== null) fleet.stretchesOf(peer.ranges)
  previewEdit(fleet, {
    direction: 'ingress',
    touched: [CATCH_ALL],
    groupId: asId('none'),
    apply: (all) => all,
  })
  const draw = randomFrom(8)
  const times: number[] = []
  let changed = 0
  for (let edit = 0; edit < 200; edit++) {
    const group = edit % 4 === 0 ? (edit % 16) >> 2 : 4 + below(draw, 496)
    const rules = byGroup.get(`sg-${group}`) ?? []
    const old = rules[below(draw, rules.length)]
    if (old === undefined) continue
    const next: Clause = { ...old, action: old.action === 'drop' ? 'accept' : 'drop' }
    const isGone = edit % 2 === 0
    const started = cpu()
    const changes = previewEdit(fleet, {
      direction: 'ingress',
      groupId: asId(`sg-${group}`),
      touched: isGone ? [old] : [old, next],
      apply: (clauses) => {
        const place = clauses.indexOf(old)
        if (place < 0) return clauses
        return isGone ? clauses.toSpliced(place, 1) : clauses.with(place, next)
      },
    })
    times.push(cpu() - started)
    if (changes.length > 0) changed++
  }
  console.log(
    `  what one edited rule changes, ${enis.toLocaleString('en')} ENIs: median ${beside(median(times), 'ms', { most: 1 }, 2)},` +
      ` p95 ${beside(percentile(times, 0.95), 'ms', { most: 80 })}, most ${Math.max(...times).toFixed(0)} ms; ${changed} of ${times.length} change something`,
  )
}

// Started as a process of its own for one cold question.
if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const work = questionNamed(process.argv[2] ?? '').prepare()
  const started = cpu()
  work()
  console.log(cpu() - started)
}
