import { beforeEach, describe, expect, it } from 'vitest'
import { HOST, World } from '../../test/kernel/agentWorld.ts'
import { add } from './commands.ts'
import { Footprints } from './footprints.ts'
import { type HostLayout, layoutOf } from './layout.ts'
import { namesWith } from './names.ts'
import { expected, transition } from './transition.ts'

const names = namesWith('/data')
const NOTHING = { namespaces: new Set<string>(), links: new Map(), publicRoutes: new Map() }

let world: World
const layout = (): HostLayout => layoutOf(world.tables, HOST, names)

beforeEach(() => {
  world = new World()
  world.vpc('vpc-a')
  world.vpc('vpc-empty')
  world.instance('i-a', '10.0.0.5', { v6: '2001:DB8:0:1::05' })
})

describe('layout', () => {
  it('gives the instance its address, gateway and, in the router, permanent neighbours', () => {
    const [port] = layout().instances.get('i-a' as never)?.ports ?? []
    expect(port?.instance.map(add)).toEqual([
      'addr replace 10.0.0.5/24 dev eth0',
      'addr replace 2001:db8:0:1::5/128 dev eth0 nodad',
      'route replace default via 10.0.0.253 dev eth0 onlink',
      'route replace ::/0 via fe80::1 dev eth0',
    ])
    expect(port?.router.map(add)).toContain(
      `neigh replace 10.0.0.5 lladdr 00:16:3e:00:00:05 dev ${port?.port} nud permanent`,
    )
  })

  it('makes a router only where an instance of this host is, with every vSwitch’s gateway', () => {
    expect([...layout().routers.keys()]).toEqual(['vpc-a'])
    const items = layout()
      .routers.get('vpc-a' as never)
      ?.items.map(add)
    expect(items).toContain('addr replace 10.0.0.253/32 dev lo')
    expect(items).toContain('route replace 10.0.0.0/16 dev sink')
  })

  it('leaves out instances of other hosts and the links of stopped ones', () => {
    world.instance('i-far', '10.0.0.8')
    world.change('instance', 'i-far', { hostId: 'elsewhere' as never })
    world.change('instance', 'i-a', { state: 'stopped' })
    expect([...layout().instances.keys()]).toEqual(['i-a'])
    expect(layout().instances.get('i-a' as never)?.ports).toEqual([])
  })

  it('P10: puts a visible address on the link, beside or instead of the private one, and routes to it from outside only', () => {
    const items = (): readonly string[] => {
      const [, port] = layout().instances.get('i-a' as never)?.ports ?? []
      return [...(port?.instance ?? []), ...(port?.router ?? [])].map(add)
    }
    const rules = (): readonly string[] =>
      (layout().routers.get('vpc-a' as never)?.items ?? []).filter(({ object }) => object === 'rule').map(add)
    world.secondInterface('more', 'i-a', '10.0.0.20', [])
    expect(rules()).toEqual([])
    const port = layout().instances.get('i-a' as never)?.ports[1]?.port
    world.show('more', ['198.51.100.3'], 'multiEip')
    expect(items()).toEqual([
      'addr replace 10.0.0.20/24 dev eth1',
      'addr replace 198.51.100.3/32 dev eth1',
      'route replace default via 10.0.0.253 dev eth1 onlink table 101',
      'rule add from 10.0.0.20 table 101',
      'rule add from 198.51.100.3 table 101',
      `addr replace fe80::1/64 dev ${port} nodad`,
      `route replace 10.0.0.20/32 dev ${port}`,
      `route replace 198.51.100.3/32 dev ${port} table 77`,
      `neigh replace 10.0.0.20 lladdr 00:16:3e:00:00:14 dev ${port} nud permanent`,
      `neigh replace 198.51.100.3 lladdr 00:16:3e:00:00:14 dev ${port} nud permanent`,
    ])
    expect(rules()).toHaveLength(3)
    expect(layout().publicRoutes.get('198.51.100.3')).toEqual({ vpcId: 'vpc-a', borne: '198.51.100.3' })
    world.show('more', ['198.51.100.3'], 'cutThrough')
    expect(items().filter((line) => line.includes('10.0.0.20'))).toEqual([])
    expect(layout().instances.get('i-a' as never)?.addresses).toEqual([
      ...['10.0.0.5', '2001:DB8:0:1::05', '198.51.100.3'],
    ])
  })

  it('routes a public address only while the instance behind it runs', () => {
    world.eip('198.51.100.1', 'i-a')
    expect([...layout().publicRoutes]).toEqual([['198.51.100.1', { vpcId: 'vpc-a', borne: '10.0.0.5' }]])
    world.change('instance', 'i-a', { state: 'stopped' })
    expect([...layout().publicRoutes]).toEqual([])
  })
})

