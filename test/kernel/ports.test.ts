// Interfaces bound to ENIs on two hosts, each with an agent of its own: who may reach whom, and what never may.

import { spawnSync } from 'node:child_process'
import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import type { Binding, Bindings } from '../../src/agent/bindings.ts'
import { describeUnless } from '../skipReason.ts'
import { FleetLab, type Guest } from './fleetLab.ts'
import { reasonNotToInject } from './machine.ts'

const GUESTS = {
  a1: { address: '10.0.0.5', v6: '2001:db8:0:1::5', mac: '00:16:3e:00:00:05' },
  a2: { address: '10.0.0.6', v6: '2001:db8:0:1::6', mac: '00:16:3e:00:00:06' },
  b1: { address: '10.0.0.7', v6: '2001:db8:0:1::7', mac: '00:16:3e:00:00:07' },
} as const satisfies Record<string, Guest>

const binding = (name: string, eni: string, mac = 'eni'): Binding => ({
  interface: name,
  eni: `eni-i-${eni}`,
  mac,
})
const plus =
  (...added: readonly Binding[]) =>
  (before: Bindings): Bindings => ({
    ...before,
    ports: [
      ...before.ports.filter((one) => !added.some((each) => each.interface === one.interface)),
      ...added,
    ],
  })

describeUnless(reasonNotToInject(), 'interfaces bound on two hosts', () => {
  let lab: FleetLab

  beforeAll(async () => {
    lab = new FleetLab(inject('kernelFolder'), 'ports')
    await lab.start()
    for (const host of ['hosta', 'hostb']) lab.host(host)
    lab.guest('hosta', 'a1', 'vnet1', GUESTS.a1)
    lab.guest('hosta', 'a2', 'vnet2', GUESTS.a2)
    lab.guest('hostb', 'b1', 'tap0', GUESTS.b1)
    const { world } = lab
    world.vpc('vpc-a')
    for (const name of ['web', 'db']) world.group(`sg-${name}`, 'vpc-a')
    world.instance('i-a1', GUESTS.a1.address, { groups: ['sg-web'], v6: GUESTS.a1.v6 })
    world.instance('i-a2', GUESTS.a2.address, { groups: ['sg-db'], v6: GUESTS.a2.v6 })
    world.instance('i-b1', GUESTS.b1.address, { groups: ['sg-db'], v6: GUESTS.b1.v6 })
    for (const host of ['hosta', 'hostb']) lab.startAgent(host)
    await lab.settle(() => {})
    for (const name of ['a1', 'a2', 'b1', 'hosta', 'hostb']) await lab.in(name).listen(80)
  }, 60_000)
  afterAll(() => lab.end())

  const between = async (from: string, to: Guest): Promise<readonly string[]> => {
    const hand = lab.in(from)
    const answers = [
      hand.tcp(to.address, 80),
      hand.udp(to.address, 80),
      hand.tcp(to.v6, 80),
      hand.udp(to.v6, 80),
    ]
    return (await Promise.all(answers)).map((answer) => (answer === 'blocked' ? 'blocked' : 'open'))
  }
  const all = (word: string): readonly string[] => [word, word, word, word]

  it('what nobody bound is nobody’s business: the hosts forward it as before', async () => {
    // The first packets may go while neighbours are still being found.
    await expect.poll(() => between('a1', GUESTS.b1), { timeout: 10_000 }).toEqual(all('open'))
    expect(lab.sh('hosta', 'nft list ruleset')).toBe('')
  })

  it('guarded interfaces pass nothing until they are bound', async () => {
    await lab.bind('hostb', (before) => ({ ...before, guards: ['tap'] }))
    expect(await between('a1', GUESTS.b1)).toEqual(all('blocked'))
    expect(await between('b1', GUESTS.a1)).toEqual(all('blocked'))
    expect(await between('b1', { ...GUESTS.b1, address: '10.200.0.12', v6: 'fd00:200::12' })).toEqual(
      all('blocked'),
    )
    expect(await between('a1', GUESTS.a2)).toEqual(all('open'))
  })

  it('an ENI that nobody knows yet passes nothing, and is judged the moment it comes', async () => {
    const status = await lab.bind('hostb', plus(binding('tap0', 'later')))
    expect(status?.ports).toEqual([{ interface: 'tap0', eni: 'eni-i-later', state: 'waiting' }])
    expect(await between('b1', GUESTS.a1)).toEqual(all('blocked'))
    await lab.bind('hostb', plus(binding('tap0', 'b1')))
    await lab.bind('hosta', plus(binding('vnet1', 'a1'), binding('vnet2', 'a2')))
    expect(await between('a1', GUESTS.b1)).toEqual(all('blocked'))
    expect(await between('a1', GUESTS.a2)).toEqual(all('blocked'))
  })

  it('a rule about a group opens the way on this host and across hosts, and closes it again', async () => {
    let rule = ''
    await lab.settle(() => {
      rule = lab.world.rule('sg-db', 'ingress', 'accept', 'all', 'sg-web')
    })
    expect(await between('a1', GUESTS.b1)).toEqual(all('open'))
    expect(await between('a1', GUESTS.a2)).toEqual(all('open'))
    expect(await between('a2', GUESTS.b1)).toEqual(all('blocked'))
    expect(await between('b1', GUESTS.a1)).toEqual(all('blocked'))
    await lab.in('a1').open('kept', GUESTS.b1.address, 80)
    await lab.settle(() => lab.world.change('eni', 'eni-i-a1', { securityGroupIds: [] }))
    expect(await lab.in('a1').exchange('kept')).toBe('blocked')
    await lab.settle(() => lab.world.change('eni', 'eni-i-a1', { securityGroupIds: ['sg-web' as never] }))
    await lab.settle(() => lab.world.remove('rule', rule))
    expect(await between('a1', GUESTS.b1)).toEqual(all('blocked'))
  })

  it('S2: no other address, no other MAC, and nobody else with the address of a guest', async () => {
    await lab.settle(() => lab.world.rule('sg-db', 'ingress', 'accept', 'all', '0.0.0.0/0'))
    expect(await lab.in('a1').tcp(GUESTS.b1.address, 80)).not.toBe('blocked')
    const ping = (from: string, source: string): number | null =>
      spawnSync('ip', ['netns', 'exec', lab.ns(from), 'ping', '-c1', '-W1', '-I', source, GUESTS.b1.address])
        .status
    expect(ping('a1', GUESTS.a1.address)).toBe(0)
    lab.sh('a1', 'ip addr add 10.0.0.99/32 dev lo')
    lab.sh('hostb', 'ip route replace 10.0.0.99/32 via 10.200.0.11')
    lab.sh('hosta', 'ip route replace 10.0.0.99/32 dev vnet1')
    expect(ping('a1', '10.0.0.99')).not.toBe(0)
    lab.sh('a1', 'ip link set eth0 address 00:16:3e:00:00:aa')
    expect(await lab.in('a1').tcp(GUESTS.b1.address, 80)).toBe('blocked')
    const spoofed = /counter packets [1-9]\d* .*comment "spoofed"/
    expect(lab.sh('hosta', 'nft list chain inet menshen do_bound')).toMatch(spoofed)
    await lab.bind('hosta', plus(binding('vnet1', 'a1', '00:16:3e:00:00:aa')))
    lab.sh('hosta', 'ip neigh flush dev vnet1')
    // Both ends have to find each other by ARP again, which was refused meanwhile.
    const answer = (): Promise<string> => lab.in('a1').tcp(GUESTS.b1.address, 80)
    await expect.poll(answer, { timeout: 5_000 }).not.toBe('blocked')
    // From the fabric, with the address of a guest that is plugged in on the host it goes to.
    expect(lab.sh('hosta', 'nft list chain inet menshen base_prerouting')).not.toMatch(spoofed)
    const { a1, a2 } = GUESTS
    lab.sh('fabric', `ip addr add ${a1.address}/32 dev lo; ip route add ${a2.address}/32 via 10.200.0.11`)
    lab.sh('fabric', `ping -c1 -W1 -I ${a1.address} ${a2.address} || :; ip addr del ${a1.address}/32 dev lo`)
    expect(lab.sh('hosta', 'nft list chain inet menshen base_prerouting')).toMatch(spoofed)
  })

  it('guest and host: the guest’s rules judge, and the host’s own services are none of the guest’s', async () => {
    expect(await lab.in('a1').tcp('10.200.0.11', 80)).toBe('blocked')
    expect(await lab.in('hostb').tcp(GUESTS.b1.address, 80)).not.toBe('blocked')
    expect(await lab.in('hosta').tcp(GUESTS.a1.address, 80)).toBe('blocked')
    expect(await lab.in('a1').ping('169.254.1.1')).toBe('blocked')
  })

  it('other tables stay: a foreign table beside ours is as it was, and still judges what we let pass', async () => {
    const foreign =
      'table ip foreign { chain f { type filter hook forward priority 10 ; tcp dport 81 counter drop ; } ; }'
    lab.sh('hosta', `nft '${foreign}'`)
    const before = lab.sh('hosta', 'nft -s list table ip foreign')
    expect(before).toContain('dport 81')
    await lab.in('b1').listen(81)
    await lab.bind('hosta', plus(binding('vnet1', 'a1', '00:16:3e:00:00:aa')))
    expect(await lab.in('a1').tcp(GUESTS.b1.address, 81)).toBe('blocked')
    expect(await lab.in('a1').tcp(GUESTS.b1.address, 80)).not.toBe('blocked')
    expect(lab.sh('hosta', 'nft -s list table ip foreign')).toBe(before)
  })

  it('an interface that comes back under its name is filtered from its first packet, agent or no agent', async () => {
    lab.killAgent('hosta')
    lab.sh('hosta', 'ip link del vnet2')
    lab.plug('hosta', 'a2', 'vnet2', GUESTS.a2.mac)
    lab.routes('hosta', 'vnet2', GUESTS.a2)
    lab.sh(
      'a2',
      `ip addr add ${GUESTS.a2.address}/32 dev eth0; ip link set eth0 up; ip route add 169.254.1.1 dev eth0; ip route add default via 169.254.1.1`,
    )
    expect(await lab.in('a2').tcp(GUESTS.a1.address, 80)).toBe('blocked')
    expect(await lab.in('a1').tcp(GUESTS.a2.address, 80)).not.toBe('blocked')
    lab.startAgent('hosta')
    await lab.settle(() => lab.world.rule('sg-web', 'ingress', 'accept', 'tcp', 'sg-db', 80))
    expect(await lab.in('a2').tcp(GUESTS.a1.address, 80)).not.toBe('blocked')
  })

  it('S2: a guest whose interface goes by another name is not reached past the rules', async () => {
    const rename = (from: string, to: string): string =>
      lab.sh(
        'hosta',
        `ip link set ${from} down; ip link set ${from} name ${to}; ip link set ${to} up
         ip route replace ${GUESTS.a2.address}/32 dev ${to}; ip -6 route replace ${GUESTS.a2.v6}/128 dev ${to}`,
      )
    rename('vnet2', 'other2')
    // Requests must not even arrive: the guest's answers alone would be dropped as spoofed.
    const arrived = (): number => Number(lab.sh('a2', 'cat /sys/class/net/eth0/statistics/rx_packets'))
    const before = arrived()
    for (const from of ['b1', 'hosta', 'fabric'])
      expect(await lab.in(from).udp(GUESTS.a2.address, 80)).toBe('blocked')
    expect(lab.sh('hosta', 'nft list table inet menshen')).toMatch(
      /ip daddr @own4\S* oifname != @ports counter packets [1-9]\d* .*comment "unbound"/,
    )
    expect(arrived() - before).toBeLessThan(3)
    rename('other2', 'vnet2')
    await expect.poll(() => lab.in('b1').udp(GUESTS.a2.address, 80), { timeout: 10_000 }).not.toBe('blocked')
  })

  it('a link without Ethernet, as WireGuard’s: its addresses alone are asked for', async () => {
    const socket = `${lab.folder}/tun.sock`
    lab.tun('hostb', 'tun9', 'UNIX-LISTEN', socket)
    lab.tun('b9', 'tun9', 'UNIX-CONNECT', socket)
    lab.sh('hostb', 'ip route replace 10.0.0.9/32 dev tun9')
    lab.sh(
      'b9',
      'ip addr add 10.0.0.9/32 dev tun9; ip addr add 10.0.0.98/32 dev tun9; ip route add default dev tun9',
    )
    await lab.settle(() => void lab.world.instance('i-b9', '10.0.0.9', { groups: ['sg-db'] }))
    await lab.bind('hostb', plus({ interface: 'tun9', eni: 'eni-i-b9', mac: 'any' }))
    const ping = (source: string): number | null =>
      spawnSync('ip', ['netns', 'exec', lab.ns('b9'), 'ping', '-c1', '-W1', '-I', source, GUESTS.b1.address])
        .status
    expect(ping('10.0.0.9')).toBe(0)
    lab.sh('hostb', 'ip route replace 10.0.0.98/32 dev tun9')
    expect(ping('10.0.0.98')).not.toBe(0)
  })

  it('foreign edits of our table are found and repaired', async () => {
    // Built anew it has another name.
    const map = (): string => /eg_o(_v\d+)?/.exec(lab.sh('hostb', 'nft list maps'))?.[0] ?? ''
    lab.sh('hostb', `nft delete element inet menshen ${map()} { tap0 }`)
    await expect
      .poll(() => lab.sh('hostb', `nft list map inet menshen ${map()}`), { timeout: 15_000 })
      .toContain('"tap0" : goto')
  })

  it('the command line binds, waits for the agent, lists, and refuses what cannot work', async () => {
    const menshen = (...words: readonly string[]) => lab.menshen('hosta', 'port', ...words)
    expect(await menshen('bind', 'vnet2', '--eni', 'eni-i-a2')).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^vnet2 is eni-i-a2, enforced at revision \d+\n$/),
    })
    expect(await menshen('bind', 'vnet7', '--eni', 'eni-nobody')).toMatchObject({
      code: 1,
      stderr: 'menshen: the server knows no `eni-nobody`: `vnet7` passes nothing until it does\n',
    })
    expect((await menshen('ls')).stdout).toMatch(
      /vnet2 +eni-i-a2 +eni +enforced +up *\nvnet7 +eni-nobody .* absent/,
    )
    expect(await menshen('unbind', 'vnet7')).toMatchObject({ code: 0, stdout: 'vnet7 is free\n' })
    expect(await menshen('unbind', 'vnet7')).toMatchObject({
      code: 1,
      stderr: 'menshen: `vnet7` is not bound\n',
    })
    const bad = await Promise.all([
      menshen('bind', 'no"name', '--eni', 'eni-i-a2'),
      menshen('bind', 'vnet2'),
      menshen('bind', 'vnet2', '--eni', 'eni-i-a2', '--mac', 'nonsense'),
      menshen('bind', 'vnet2', '--host', '--eni', 'eni-i-a2'),
    ])
    expect(bad.map(({ code }) => code)).toEqual([2, 2, 2, 2])
    lab.sh(
      'hosta',
      'ip link add br9 type bridge; ip link add in9 type veth peer name in9-end; ip link set in9 master br9',
    )
    // By it the machine reaches the network: an ENI's port passes nothing of the machine's own (S5).
    lab.sh('hosta', 'ip route replace default via 10.200.0.1')
    const ownWay = { code: 2, stderr: expect.stringContaining('by `eth0` this machine reaches its server') }
    expect(await menshen('bind', 'eth0', '--eni', 'eni-i-a2')).toMatchObject(ownWay)
    expect(await menshen('guard', 'eth')).toMatchObject(ownWay)
    lab.sh('hosta', 'ip route del default')
    const bridged = await menshen('bind', 'in9', '--eni', 'eni-i-a2')
    expect(bridged).toMatchObject({ code: 2, stderr: expect.stringContaining('part of the bridge `br9`') })
  }, 60_000)

  it('unbound, everything is as if we had never been there', async () => {
    await lab.bind('hosta', () => ({ ports: [], guards: [], machine: null }))
    expect(lab.sh('hosta', 'nft list tables')).toBe('table ip foreign\n')
  })
})
