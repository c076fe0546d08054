// The commands that nft gets for common events, kept to be read in reviews; MENSHEN_GENERATE=1 writes them anew.

import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { cleaning } from '../../src/core/compile/nftables/cleaning.ts'
import { deltaBetween, loadedAs } from '../../src/core/compile/nftables/delta.ts'
import { narrows } from '../../src/core/compile/nftables/narrowing.ts'
import { planRouter } from '../../src/core/compile/nftables/plan.ts'
import { renderSteps, renderStepsLine } from '../../src/core/compile/nftables/renderDelta.ts'
import type { Step } from '../../src/core/compile/nftables/steps.ts'
import { asId } from '../../src/core/model/ids.ts'
import { parseTable } from '../packets/parse.ts'
import { routerInput } from './routers.ts'

const FOLDER = join(import.meta.dirname, '../golden/deltas')

const BASE = [
  'vpc vpc-1 10.0.0.0/16',
  'group sg-web inner=drop',
  'group sg-db inner=drop',
  'list pl-office 203.0.113.0/24',
  'rule sgr-db sg-db ingress accept tcp 3306 sg-web at 1',
  'rule sgr-any sg-db ingress accept tcp 22 0.0.0.0/0 at 1',
  'rule sgr-office sg-web ingress accept tcp 443 pl-office at 1',
  'eni eni-a 10.0.0.5 sg-web',
  'eni eni-b 10.0.0.6 sg-db',
  'eni eni-far 10.0.0.9 sg-web stopped',
]
const planOf = (lines: readonly string[], epoch = 1) => {
  const { world } = parseTable('golden', `${lines.join('\n')}\n---\n`)
  return planRouter(routerInput(world, asId('vpc-1'), epoch))
}
const sizeOf = (step: Step): number => ('elements' in step ? step.elements.length : 1)
const without = (start: string): readonly string[] => BASE.filter((line) => !line.startsWith(start))

/** Element and rule commands that the event costs apart from the plan's name and the epoch. */
const events: readonly (readonly [
  name: string,
  before: readonly string[],
  after: readonly string[],
  narrower: boolean,
])[] = [
  ['memberJoins', BASE, [...BASE, 'eni eni-new 10.0.0.10 sg-web stopped'], false],
  ['memberLeaves', BASE, without('eni eni-far'), true],
  ['ruleAdded', BASE, [...BASE, 'rule sgr-new sg-db ingress accept tcp 6379 sg-web at 1'], false],
  ['ruleRemoved', BASE, without('rule sgr-db'), true],
  [
    'ruleChanged',
    BASE,
    [...without('rule sgr-db'), 'rule sgr-db sg-db ingress accept tcp 3307 sg-web at 1'],
    true,
  ],
  [
    'ruleWidened',
    BASE,
    [...without('rule sgr-db'), 'rule sgr-db sg-db ingress accept tcp 3300-3310 sg-web at 1'],
    false,
  ],
  [
    'ruleTurned',
    BASE,
    [...without('rule sgr-any'), 'rule sgr-any sg-db ingress drop tcp 22 0.0.0.0/0 at 1'],
    true,
  ],
  ['eniCreated', BASE, [...BASE, 'eni eni-c 10.0.0.7 sg-db'], false],
  ['eniDeleted', [...BASE, 'eni eni-c 10.0.0.7 sg-db'], BASE, true],
  ['listEntryAdded', BASE, [...without('list'), 'list pl-office 203.0.113.0/24 198.51.100.0/24'], false],
]

test.each(events)('C3: %s', (name, before, after, narrower) => {
  const from = planOf(before)
  const same = planOf(after)
  expect(narrows(from, same)).toBe(narrower)
  const delta = deltaBetween(loadedAs(from), narrower ? planOf(after, 2) : same)
  if (delta === null) throw new Error('no delta')
  const file = join(FOLDER, `${name}.nft`)
  const later = cleaning(delta.loaded)?.transactions ?? []
  const text = [
    ...delta.transactions.map(renderSteps),
    ...later.map(renderSteps).map((each) => `# later\n${each}`),
  ].join('\n')
  if (process.env.MENSHEN_GENERATE === '1') writeFileSync(file, text)
  expect(existsSync(file), `${file} is missing: run with MENSHEN_GENERATE=1`).toBe(true)
  expect(text).toBe(readFileSync(file, 'utf8'))
  for (const steps of [...delta.transactions, ...later])
    expect(renderStepsLine(steps)).toBe(renderSteps(steps).trim().replaceAll('\n', '; '))
})

test('a member that joins or leaves is one element, whatever the number of rules and ports', () => {
  const [, before, after] = events[0] as (typeof events)[0]
  for (const [from, to] of [
    [before, after],
    [after, before],
  ] as const) {
    const delta = deltaBetween(loadedAs(planOf(from)), planOf(to))
    expect([delta?.transactions.length, delta?.loaded.leftovers]).toEqual([1, null])
    const elements = delta?.transactions[0]?.filter((step) => 'set' in step && step.set.name !== 'plan') ?? []
    expect(elements.map((step) => [step.do, sizeOf(step)])).toEqual([
      [to === after ? 'addElements' : 'deleteElements', 1],
    ])
  }
})

test('a rule that is edited leaves every name in place', () => {
  const names = (lines: readonly string[]): readonly string[] =>
    planOf(lines).tables.flatMap((table) => [...table.chains, ...table.sets].map((each) => each.name))
  const [, , edited] = events.find(([name]) => name === 'ruleChanged') as (typeof events)[0]
  expect(names(edited)).toEqual(names(BASE))
})