describe('transition', () => {
  const scripts = (before: HostLayout | null, after: HostLayout): readonly string[] => {
    const seen = before === null ? NOTHING : expected(before, new Set(), names)
    const steps = transition(seen, before, after, names)
    return [...steps.close, ...steps.build, ...[...steps.open.values()].flat()]
  }

  it('does nothing where everything is as it must be', () => {
    expect(scripts(layout(), layout())).toEqual([])
  })

  it('sets a port up in the last script only: the policy stands between', () => {
    const steps = transition(NOTHING, null, layout(), names)
    const port = layout().instances.get('i-a' as never)?.ports[0]?.port
    expect([...steps.close, ...steps.build]).not.toContain(`link set ${port} up`)
    expect(steps.open.get('vpc-a' as never)).toContain(`link set ${port} up`)
  })

  it('frees an address before another instance gets it', () => {
    world.instance('i-b', '10.0.0.6', { secondaryAddresses: ['10.0.0.9'] })
    const before = layout()
    world.change('eni', 'eni-i-b', { secondaryAddresses: [] })
    world.change('eni', 'eni-i-a', { secondaryAddresses: ['10.0.0.9'] })
    const lines = scripts(before, layout())
    const freed = lines.findIndex((line) => line.startsWith('route del 10.0.0.9/32'))
    const taken = lines.findIndex((line) => line.startsWith('route replace 10.0.0.9/32'))
    expect(freed).toBeGreaterThanOrEqual(0)
    expect(taken).toBeGreaterThan(freed)
    expect(lines.some((line) => line.startsWith('link del') || line.includes(' down '))).toBe(false)
  })

  it('P10: makes a link anew whose addresses are all others: with its last one it would lose its routes', () => {
    world.secondInterface('more', 'i-a', '10.0.0.20', [])
    const before = layout()
    world.show('more', ['198.51.100.3'], 'multiEip')
    expect(scripts(before, layout()).filter((line) => line.startsWith('link add'))).toEqual([])
    const beside = layout()
    world.show('more', ['198.51.100.3'], 'cutThrough')
    const alone = layout()
    expect(scripts(before, alone).filter((line) => line.startsWith('link add'))).toHaveLength(1)
    expect(scripts(beside, alone).filter((line) => line.startsWith('link add'))).toEqual([])
  })

  it('removes namespaces of nobody, but neither the internet nor outside hosts', () => {
    const seen = expected(layout(), new Set([names.outside('203.0.113.1'), `${names.prefix}i-old`]), names)
    const { close } = transition(seen, layout(), layout(), names)
    expect(close.filter((line) => line.startsWith('netns del'))).toEqual([`netns del ${names.prefix}i-old`])
  })
})

describe('footprints', () => {
  it('knows the VPC of what changes and of what is gone', () => {
    world.group('sg-a', 'vpc-a')
    const rule = world.rule('sg-a', 'ingress', 'accept', 'tcp', '0.0.0.0/0', 80)
    const footprints = new Footprints(() => world.tables)
    footprints.restart()
    let touched = footprints.touchedBy([])
    world.changed = (_, writes) => {
      touched = footprints.touchedBy(writes)
    }
    world.remove('rule', rule)
    expect(touched).toEqual({ vpcIds: new Set(['vpc-a']), layout: false })
    world.deleteInstance('i-a')
    expect(touched).toEqual({ vpcIds: new Set(['vpc-a']), layout: true })
  })

  it('takes what belongs to no VPC as meant for all', () => {
    const footprints = new Footprints(() => world.tables)
    const settings = { id: 'policy', innerAccess: 'after-rules' } as const
    expect(footprints.touchedBy([{ kind: 'policySettings', id: 'policy', body: settings }])).toEqual({
      vpcIds: 'all',
      layout: false,
    })
  })
})
