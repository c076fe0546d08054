// Filters of CutSplit's repository with its traces, decided by us and by the classifiers in C++, by turns, by wall clock.

import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { compileClassifier } from '../../src/core/headerspace/classifier.ts'
import { emptyColumns, type PacketColumns } from '../../src/core/headerspace/columns.ts'
import { filtersIn } from '../classBench.ts'
import { beside } from '../goals.ts'
import { made, output } from './build.ts'

const SETS = ['acl_1k', 'fw_1k', 'ipc_1k'] as const
const ROUNDS = 15
/** As often as CutSplit's program goes over its trace in one run. */
const PASSES = 10

export function compareClassifiers(folder: string): void {
  console.log('\nrivals: verdicts over the same traces, M packets/s by wall clock, best of rounds by turns')
  const cutSplit = made(join(folder, 'CutSplit'), 'CutSplit')
  const tupleMerge = made(join(folder, 'tuplemerge'), 'tuplemerge')
  for (const name of SETS) {
    const [rules, trace] = [join(folder, 'CutSplit', name), join(folder, 'CutSplit', `${name}_trace`)]
    if (!existsSync(rules) || !existsSync(trace)) continue
    const found = new Map<string, number>()
    const take = (rates: Iterable<readonly [string, number]>): void => {
      for (const [each, rate] of rates) found.set(each, Math.max(rate, found.get(each) ?? 0))
    }
    const packets = packetsOf(readFileSync(trace, 'utf8'))
    const ours = ourRate(rules, packets)
    for (let round = 0; round < ROUNDS; round++) {
      take([['menshen', ours()]])
      if (cutSplit !== undefined) take(cutSplitRates(cutSplit, rules, trace))
      if (tupleMerge !== undefined) take(tupleMergeRates(tupleMerge, rules, trace, packets.count))
    }
    const own = found.get('menshen') ?? 0
    found.delete('menshen')
    const others = [...found].sort((a, b) => b[1] - a[1])
    const [first] = others
    const ratio =
      first === undefined ? '' : `, to the best of them ${beside(own / first[1], 'x', { least: 2 })}`
    console.log(`  ${name}, ${packets.count.toLocaleString('en')} packets: menshen ${own.toFixed(1)}${ratio}`)
    for (const [each, rate] of others) console.log(`    ${each} ${rate.toFixed(1)}`)
  }
}

/** `source destination source-port port protocol flags rule`, decimal. */
function packetsOf(text: string): PacketColumns {
  const rows = text
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number))
    .filter((row) => row.length >= 5)
  const columns = emptyColumns(rows.length, 4)
  for (const [at, [source = 0, destination = 0, sourcePort = 0, port = 0, protocol = 0]] of rows.entries()) {
    columns.source[at] = source
    columns.destination[at] = destination
    columns.sourcePort[at] = sourcePort
    columns.service[at] = port
    columns.protocol[at] = protocol
  }
  return columns
}

function ourRate(rules: string, packets: PacketColumns): () => number {
  const classifier = compileClassifier(filtersIn(readFileSync(rules, 'utf8')), 'ingress', 4)
  if (classifier === undefined) throw new Error('there are too many services')
  const decided = new Int32Array(packets.count)
  return () => {
    const started = performance.now()
    for (let pass = 0; pass < PASSES; pass++) classifier.classify(packets, decided)
    return (PASSES * packets.count) / (performance.now() - started) / 1000
  }
}

/** HyperSplit, CutTSS, PSTSS, PartitionSort and CutSplit, each with what it says of itself. */
function cutSplitRates(
  program: string,
  rules: string,
  trace: string,
): readonly (readonly [string, number])[] {
  // Its trees are built by deep recursion.
  const run = `ulimit -s 81920; exec "$0" -b 8 -t 20 -r "$1" -e "$2" -c 1 -u 0`
  const text = output(join(program, '..'), 'sh', '-c', run, program, rules, trace) ?? ''
  const [, classified = ''] = text.split('Classification ***')
  return [...classified.matchAll(/^(\w+)$|Throughput: ([\d.]+) Mpps/gm)].flatMap((match, at, all) =>
    match[2] === undefined ? [] : [[all[at - 1]?.[1] ?? '', Number(match[2])] as const],
  )
}

function tupleMergeRates(
  program: string,
  rules: string,
  trace: string,
  count: number,
): readonly (readonly [string, number])[] {
  const text =
    output(join(program, '..'), program, `f=${rules}`, `p=${trace}`, 'c=TMOffline,TMOnline', 'o=/dev/null') ??
    ''
  return [...text.matchAll(/^(TupleMerge[\w-]*)$|Classification time: ([\d.]+) s/gm)].flatMap(
    (match, at, all) =>
      match[2] === undefined ? [] : [[all[at - 1]?.[1] ?? '', count / Number(match[2]) / 1e6] as const],
  )
}
