// A machine that is an instance and runs containers: another table translates for them, and the rules judge what is on the wire.

import { join } from 'node:path'
import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { describeUnless } from '../skipReason.ts'
import { FABRIC, FleetLab } from './fleetLab.ts'
import { reasonNotToInject } from './machine.ts'

const [HOST, CLIENT] = ['10.200.0.11', '10.200.0.12']
const CONTAINER = '172.17.0.2'
/** As container engines do: a port of the machine is the container's, and the container goes out as the machine. */
const ENGINE = `
  table ip engine {
    chain in { type nat hook prerouting priority dstnat; ip daddr ${HOST} tcp dport 8080 dnat to ${CONTAINER}:80; }
    chain out { type nat hook postrouting priority srcnat; ip saddr 172.17.0.0/16 oifname eth0 masquerade; }
  }`

describeUnless(reasonNotToInject(), 'a machine that is an instance and forwards', () => {
  let lab: FleetLab
  let published = ''
  const accept = (port: number): string =>
    lab.world.rule('sg-a', 'ingress', 'accept', 'tcp', `${CLIENT}/32`, port)
  const reached = async (): Promise<readonly boolean[]> =>
    Promise.all(
      (
        [
          ['client', HOST, 8080],
          ['client', HOST, 80],
          ['container', CLIENT, 80],
        ] as const
      ).map(async ([from, to, port]) => (await lab.in(from).tcp(to, port)) !== 'blocked'),
    )

  beforeAll(async () => {
    lab = new FleetLab(join(inject('kernelFolder'), 'forwards'), 'forwards')
    const { world } = lab
    world.vpc('vpc-a')
    world.group('sg-a', 'vpc-a')
    world.instance('host', HOST, { groups: ['sg-a'] })
    await lab.start()
    for (const host of ['host', 'client']) lab.host(host)
    const guest = { address: CONTAINER, v6: 'fd00:172::2', mac: '02:00:00:00:00:02' }
    lab.guest('host', 'container', 'docker0', guest)
    lab.sh('client', `ip route del ${CONTAINER}`)
    lab.sh('host', `nft '${ENGINE}'`)
    for (const name of ['host', 'client', 'container']) await lab.in(name).listen(80)
    expect(await reached()).toEqual([true, true, true])
    lab.startAgent('host')
    // Bound before it has heard of its server, it would be closed for good: this agent has joined nothing.
    await lab.settle(() => {})
    await lab.bind('host', (before) => ({ ...before, machine: 'eni-host' }))
    await lab.settle(() => {})
  }, 60_000)
  afterAll(() => lab?.end())

  it('S6: a port that is published for a container is closed until a rule names it as it stands on the wire', async () => {
    expect(await reached()).toEqual([false, false, true])
    // The port inside is nobody's business.
    await lab.settle(() => accept(80))
    expect(await reached()).toEqual([false, true, true])
    await lab.settle(() => (published = accept(8080)))
    expect(await reached()).toEqual([true, true, true])
    expect(await lab.in('fabric').tcp(HOST, 8080)).toBe('blocked')
  }, 60_000)

  it('S6: what a container says under the machine’s address is judged by the machine’s rules', async () => {
    let id = ''
    await lab.settle(() => (id = lab.world.rule('sg-a', 'egress', 'drop', 'tcp', `${CLIENT}/32`)))
    expect(await reached()).toEqual([true, true, false])
    expect(await lab.in('container').tcp(FABRIC, 7280)).not.toBe('blocked')
    await lab.settle(() => lab.world.remove('rule', id))
    expect(await reached()).toEqual([true, true, true])
  }, 60_000)

  it('C3 S6: sessions with containers end with their rule', async () => {
    await lab.in('client').open('published', HOST, 8080)
    await lab.in('container').open('out', CLIENT, 80)
    const alive = async () => [
      (await lab.in('client').exchange('published')) !== 'blocked',
      (await lab.in('container').exchange('out')) !== 'blocked',
    ]
    expect(await alive()).toEqual([true, true])
    await lab.settle(() => lab.world.remove('rule', published))
    expect(await alive()).toEqual([false, true])
  }, 60_000)

  it('what the machine forwards under other addresses is not its own', async () => {
    lab.sh('client', `ip route replace ${CONTAINER} via ${HOST}`)
    lab.sh('host', 'nft delete table ip engine')
    expect(await lab.in('client').tcp(CONTAINER, 80)).not.toBe('blocked')
  }, 60_000)

  it('S6: while its ENI is unknown nothing comes and nothing goes, for containers neither', async () => {
    lab.sh('host', `nft '${ENGINE}'`)
    lab.sh('client', `ip route del ${CONTAINER}`)
    await lab.bind('host', (before) => ({ ...before, machine: 'eni-nobody' }))
    expect(await reached()).toEqual([false, false, false])
  }, 60_000)
})
