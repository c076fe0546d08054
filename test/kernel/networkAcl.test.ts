// Network ACLs on real packets, through the agent: no memory of sessions, at the edges of vSwitches only.

import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { enterInternet } from '../../src/agent/localCloud.ts'
import { asId, type VSwitchId } from '../../src/core/model/ids.ts'
import type { NetworkAclEntry } from '../../src/core/model/networkAcl.ts'
import { parseProtocol } from '../../src/core/model/protocol.ts'
import type { Action } from '../../src/core/model/rule.ts'
import { aclEntryWith, networkAclWith } from '../packets/resources.ts'
import { describeUnless } from '../skipReason.ts'
import { Lab } from './agentLab.ts'
import { reasonNotToRun } from './machine.ts'

const WEB = '10.0.0.5'
const NEXT = '10.0.0.6'
const DB = '10.0.1.5'
const EIP = '198.51.100.5'
/** Who is outside when nobody else is asked for. */
const OUTSIDE = '203.0.113.1'
const ACL = 'nacl-db'

let entries = 0
function entry(
  action: Action,
  protocol: string,
  cidr: string,
  first?: number,
  last = first,
): NetworkAclEntry {
  const ports = first === undefined || last === undefined ? null : { first, last }
  return aclEntryWith(`nae-${++entries}`, {
    ...{ action, ports, peer: { kind: 'cidr', cidr } },
    protocol: parseProtocol(protocol) ?? 'all',
  })
}

