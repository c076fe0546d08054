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
import { compileClassifier } from '../src/core/headerspace/classifier.ts'
import type { PacketColumns } from '../src/core/headerspace/columns.ts'
import { readWords, widthIn } from '../src/core/headerspace/spans.ts'
import { asId } from '../src/core/model/ids.ts'
import { evaluate } from '../src/core/policy/evaluate.ts'
import type { Clause, EniPolicy } from '../src/core/policy/policy.ts'
import { filterSets } from './classBench.ts'
import { best, cpu } from './clock.ts'
import { fleetWith } from './fleets.ts'
import {
  below,
  CATCH_ALL,
  edited,
  eniWith,
  randomFrom,
  type Shape,
  securityGroupClauses,
  trafficFor,
} from './policies.ts'
import { median, percentile } from './statistics.ts'

const PACKETS = 1_000_000

const PLAIN: Shape = { rules: 1000 }
const GROUPED: Shape = { rules: 1000, groups: 20, members: 6000 }

export async function run(): Promise<void> {
  console.log(
    '\nanalysis: CPU time of one thread; warm = best of several in one process, cold = the one question in a new one',
  )
  for (const [name, shape] of CLASSIFIED) classifier(name, securityGroupClauses(shape), shape.family ?? 4)
  for (const { name, clauses } of filterSets()) classifier(name, clauses, 4)
  for (const question of Object.keys(QUESTIONS)) ask(question)
  fleet('10,000 ENIs in 500 groups', 10_000)
  fleet('65,536 ENIs in 500 groups', 65_536)
  whatIf(10_000)
  whatIf(65_536)
}

const CLASSIFIED: readonly (readonly [string, Shape])[] = [
  ['1,000 rules', PLAIN],
  ['1,000 rules, 20 groups of 6,000', GROUPED],
  ['1,000 rules, IPv6', { ...PLAIN, family: 6 }],
  ['1,000 rules, 20 groups of 6,000, IPv6', { ...GROUPED, family: 6 }],
]

function classifier(name: string, clauses: readonly Clause[], family: 4 | 6): void {
  const columns = trafficFor(clauses, PACKETS, family)
  const decided = new Int32Array(PACKETS)
  const compile = best(() => compileClassifier(clauses, 'ingress', family))
  const compiled = compileClassifier(clauses, 'ingress', family)
  if (compiled === undefined) throw new Error('there are too many services')
  // Several passes: the clock of a thread ticks in milliseconds.
  const passes = () => {
    for (let pass = 0; pass < 5; pass++) compiled.classify(columns, decided)
  }
  const rate = (5 * PACKETS) / best(passes) / 1000
  const policy = eniWith(clauses)
  const few = Array.from({ length: 2000 }, (_, place) => packetAt(columns, place, family))
  const one = few.length / best(() => few.map((packet) => evaluate(policy, 'ingress', packet)), 3) / 1000
  // Ten times: less than a tick of the clock otherwise.
  const reading = () => {
    for (let again = 0; again < 10; again++) readOnly(columns, decided)
  }
  const bare = (10 * PACKETS) / best(reading) / 1000
  console.log(
    `  ${name}: ${rate.toFixed(1)} M packets/s, compile ${compile.toFixed(1)} ms` +
      ` (reference evaluator ${one.toFixed(3)}, ratio ${Math.round(rate / one)}; reading the columns alone ${bare.toFixed(0)})`,
  )
}

/** The limit from above: every header field is read and something is written. */
function readOnly(
  { count, source, protocol, service, sourcePort }: PacketColumns,
  decided: Int32Array,
): void {
  const width = source.length / count
  for (let place = 0; place < count; place++) {
    decided[place] =
      (source[place * width] as number) ^
      (protocol[place] as number) ^
      (service[place] as number) ^
      (sourcePort[place] as number)
  }
}

function packetAt(columns: PacketColumns, place: number, family: 4 | 6) {
  const value = readWords(columns.source, place * widthIn(family), widthIn(family))
  const to = eniWith([]).addresses.find((address) => address.family === family)
  if (to === undefined) throw new Error('the ENI has addresses of both families')
  const protocol = columns.protocol[place] as number
  return packetOf(portService(protocol, columns.service[place] as number), { family, value }, to)
}

/** Each prepares its policies and gives what is to be measured. */
const QUESTIONS: { readonly [name: string]: () => () => number } = {
  'difference of two lists of 1,000 rules': () => difference(PLAIN),
  'the same with 20 groups of 6,000': () => difference(GROUPED),
  'shadowed and removable of 1,000 rules': () => redundancy(PLAIN),
  'the same with groups of 6,000': () => redundancy(GROUPED),
  'permitted set of 1,000 rules': () => permitted(PLAIN),
  'permitted set with groups of 6,000': () => permitted(GROUPED),
}

function difference(shape: Shape): () => number {
  const before = oneFamily(eniWith(securityGroupClauses(shape)))
  const after = { ...before, ingress: edited(before.ingress, 10) }
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
  const work = QUESTIONS[name]?.()
  if (work === undefined) throw new Error(`there is no question \`${name}\``)
  const warm = best(work)
  const cold = [1, 2, 3].map(() => coldTime(name)).sort((a, b) => a - b)[1] as number
  console.log(`  ${name}: warm ${warm.toFixed(1)} ms, cold ${cold.toFixed(1)} ms`)
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

function fleet(name: string, enis: number): void {
  const { policies } = fleetWith({ enis, groups: 500, rulesPerGroup: 40 })
  const index = best(() => fleetOf(policies, 4), 3)
  const members = fleetOf(policies, 4)
  const service = portService(6, 443)
  const reach = best(() => countPairs(reachOn(members, service)), 5)
  const { reaching, pairs } = countPairs(reachOn(members, service))
  const checked = pairByPair(policies, 20_000)
  const naive = (checked * pairs) / 3_600_000
  console.log(
    `  all pairs on tcp/443, ${name}: ${reach.toFixed(0)} ms (index ${index.toFixed(0)} ms);` +
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
    `  what one edited rule changes, ${enis.toLocaleString('en')} ENIs: median ${median(times).toFixed(2)} ms,` +
      ` p95 ${percentile(times, 0.95).toFixed(1)} ms, most ${Math.max(...times).toFixed(0)} ms; ${changed} of ${times.length} change something`,
  )
}

// Started as a process of its own for one cold question.
if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const work = QUESTIONS[process.argv[2] ?? '']?.()
  const started = cpu()
  work?.()
  console.log(cpu() - started)
}
