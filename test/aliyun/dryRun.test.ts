// DryRun on every write that takes it: judged like the real thing, and nothing of it stays, not even its client token.

import { beforeAll, expect, test } from 'vitest'
import type { Action } from '../../src/cloud/aliyun/action.ts'
import { ACTIONS } from '../../src/cloud/aliyun/actions/index.ts'
import { createRunWorld, type RunWorld, ZONE } from './networkWorld.ts'

const writes = ACTIONS.filter(({ effect, input }) => effect === 'write' && input.DryRun !== undefined)

let world: RunWorld
let known: Readonly<Record<string, string>>
const passed: string[] = []
beforeAll(async () => {
  world = await createRunWorld()
  const [running = ''] = await world.run()
  const empty = await world.vpc()
  const acl = { Action: 'CreateNetworkAcl', Version: 'Vpc', VpcId: world.vpcId }
  const { NetworkAclId } = await world.ok(acl)
  const { NetworkAclId: SourceNetworkAclId } = await world.ok(acl)
  known = {
    ...{ RegionId: 'cn-hangzhou', ZoneId: ZONE, SecurityGroupId: world.groupId, VpcId: empty },
    ...{ InstanceId: running, 'InstanceId.1': running, VSwitchId: world.vSwitchId },
    ...{ NetworkAclId, SourceNetworkAclId, ResourceGroupId: 'rg-acfmdefault' },
  }
})

/** The example of the documentation, with what is here in the places of what it names. */
const asked = (action: Action): Record<string, string> => ({
  ...Object.fromEntries(
    Object.entries(action.example).map(([name, value]) => [name, known[name] ?? value] as const),
  ),
  ...{ Action: action.name, Version: action.version, RegionId: 'cn-hangzhou' },
})

test.each(writes.map((action) => [action.name, action] as const))('%s', async (name, action) => {
  const before = world.store.revision
  const token = action.input.ClientToken === undefined ? {} : { ClientToken: `dry-${name}` }
  for (const DryRun of ['true', 'True', 'TRUE']) {
    const { status, code } = await world.call({ ...asked(action), ...token, DryRun })
    expect(code).not.toBe('OK')
    expect(status).toBeLessThan(500)
    if (code === 'DryRunOperation') passed.push(name)
  }
  for (const DryRun of ['1', 'yes', 'tru', '{}'])
    expect((await world.call({ ...asked(action), DryRun })).status).toBeGreaterThanOrEqual(400)
  expect(world.store.revision).toBe(before)
})

test('most of those would have been done', () => {
  expect(new Set(passed).size).toBeGreaterThan(writes.length / 2)
})
