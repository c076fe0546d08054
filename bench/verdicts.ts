// Packets in millions, by compiled lists: how many a second, what compiling takes; and recorded flows under edits.

import type { FlowWorld } from '../src/core/analysis/replay/flowWorld.ts'
import type { RecordedFlow } from '../src/core/analysis/replay/recordedFlow.ts'
import { replay } from '../src/core/analysis/replay/replay.ts'
import { packetOf, portService } from '../src/core/analysis/service.ts'
import { compileClassifier } from '../src/core/headerspace/classifier.ts'
import type { PacketColumns } from '../src/core/headerspace/columns.ts'
import { readWords, widthIn } from '../src/core/headerspace/spans.ts'
import { evaluate } from '../src/core/policy/evaluate.ts'
import type { Clause, EniPolicy } from '../src/core/policy/policy.ts'
import { filterSets } from './classBench.ts'
import { best, cpu } from './clock.ts'
import { beside } from './goals.ts'
import { edited, eniWith, type Shape, securityGroupClauses, trafficFor } from './policies.ts'

const PACKETS = 1_000_000
const FLOWS = 200_000

export const PLAIN: Shape = { rules: 1000 }
export const GROUPED: Shape = { rules: 1000, groups: 20, members: 6000 }

export function verdictsInBulk(): void {
  for (const { name, shape, goals } of CLASSIFIED)
    classifier(name, securityGroupClauses(shape), shape.family ?? 4, goals)
  for (const { name, clauses } of filterSets()) classifier(name, clauses, 4, { rate: 30, compile: 20 })
}

/** Millions of packets a second, milliseconds. */
interface ClassifierGoals {
  readonly rate: number
  readonly compile: number
}

const CLASSIFIED: readonly {
  readonly name: string
  readonly shape: Shape
  readonly goals: ClassifierGoals
}[] = [
  { name: '1,000 rules', shape: PLAIN, goals: { rate: 30, compile: 20 } },
  { name: '1,000 rules, 20 groups of 6,000', shape: GROUPED, goals: { rate: 20, compile: 40 } },
  { name: '1,000 rules, IPv6', shape: { ...PLAIN, family: 6 }, goals: { rate: 10, compile: 20 } },
  {
    name: '1,000 rules, 20 groups of 6,000, IPv6',
    shape: { ...GROUPED, family: 6 },
    goals: { rate: 10, compile: 40 },
  },
]

function classifier(name: string, clauses: readonly Clause[], family: 4 | 6, goals: ClassifierGoals): void {
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
    `  ${name}: ${beside(rate, 'M packets/s', { least: goals.rate })}, compile ${beside(compile, 'ms', { most: goals.compile })}` +
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

/** Flows that were recorded, under ten edits: compiled lists for all of them, the evaluator for those that fare otherwise. */
export function recordedFlows(): void {
  const clauses = securityGroupClauses(GROUPED)
  const columns = trafficFor(clauses, FLOWS, 4)
  const flows = Array.from({ length: FLOWS }, (_, place): RecordedFlow => {
    const packet = packetAt(columns, place, 4)
    return {
      ...{ packet, vpcId: null, at: { eniId: null, direction: null }, alone: false },
      ...{ action: null, count: 1, first: null, last: null },
    }
  })
  const before = eniWith(clauses)
  const worldOf = (receiver: EniPolicy): FlowWorld => ({ endsOf: () => ({ sender: null, receiver }) })
  const after = { ...before, ingress: edited(clauses, 10, 7) }
  const started = cpu()
  const { changed } = replay(flows, worldOf(before), worldOf(after))
  const time = cpu() - started
  const few = flows.slice(0, 1000)
  const each = best(() => {
    for (const { packet } of few) for (const one of [before, after]) evaluate(one, 'ingress', packet)
  }, 2)
  const all = (each * FLOWS) / few.length
  console.log(
    `  ${FLOWS.toLocaleString('en')} recorded flows under ten edits, groups of 6,000: ${time.toFixed(0)} ms,` +
      ` ${changed.length} fare otherwise (each with the evaluator ${all.toFixed(0)} ms, ratio ${(all / time).toFixed(1)})`,
  )
}
