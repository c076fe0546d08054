// The hooks in examples/hooks on a real host: bound before the first packet, filtered, and gone with the guest.

import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { readBindings } from '../../src/agent/bindings.ts'
import { describeUnless } from '../skipReason.ts'
import { FleetLab } from './fleetLab.ts'
import { reasonNotToInject } from './machine.ts'

const hook = (name: string): string => fileURLToPath(new URL(`../../examples/hooks/${name}`, import.meta.url))

describeUnless(reasonNotToInject(), 'hooks', () => {
  let lab: FleetLab
  let container: ChildProcess | undefined

  beforeAll(async () => {
    lab = new FleetLab(inject('kernelFolder'), 'hooks')
    await lab.start()
    lab.host('hosta')
    const { world } = lab
    world.vpc('vpc-a')
    world.group('sg-web', 'vpc-a')
    world.rule('sg-web', 'ingress', 'accept', 'tcp', '0.0.0.0/0', 80)
    world.instance('i-one', '10.0.0.5', { groups: ['sg-web'] })
    lab.startAgent('hosta')
    await lab.settle(() => {})
    const bin = join(lab.folder, 'bin')
    mkdirSync(bin)
    symlinkSync(process.execPath, join(bin, 'node'))
    const main = fileURLToPath(new URL('../../src/cli/main.ts', import.meta.url))
    const command = `exec node --disable-warning=ExperimentalWarning ${main} "$@" --data ${lab.dataDir('hosta')}`
    writeFileSync(join(bin, 'menshen'), `#!/bin/sh\n${command}\n`, { mode: 0o755 })
  }, 60_000)
  afterAll(async () => {
    container?.kill('SIGKILL')
    await lab.end()
  })

  const run = (name: string, words: readonly string[], input: string): number | null => {
    const env = { ...process.env, LANG: 'C', PATH: `${join(lab.folder, 'bin')}:${process.env.PATH}` }
    const all = ['netns', 'exec', lab.ns('hosta'), hook(name), ...words]
    return spawnSync('ip', all, { input, env, stdio: ['pipe', 'inherit', 'inherit'] }).status
  }
  const bound = (): readonly string[] => readBindings(lab.dataDir('hosta')).ports.map((port) => port.eni)

  it('libvirt: bound before the guest starts, free after it ended; a guest of no ENI is not started', async () => {
    const xml = (eni: string, port = `dev="vnet-web" eni="${eni}" address="10.0.0.5"`): string =>
      `<domain><metadata><menshen:ports xmlns:menshen="urn:menshen">
        <menshen:port ${port}/></menshen:ports></metadata></domain>`
    const turned = xml('', `address='10.0.0.5'\n  eni='eni-i-one' dev='vnet-web'`)
    expect(run('libvirt-qemu', ['web', 'prepare', 'begin', '-'], turned)).toBe(0)
    expect(bound()).toEqual(['eni-i-one'])
    expect(run('libvirt-qemu', ['web', 'release', 'end', '-'], turned)).toBe(0)
    expect(bound()).toEqual([])
    expect(run('libvirt-qemu', ['bad', 'prepare', 'begin', '-'], xml('eni-nobody'))).not.toBe(0)
    expect(run('libvirt-qemu', ['bad', 'release', 'end', '-'], xml('eni-nobody'))).toBe(0)
    expect(run('libvirt-qemu', ['web', 'prepare', 'begin', '-'], xml('eni-i-one'))).toBe(0)
    expect(bound()).toEqual(['eni-i-one'])
    spawnSync('ip', ['netns', 'add', lab.ns('web')])
    lab.plug('hosta', 'web', 'vnet-web', '00:16:3e:00:00:05')
    expect(run('libvirt-qemu', ['web', 'started', 'begin', '-'], xml('eni-i-one'))).toBe(0)
    lab.sh(
      'web',
      `ip link set lo up; ip addr add 10.0.0.5/32 dev eth0; ip link set eth0 up
       ip route add 169.254.1.1 dev eth0; ip route add default via 169.254.1.1`,
    )
    await lab.in('web').listen(80)
    await lab.in('web').listen(81)
    expect(await lab.in('hosta').tcp('10.0.0.5', 80)).toContain('169.254.1.1')
    expect(await lab.in('hosta').tcp('10.0.0.5', 81)).toBe('blocked')
    expect(run('libvirt-qemu', ['web', 'release', 'end', '-'], '')).toBe(0)
    expect(bound()).toEqual([])
    lab.sh('hosta', 'ip link del vnet-web')
  })

  it('containers: a namespace gets its interface, filtered from the first packet', async () => {
    container = spawn('unshare', ['--net', 'sleep', '60'], { stdio: 'ignore' })
    await expect
      .poll(() => spawnSync('readlink', [`/proc/${container?.pid}/exe`]).stdout.toString())
      .toContain('sleep')
    const state = (status: string): string =>
      JSON.stringify({
        ...{ ociVersion: '1.0.2', id: 'abcdef', status, pid: container?.pid, bundle: '/tmp' },
        annotations: {
          'menshen.eni': 'eni-i-one',
          'menshen.mac': '00:16:3e:00:00:05',
          'menshen.address': '10.0.0.5',
        },
      })
    expect(run('oci-network', [], state('creating'))).toBe(0)
    expect(bound()).toEqual(['eni-i-one'])
    const ping = spawnSync('ip', ['netns', 'exec', lab.ns('hosta'), 'ping', '-c1', '-W1', '10.0.0.5'])
    expect(ping.status).not.toBe(0)
    await lab.settle(() => lab.world.rule('sg-web', 'ingress', 'accept', 'icmp', '0.0.0.0/0'))
    const again = spawnSync('ip', ['netns', 'exec', lab.ns('hosta'), 'ping', '-c1', '-W1', '10.0.0.5'])
    expect(again.status).toBe(0)
    expect(run('oci-network', [], state('stopped'))).toBe(0)
    expect(bound()).toEqual([])
  })
})
