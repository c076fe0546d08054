// Nine interfaces in three groups, TCP, UDP and SCTP on two ports: every cell of the table before and after each change.

import { performance } from 'node:perf_hooks'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { loadedAs } from '../../src/core/compile/nftables/delta.ts'
import { narrows } from '../../src/core/compile/nftables/narrowing.ts'
import { planRouter } from '../../src/core/compile/nftables/plan.ts'
import { PlanMemory } from '../../src/core/compile/nftables/planMemory.ts'
import { renderTable } from '../../src/core/compile/nftables/render.ts'
import { renderSteps } from '../../src/core/compile/nftables/renderDelta.ts'
import type { Loaded, Step } from '../../src/core/compile/nftables/steps.ts'
import { parseAddress } from '../../src/core/model/address.ts'
import { asId, type VpcId } from '../../src/core/model/ids.ts'
import type { Eni } from '../../src/core/model/network.ts'
import type { Packet } from '../../src/core/model/packet.ts'
import { TCP, UDP } from '../../src/core/model/protocol.ts'
import type { Rule } from '../../src/core/model/rule.ts'
import type { ResourceTables } from '../../src/core/model/tables.ts'
import { routerInput } from '../compile/routers.ts'
import { judgeWorld } from '../compile/sessions.ts'
import { transition } from '../compile/transactions.ts'
import { parseRule } from '../packets/parseRule.ts'
import { parseWorld } from '../packets/parseWorld.ts'
import { describeUnless } from '../skipReason.ts'
import { Lab, type Shot } from './lab.ts'
import { inside } from './labKernel.ts'
import { reasonNotToRun } from './machine.ts'

const SCTP = 132
const PORTS = [80, 81]
const VPC = asId<VpcId>('vpc-1')
const GROUPS = ['x', 'y', 'z']
/** A delta and its way to the kernel, by a program that is started for it, on a machine that has other things to do. */
const SETTLED_MS = 1000

const WORLD = [
  'vpc vpc-1 10.0.0.0/16',
  ...GROUPS.map((group) => `group sg-${group} inner=drop`),
  'rule sgr-tcp sg-y ingress accept tcp 80 sg-x at 1',
  'rule sgr-udp sg-z ingress accept udp 81 10.0.2.0/24 at 1',
  'rule sgr-any sg-x ingress accept 132 any sg-z at 1',
  'rule sgr-not sg-z ingress drop all any 10.0.2.2/32 at 1',
  ...GROUPS.flatMap((group, row) =>
    [1, 2, 3].map((host) => `eni eni-${group}${host} 10.0.${row + 1}.${host} sg-${group}`),
  ),
]

interface Cell {
  readonly text: string
  readonly shot: Shot
  readonly to: Eni
}

