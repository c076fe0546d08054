// The rulesets themselves in a kernel: accepted as a whole, read back the same, edits by hand noticed.

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { dumpOf } from '../../src/agent/rulesetDump.ts'
import type { RulesetPlan } from '../../src/core/compile/nftables/ast.ts'
import { type Judged, judged, type Known } from '../../src/core/compile/nftables/netlink/foundDrift.ts'
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
  const look = async (plan: RulesetPlan, known: Known = new Map()): Promise<Judged> =>
    judged(plan, await dumpOf(namespace, plan.tables), known)

  test.each([...tables, ...random])(
    '$name: loads, also over another one, and reads back the same',
    async ({ plan }) => {
      load(renderTable(plan))
      expect((await look(plan)).differences).toEqual([])
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
    const edits: readonly (readonly [title: string, edit: readonly string[], line: RegExp])[] = [
      [
        'a rule put in front',
        ['insert', 'rule', 'inet', 'menshen', 'base_forward', 'accept'],
        /base_forward/,
      ],
      ['an element gone', ['delete', 'element', 'inet', 'menshen', 'eg_o', '{ "uplink" }'], /eg_o/],
      ['an element more', ['add', 'element', 'inet', 'menshen', 'eip_in', '{ 1.1.1.1 . 2.2.2.2 }'], /eip_in/],
      ['a chain of somebody else', ['add', 'chain', 'inet', 'menshen', 'other'], /`inet other` is not ours/],
      [
        'a set of somebody else',
        ['add', 'set', 'inet', 'menshen', 'other', '{ type mark; }'],
        /`inet other` is not ours/,
      ],
      ['a table gone', ['delete', 'table', 'arp', 'menshen'], /table `arp menshen` is missing/],
      ['everything gone', ['flush', 'ruleset'], /table `inet menshen` is missing/],
      ['a policy turned', ['chain', 'inet', 'menshen', 'base_forward', '{ policy accept; }'], /base_forward/],
    ]
    /** A listing alone does not show these, or only beside one from before. */
    const hidden: typeof edits = [
      [
        'a rule exchanged',
        ['replace', 'rule', 'inet', 'menshen', 'do_accept', 'handle', 'H', 'accept'],
        /chain `inet do_accept` was edited/,
      ],
      ['a table asleep', ['add', 'table', 'inet', 'menshen', '{ flags dormant; }'], /has other flags/],
      [
        'a counter of somebody else',
        ['add', 'counter', 'inet', 'menshen', 'other'],
        /`inet other` is not ours/,
      ],
    ]
    const acceptHandle = (): string =>
      /accept # handle (\d+)/.exec(nft('-a', 'list', 'chain', 'inet', 'menshen', 'do_accept'))?.[1] ?? ''
    test.each([...edits, ...hidden])('%s', async (title, edit, line) => {
      load(renderTable(plan))
      const before = read()
      expect(drift(plan, before)).toEqual([])
      const { known } = await look(plan)
      const handle = acceptHandle()
      nft(...edit.map((each) => (each === 'H' ? handle : each)))
      expect((await look(plan, known)).differences.join('\n')).toMatch(line)
      if (hidden.some(([each]) => each === title)) return
      expect(drift(plan, read()).join('\n')).toMatch(line)
    })

    test('what stands in a rule itself, exchanged and back again', async () => {
      load(renderTable(plan))
      const replace = (marks: string): string =>
        nft(
          ...['replace', 'rule', 'inet', 'menshen', 'do_accept', 'handle', handle],
          `mark { ${marks} } accept`,
        )
      const handle = acceptHandle()
      replace('1, 2, 3, 4, 5, 6, 7')
      const { known } = await look(plan)
      replace('1, 2, 3, 4, 5, 6, 8')
      expect((await look(plan, known)).differences).toEqual(['chain `inet do_accept` was edited'])
      replace('7, 6, 5, 4, 3, 2, 1')
      expect((await look(plan, known)).differences).toEqual([])
    })

    test('counters and a ruleset loaded again do not count as edits', async () => {
      load(renderTable(plan))
      const before = read()
      const { known } = await look(plan)
      load(renderTable(plan))
      expect((await look(plan, known)).differences).toEqual([])
      expect(read().fingerprint).toBe(before.fingerprint)
    })

    test('tables of others stay and are not looked at', async () => {
      load(renderTable(plan))
      const before = read()
      const { known } = await look(plan)
      nft('add', 'table', 'inet', 'theirs')
      nft('add', 'chain', 'inet', 'theirs', 'base_forward')
      expect((await look(plan, known)).differences).toEqual([])
      expect(read()).toEqual(before)
      load(renderTable(plan))
      expect(nft('list', 'tables')).toContain('theirs')
    })
  })
})
