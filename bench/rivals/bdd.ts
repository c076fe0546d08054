// Two lists of 1,000 rules compared by us and on Batfish's decision diagrams, by turns in the same minutes.

import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { diffPolicies } from '../../src/core/analysis/diff.ts'
import { boxOf } from '../../src/core/headerspace/box.ts'
import type { AddressSet } from '../../src/core/model/addressSet.ts'
import type { Clause } from '../../src/core/policy/policy.ts'
import { best, cpu } from '../clock.ts'
import { edited, eniWith, type Shape, securityGroupClauses } from '../policies.ts'
import { CACHE, output } from './build.ts'

const SHAPES: readonly (readonly [name: string, shape: Shape, rounds: number])[] = [
  ['1,000 rules', { rules: 1000 }, 12],
  ['1,000 rules, 20 groups of 6,000', { rules: 1000, groups: 20, members: 6000 }, 2],
]

/** What JFactory imports, from Maven Central. */
const JARS = [
  'com.carrotsearch:hppc:0.10.0',
  'com.google.guava:guava:33.0.0-jre',
  'com.google.code.findbugs:jsr305:3.0.2',
  'org.apache.logging.log4j:log4j-api:2.22.1',
]

export function compareDifferences(batfish: string): void {
  console.log('\nrivals: difference of two lists, CPU time of the one thread; first round, and best of all')
  const classes = compiled(batfish)
  for (const [name, shape, rounds] of SHAPES) {
    const policy = eniWith(securityGroupClauses(shape))
    const before = { ...policy, addresses: policy.addresses.filter(({ family }) => family === 4) }
    const after = { ...before, ingress: edited(before.ingress, 10) }
    const started = cpu()
    const pairs = diffPolicies(before, after).length
    const first = cpu() - started
    const warm = best(() => diffPolicies(before, after))
    console.log(`  ${name}: menshen ${first.toFixed(0)} and ${warm.toFixed(1)} ms, ${pairs} pairs of rules`)
    if (classes === undefined) continue
    const theirs = batfishRounds(classes, [before.ingress, after.ingress], rounds)
    if (theirs.length === 0) continue
    const [theirFirst, theirBest] = [theirs[0]?.ms ?? 0, Math.min(...theirs.map(({ ms }) => ms))]
    console.log(
      `    Batfish's JFactory ${theirFirst.toFixed(0)} and ${theirBest.toFixed(0)} ms, ${theirs[0]?.pairs} pairs:` +
        ` ratio ${(theirFirst / first).toFixed(1)} and ${(theirBest / warm).toFixed(1)}`,
    )
  }
}

/** The class path, once everything is compiled. */
function compiled(batfish: string): string | undefined {
  const sources = join(batfish, 'projects/bdd/src/main/java/net/sf/javabdd')
  if (!existsSync(sources)) {
    console.log(`  Batfish is not measured: there is no ${sources}`)
    return undefined
  }
  const [jars, classes] = [join(CACHE, 'jars'), join(CACHE, 'classes')]
  for (const folder of [jars, classes]) mkdirSync(folder, { recursive: true })
  for (const jar of JARS) {
    const [, name = ''] = jar.split(':')
    if (readdirSync(jars).some((file) => file.startsWith(`${name}-`))) continue
    if (
      output(jars, 'mvn', '-q', 'dependency:copy', `-Dartifact=${jar}`, `-DoutputDirectory=${jars}`) ===
      undefined
    )
      return undefined
  }
  const own = fileURLToPath(new URL('BddDifference.java', import.meta.url))
  const files = readdirSync(sources).flatMap((file) => (file.endsWith('.java') ? [join(sources, file)] : []))
  const made = output(classes, 'javac', '-nowarn', '-d', classes, '-cp', join(jars, '*'), own, ...files)
  return made === undefined ? undefined : [classes, join(jars, '*')].join(delimiter)
}

interface Round {
  readonly pairs: number
  readonly ms: number
}

function batfishRounds(
  classes: string,
  lists: readonly (readonly Clause[])[],
  rounds: number,
): readonly Round[] {
  const file = join(CACHE, 'lists.txt')
  writeFileSync(file, asText(lists))
  const text = output(CACHE, 'java', '-cp', classes, 'BddDifference', file, String(rounds)) ?? ''
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => line.split(' ').map(Number))
    .map(([pairs = 0, ms = 0]) => ({ pairs, ms }))
}

function asText(lists: readonly (readonly Clause[])[]): string {
  const sets = new Map<AddressSet, number>()
  const numberOf = (set: AddressSet | null): string => {
    if (set === null) return '*'
    if (!sets.has(set)) sets.set(set, sets.size)
    return String(sets.get(set))
  }
  const ranges = (
    all: readonly { readonly first: number | bigint; readonly last: number | bigint }[],
  ): string => all.map(({ first, last }) => `${first}-${last}`).join()
  const lines = lists.flatMap((clauses) => [
    'list',
    ...clauses.map((clause) => {
      const { source, protocols, service } = boxOf(clause, 'ingress')
      const ports = service === null ? '*' : ranges(service)
      return `${clause.action} ${numberOf(source)} ${ranges(protocols)} ${ports}`
    }),
  ])
  return [...[...sets.keys()].map((set) => `set ${ranges(set)}`), ...lines, ''].join('\n')
}