describeUnless(reasonNotToRun(), 'truth table of nine interfaces', () => {
  const world: ResourceTables = parseWorld('truth', WORLD)
  let lab: Lab
  const memory = new PlanMemory()
  let loaded: Loaded
  beforeAll(async () => {
    lab = await Lab.open(world)
    loaded = loadedAs(planRouter(routerInput(world, VPC), memory))
    inside(`${lab.prefix}r0`, 'nft', ['-f', '-'], renderTable(loaded.plan))
  })
  afterAll(() => lab.close())

  /** As the agent does it; gives the milliseconds. */
  const enforce = (): number => {
    const start = performance.now()
    const input = routerInput(world, VPC, loaded.plan.epoch)
    const same = planRouter(input, memory)
    const to = narrows(loaded.plan, same) ? planRouter({ ...input, epoch: input.epoch + 1 }, memory) : same
    const { delta, cleaning, loaded: clean } = transition(loaded, to)
    const load = (steps: readonly Step[]): string =>
      inside(`${lab.prefix}r0`, 'nft', ['-f', '-'], renderSteps(steps))
    delta.transactions.forEach(load)
    const took = performance.now() - start
    cleaning?.transactions.forEach(load)
    loaded = clean
    return took
  }

  const cells = (): readonly Cell[] => {
    const enis = [...world.list('eni')]
    return enis.flatMap((from) =>
      enis
        .filter((to) => to !== from)
        .flatMap((to) =>
          [TCP, UDP, SCTP].flatMap((protocol) =>
            PORTS.map((port): Cell => {
              const packet: Packet = {
                protocol,
                source: parseAddress(from.primaryAddress) as Packet['source'],
                destination: parseAddress(to.primaryAddress) as Packet['source'],
                sourcePort: protocol === SCTP ? 0 : 40_000,
                destinationPort: protocol === SCTP ? 0 : port,
              }
              return { text: `${protocol}/${port} ${from.id} > ${to.id}`, shot: { sender: from, packet }, to }
            }),
          ),
        ),
    )
  }

  /** Cells in which kernel and model differ; none. */
  const wrongCells = async (): Promise<{ readonly wrong: readonly string[]; readonly open: number }> => {
    lab.forgetSessions()
    const all = cells()
    const landings = await lab.shoot(all.map(({ shot }) => ({ ...shot, segment: 'syn' as const })))
    const judge = judgeWorld(world)
    let open = 0
    const wrong = all.flatMap(({ text, shot, to }, at) => {
      const passes = landings[at] === to.id
      if (passes) open++
      const { action } = judge(shot.packet)
      return passes === (action === 'accept') ? [] : [`${text}: ${landings[at]}, expected ${action}`]
    })
    return { wrong, open }
  }

  const rule = (line: string): void => {
    const body = parseRule(line.split(/\s+/)) as Rule
    world.write({ kind: 'rule', id: body.id, body })
  }
  const groups = (eniId: string, ...ids: readonly string[]): void => {
    const eni = world.get('eni', eniId) as Eni
    world.write({ kind: 'eni', id: eni.id, body: { ...eni, securityGroupIds: ids.map((id) => asId(id)) } })
  }
  const opened: number[] = []

  it('P1 P3 P4 P5 G1: every cell as the model says, to begin with', async () => {
    const { wrong, open } = await wrongCells()
    expect(wrong).toEqual([])
    expect(open).toBeGreaterThan(20)
    expect(cells()).toHaveLength(9 * 8 * 3 * 2)
    opened.push(open)
  })

  it.each<[string, () => void]>([
    ['a rule is added', () => rule('sgr-new sg-x ingress accept tcp 80,81 sg-y at 1')],
    ['a rule is removed', () => world.write({ kind: 'rule', id: 'sgr-tcp', body: null })],
    ['its peer changes', () => rule('sgr-new sg-x ingress accept tcp 80,81 sg-z at 1')],
    ['its ports change', () => rule('sgr-new sg-x ingress accept tcp 81 sg-z at 1')],
    ['its action turns', () => rule('sgr-new sg-x ingress drop all any sg-z at 1')],
    ['its priority sinks', () => rule('sgr-new sg-x ingress drop all any sg-z at 100')],
    ['a member joins a second group', () => groups('eni-x1', 'sg-x', 'sg-z')],
    ['a live interface changes its group', () => groups('eni-x1', 'sg-y')],
    ['and comes back', () => groups('eni-x1', 'sg-x')],
    ['an interface loses all groups', () => groups('eni-z3')],
    ['and gets one again', () => groups('eni-z3', 'sg-z')],
    ['egress is closed for one port', () => rule('sgr-out sg-z egress drop 132 any 10.0.1.0/24 at 1')],
    [
      'a group opens by default',
      () => {
        const group = world.get('securityGroup', 'sg-y')
        if (group === undefined) throw new Error('no sg-y')
        const body = { ...group, defaults: { ...group.defaults, ingress: 'accept' as const } }
        world.write({ kind: 'securityGroup', id: 'sg-y', body })
      },
    ],
    [
      'members reach each other',
      () => {
        const group = world.get('securityGroup', 'sg-x')
        if (group === undefined) throw new Error('no sg-x')
        world.write({ kind: 'securityGroup', id: 'sg-x', body: { ...group, innerAccess: 'accept' } })
      },
    ],
  ])('C3 P3 G1 G2: %s, and every cell is right at once', async (_, perturb) => {
    perturb()
    expect(enforce()).toBeLessThan(SETTLED_MS)
    const { wrong, open } = await wrongCells()
    expect(wrong).toEqual([])
    opened.push(open)
  })

  it('the changes were changes: the table was another one nearly every time', () => {
    expect(new Set(opened).size).toBeGreaterThan(6)
  })
})
