// The flow log: what the kernel drops comes out with who decided, at once and in a bounded number.

import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { FlowLog } from '../../src/agent/flows/flowLog.ts'
import { LineFile } from '../../src/agent/lineFile.ts'
import { ROOT_KERNEL } from '../../src/agent/script.ts'
import type { Flow } from '../../src/feed/client.ts'
import { describeUnless } from '../skipReason.ts'
import { Lab } from './agentLab.ts'
import { reasonNotToRun } from './machine.ts'

const A = '10.0.0.5'
const B = '10.0.0.6'

const reason = reasonNotToRun() ?? (spawnSync('tcpdump', ['--version']).error && 'tcpdump not found')

describeUnless(reason, 'flow log', () => {
  let lab: Lab
  let log: FlowLog
  const file = join(mkdtempSync(join(tmpdir(), 'menshen-flows-')), 'flows.jsonl')
  const flows: Flow[] = []
  const failures: string[] = []
  const seen = async (wanted: Partial<Flow>): Promise<Flow> => {
    const find = (): Flow | undefined =>
      flows.find((flow) => Object.entries(wanted).every(([key, value]) => flow[key as keyof Flow] === value))
    await expect.poll(find, { timeout: 5000, message: JSON.stringify({ flows, failures }) }).toBeDefined()
    return find() as Flow
  }

  beforeAll(async () => {
    lab = new Lab(inject('kernelFolder'), 'flows', 'all')
    const { world } = lab
    world.vpc('vpc-a')
    world.group('sg-a', 'vpc-a')
    world.group('sg-b', 'vpc-a')
    world.instance('i-a', A, { groups: ['sg-a'] })
    world.instance('i-b', B, { groups: ['sg-b'] })
    world.rule('sg-b', 'ingress', 'accept', 'tcp', '10.0.0.0/8', 80)
    world.rule('sg-b', 'ingress', 'drop', 'tcp', 'sg-a', 81)
    await lab.start()
    await lab.in('i-b').listen(80)
    log = new FlowLog({
      kernel: ROOT_KERNEL,
      file: new LineFile(file),
      places: () => lab.converger.loggedPlaces,
      policyOf: (eniId) => lab.converger.policyOf(eniId),
      revision: () => lab.converger.status.enforcedRevision,
      now: () => 1,
      onFlows: (some) => void flows.push(...some),
      onFailure: (why) => void failures.push(why),
    })
    // Until somebody listens, nothing is kept for him.
    for (let tries = 0; tries < 100 && flows.length === 0; tries++) await lab.in('i-a').udp(B, 9, 50)
  })
  afterAll(async () => {
    log.close()
    await lab.end()
  })

  it('W1: a drop by a rule, by a default, and a foreign source, each with its reason', async () => {
    expect(await lab.in('i-a').tcp(B, 81)).toBe('blocked')
    const revision = lab.converger.status.enforcedRevision
    expect(await seen({ destinationPort: 81 })).toMatchObject({
      ...{ action: 'drop', reason: 'rule', ruleId: 'sgr-2', groupIds: ['sg-b'], direction: 'ingress' },
      ...{
        eniId: 'eni-i-b',
        instanceId: 'i-b',
        vpcId: 'vpc-a',
        revision,
        protocol: 'tcp',
        source: A,
        destination: B,
      },
    })
    expect(await lab.in('i-a').udp(B, 53)).toBe('blocked')
    expect(await seen({ protocol: 'udp', destinationPort: 53 })).toMatchObject({
      ...{ reason: 'default', ruleId: null, groupIds: ['sg-b'], direction: 'ingress', eniId: 'eni-i-b' },
    })
    lab.run('i-a', 'ip', 'addr', 'add', '10.0.0.77/32', 'dev', 'eth0')
    lab.run('i-a', 'ping', '-c1', '-W1', '-I', '10.0.0.77', B)
    expect(await seen({ reason: 'spoofed', source: '10.0.0.77' })).toMatchObject({
      action: 'drop',
      eniId: 'eni-i-a',
    })
  })

  it('an accepted session stands there once, where that is asked for', async () => {
    expect(await lab.in('i-a').tcp(B, 80)).toBe(A)
    expect(await seen({ action: 'accept', destinationPort: 80 })).toMatchObject({
      ...{ reason: 'rule', ruleId: 'sgr-1', direction: 'ingress', eniId: 'eni-i-b' },
    })
    expect(
      flows.filter(({ action, destinationPort }) => action === 'accept' && destinationPort === 80).length,
    ).toBe(1)
  })

  it('a flood is sampled in the kernel, and every line of the file is whole', async () => {
    const before = flows.length
    lab.run('i-a', 'sh', '-c', 'for i in 1 2 3; do ping -f -q -c 400 -w 1 10.0.0.6 >/dev/null 2>&1; done; :')
    await seen({ protocol: 'icmp' })
    await new Promise((resolve) => setTimeout(resolve, 500))
    expect(flows.length - before).toBeLessThan(400)
    const lines = readFileSync(file, 'utf8').trim().split('\n')
    expect(lines.length).toBe(flows.length)
    for (const line of lines) JSON.parse(line)
  })
})