describeUnless(reasonNotToRun(), 'network ACLs', () => {
  let lab: Lab

  /** Replaces all entries. */
  const become = (ingress: readonly NetworkAclEntry[], egress: readonly NetworkAclEntry[]): Promise<number> =>
    lab.settle(() => lab.world.change('networkAcl', ACL, { ingress, egress }))

  const unbind = (id: string): Promise<number> =>
    lab.settle(() => {
      const vSwitch = lab.world.tables.get('vSwitch', id)
      if (vSwitch === undefined) throw new Error(`no ${id}`)
      const { networkAclId: _, ...free } = vSwitch
      lab.world.put('vSwitch', free)
    })

  beforeAll(async () => {
    lab = new Lab(inject('kernelFolder'), 'networkAcl')
    const { world } = lab
    world.vpc('vpc-a')
    const [vpc, first] = [world.tables.get('vpc', 'vpc-a'), world.tables.get('vSwitch', 'vsw-vpc-a')]
    if (vpc === undefined || first === undefined) throw new Error('no vpc')
    world.put('networkAcl', networkAclWith(ACL, vpc))
    const vSwitchId = asId<VSwitchId>('vsw-db')
    world.put('vSwitch', {
      ...first,
      id: vSwitchId,
      cidr: '10.0.1.0/24',
      ipv6Cidr: null,
      networkAclId: asId(ACL),
    })
    world.group('sg-a', 'vpc-a')
    world.rule('sg-a', 'ingress', 'accept', 'all', '0.0.0.0/0')
    world.instance('i-web', WEB, { groups: ['sg-a'] })
    world.instance('i-next', NEXT, { groups: ['sg-a'] })
    world.instance('i-db', DB, { groups: ['sg-a'] })
    world.change('eni', 'eni-i-db', { vSwitchId })
    world.change('instance', 'i-db', { vSwitchId })
    world.eip(EIP, 'i-db')
    await lab.start()
    await Promise.all(['i-web', 'i-next', 'i-db'].map((id) => lab.in(id).listen(3306)))
    expect(await enterInternet({ dataDir: lab.dataDir, command: ['true'] })).toBe(0)
  })
  afterAll(() => lab?.end())

  it('A1: without entries nothing crosses; within a vSwitch nobody is asked', async () => {
    expect(await lab.in('i-web').tcp(DB, 3306)).toBe('blocked')
    expect(await lab.in('i-db').tcp(WEB, 3306)).toBe('blocked')
    expect(await lab.in('i-web').ping(DB)).toBe('blocked')
    expect(await lab.in('i-web').tcp(NEXT, 3306)).toBe(WEB)
    await lab.settle(() => lab.world.change('vSwitch', 'vsw-vpc-a', { networkAclId: asId(ACL) }))
    expect(await lab.in('i-web').tcp(NEXT, 3306)).toBe(WEB)
    await unbind('vsw-vpc-a')
  })

  it('A1: stateless: what is asked passes, its answer needs an entry of its own', async () => {
    const asked = [entry('accept', 'tcp', '10.0.0.0/24', 3306), entry('accept', 'icmp', '0.0.0.0/0')]
    await become(asked, [])
    expect(await lab.in('i-web').tcp(DB, 3306)).toBe('blocked')
    expect(await lab.in('i-web').ping(DB)).toBe('blocked')
    await become(asked, [entry('accept', 'tcp', '10.0.0.0/24', 1024, 65_535)])
    expect(await lab.in('i-web').tcp(DB, 3306)).toBe(WEB)
    expect(await lab.in('i-web').ping(DB)).toBe('blocked')
    await become(asked, [entry('accept', 'all', '0.0.0.0/0')])
    expect(await lab.in('i-web').ping(DB)).toBe('open')
  })

  it('A1: a session is no excuse: its packets are stopped by a new entry and go on without it', async () => {
    const open = [entry('accept', 'all', '0.0.0.0/0')]
    await become(open, open)
    expect(await lab.in('i-web').open('live', DB, 3306)).toBe(WEB)
    await become(open, [entry('drop', 'tcp', '10.0.0.5'), ...open])
    expect(await lab.in('i-web').exchange('live')).toBe('blocked')
    expect(await lab.in('i-next').tcp(DB, 3306)).toBe(NEXT)
    await become(open, open)
    expect(await lab.in('i-web').tcp(DB, 3306)).toBe(WEB)
  })

  it('A1: in order: the first entry that matches decides', async () => {
    const out = [entry('accept', 'all', '0.0.0.0/0')]
    const [no, yes] = [entry('drop', 'tcp', '10.0.0.6'), entry('accept', 'tcp', '10.0.0.0/24')]
    await become([no, yes], out)
    expect(await lab.in('i-next').tcp(DB, 3306)).toBe('blocked')
    expect(await lab.in('i-web').tcp(DB, 3306)).toBe(WEB)
    await become([yes, no], out)
    expect(await lab.in('i-next').tcp(DB, 3306)).toBe(NEXT)
  })

  it('A1 P9: translated traffic is judged by the private address on its side', async () => {
    await become([entry('accept', 'tcp', '203.0.113.0/24', 3306)], [entry('accept', 'tcp', '203.0.113.0/24')])
    expect(await lab.in(`out-${OUTSIDE}`).tcp(EIP, 3306)).toBe(OUTSIDE)
    expect(await lab.in('i-web').tcp(DB, 3306)).toBe('blocked')
    await become([entry('accept', 'tcp', '203.0.113.0/24', 3306)], [])
    expect(await lab.in(`out-${OUTSIDE}`).tcp(EIP, 3306)).toBe('blocked')
  })

  it('A1: the verdict stands in the kernel under the id of its entry', async () => {
    const guard = entry('drop', 'udp', '10.0.0.0/24', 53)
    await become([guard], [])
    await lab.in('i-web').udp(DB, 53)
    const maps = lab.nft('vpc-a', 'list', 'maps')
    expect(maps).toMatch(new RegExp(`packets [1-9]\\d* .*"${guard.id}"|"${guard.id}".*packets [1-9]`))
  })

  it('A1: taken away, it asks nobody any more and costs nothing', async () => {
    await unbind('vsw-db')
    expect(await lab.in('i-web').tcp(DB, 3306)).toBe(WEB)
    expect(await lab.in('i-web').ping(DB)).toBe('open')
    expect(lab.nft('vpc-a', 'list', 'table', 'inet', 'menshen')).not.toMatch(/do_edges|acl_/)
  })
})
