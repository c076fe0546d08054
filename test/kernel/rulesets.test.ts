// The rulesets themselves in a kernel: accepted as a whole, read back the same, edits by hand noticed.

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { planRouter } from '../../src/core/compile/nftables/plan.ts'
import { drift, readback, sameAs } from '../../src/core/compile/nftables/readback.ts'
import { renderLine, renderRemoval, renderTable } from '../../src/core/compile/nftables/render.ts'
import { routerInput } from '../compile/routers.ts'
import { loadTables } from '../packets/load.ts'
import { sampleWorlds } from '../random/world.ts'
import { describeUnless } from '../skipReason.ts'
import { addNamespace, inside, newPrefix, removeNamespaces } from './labKernel.ts'
import { reasonNotToRun } from './machine.ts'

const tables = loadTables().flatMap((table) =>
  [...table.world.list('vpc')].map((vpc) => ({
    name: `${table.name} ${vpc.id}`,
    plan: planRouter(routerInput(table.world, vpc.id, 0xffff_ffff)),
  })),
)
const random = sampleWorlds(1, 25, 0).flatMap(({ world }, index) =>
  [...world.list('vpc')].map((vpc) => ({
    name: `random ${index}`,
    plan: planRouter(routerInput(world, vpc.id)),
  })),
)

describeUnless(reasonNotToRun(), 'rulesets in the kernel', () => {
  let namespace = ''
  beforeAll(() => {
    namespace = `${newPrefix()}n`
    addNamespace(namespace)
  })
  afterAll(() => removeNamespaces(namespace))

  const nft = (...args: readonly string[]): string => inside(namespace, 'nft', args)
  const load = (text: string): string => inside(namespace, 'nft', ['-f', '-'], text)
  const read = () => readback(nft('-n', '-j', 'list', 'ruleset'))

  test.each([...tables, ...random])(
    '$name: loads, also over another one, and reads back the same',
    ({ plan }) => {
      load(renderTable(plan))
      const found = read()
      expect(drift(plan, found)).toEqual([])
      expect([found.hash, found.epoch]).toEqual([plan.hash, plan.epoch])
    },
  )

  test.each(tables.slice(0, 4))('$name: one line for nft -i does the same', ({ plan }) => {
    load(renderRemoval(plan.tables))
    const answer = inside(namespace, 'nft', ['-i'], `${renderLine(plan)}\nlist tables\n`)
    expect(answer).toBe('table inet menshen\ntable arp menshen\n')
    expect(sameAs(plan, read())).toBe(true)
  })

  describe('what was edited by hand', () => {
    const { plan } = tables.find((each) => each.name.startsWith('fiveTuple')) as (typeof tables)[0]
    const edits: readonly (readonly [title: string, edit: readonly string[], line: RegExp | null])[] = [
      [
        'a rule put in front',
        ['insert', 'rule', 'inet', 'menshen', 'base_forward', 'accept'],
        /base_forward/,
      ],
      ['an element gone', ['delete', 'element', 'inet', 'menshen', 'eg_o', '{ "uplink" }'], /eg_o/],
      ['an element more', ['add', 'element', 'inet', 'menshen', 'eip_in', '{ 1.1.1.1 . 2.2.2.2 }'], /eip_in/],
      ['a chain of somebody else', ['add', 'chain', 'inet', 'menshen', 'other'], /`inet other` is not ours/],
      ['a table gone', ['delete', 'table', 'arp', 'menshen'], /table `arp menshen` is missing/],
      ['everything gone', ['flush', 'ruleset'], /table `inet menshen` is missing/],
      ['a policy turned', ['chain', 'inet', 'menshen', 'base_forward', '{ policy accept; }'], /base_forward/],
      // Only the fingerprint shows this one: the rule is another, not one more.
      [
        'a rule exchanged',
        ['replace', 'rule', 'inet', 'menshen', 'do_accept', 'handle', 'H', 'accept'],
        null,
      ],
    ]
    test.each(edits)('%s', (_, edit, line) => {
      load(renderTable(plan))
      const before = read()
      expect(drift(plan, before)).toEqual([])
      const handle = /accept # handle (\d+)/.exec(
        nft('-a', 'list', 'chain', 'inet', 'menshen', 'do_accept'),
      )?.[1]
      nft(...edit.map((each) => (each === 'H' ? (handle ?? '') : each)))
      const after = read()
      expect(after.fingerprint).not.toBe(before.fingerprint)
      if (line !== null) expect(drift(plan, after).join('\n')).toMatch(line)
    })

    test('counters and a ruleset loaded again do not count as edits', () => {
      load(renderTable(plan))
      const before = read()
      load(renderTable(plan))
      expect(read().fingerprint).toBe(before.fingerprint)
    })

    test('tables of others stay and are not looked at', () => {
      load(renderTable(plan))
      const before = read()
      nft('add', 'table', 'inet', 'theirs')
      expect(read()).toEqual(before)
      load(renderTable(plan))
      expect(nft('list', 'tables')).toContain('theirs')
    })
  })
})
