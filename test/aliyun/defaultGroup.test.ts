// The default group that comes with the first instance where nobody has made a group.

import { expect, test } from 'vitest'
import { changeSettings, type SettingsChange } from '../../src/service/settings/change.ts'
import { setAccount } from './accounts.ts'
import { createNetworkWorld, type NetworkWorld } from './networkWorld.ts'

const MACHINE = {
  Action: 'RunInstances',
  ImageId: 'ubuntu_22_04_x64_20G_alibase_20240710.vhd',
  InstanceType: 'ecs.g6.large',
}

interface Shown {
  readonly InnerAccessPolicy: string
  readonly Permissions: { readonly Permission: readonly Readonly<Record<string, string>>[] }
}

async function groupOf(world: NetworkWorld, place: Record<string, string> = {}): Promise<string> {
  const made = await world.ok({ ...MACHINE, ...place })
  const InstanceIds = JSON.stringify(made.InstanceIdSets.InstanceIdSet)
  const body = await world.ok({ Action: 'DescribeInstances', InstanceIds })
  const groups = body.Instances.Instance[0].SecurityGroupIds.SecurityGroupId as string[]
  expect(groups).toHaveLength(1)
  return groups[0] as string
}

const show = (
  world: NetworkWorld,
  SecurityGroupId: string,
  more: Record<string, string> = {},
): Promise<Shown> => world.ok({ Action: 'DescribeSecurityGroupAttribute', SecurityGroupId, ...more })

const set = (world: NetworkWorld, change: SettingsChange) =>
  world.store.transact((state) => changeSettings(state, change))

test('G8 P8: ICMP, 22 and 3389 at 110, all egress, described as the system made it', async () => {
  const world = await createNetworkWorld()
  const group = await groupOf(world)
  const shown = await show(world, group)
  expect(
    shown.Permissions.Permission.map((rule) => [rule.IpProtocol, rule.PortRange, rule.Priority]),
  ).toEqual([
    ['ICMP', '-1/-1', '110'],
    ['TCP', '22/22', '110'],
    ['TCP', '3389/3389', '110'],
  ])
  for (const rule of shown.Permissions.Permission) {
    expect(rule).toMatchObject({
      Direction: 'ingress',
      Policy: 'Accept',
      SourceCidrIp: '0.0.0.0/0',
      NicType: 'intranet',
      Description: 'System created rule.',
    })
  }
  expect(shown.InnerAccessPolicy).toBe('Accept')
})

test('G8: the next instance is in the same group, and so is one that names the VPC', async () => {
  const world = await createNetworkWorld()
  const first = await groupOf(world)
  expect(await groupOf(world)).toBe(first)
  const vSwitch = await world.ok({ Action: 'DescribeVSwitches', Version: 'Vpc' })
  expect(await groupOf(world, { VSwitchId: vSwitch.VSwitches.VSwitch[0].VSwitchId })).toBe(first)
  const listed = await world.ok({ Action: 'DescribeSecurityGroups' })
  expect(listed.SecurityGroups.SecurityGroup).toHaveLength(1)
  expect(listed.SecurityGroups.SecurityGroup[0]).toMatchObject({
    SecurityGroupType: 'normal',
    Description: 'System created security group.',
    RuleCount: 3,
  })
})

test('G8: CreateInstance names none either', async () => {
  const world = await createNetworkWorld()
  const group = await groupOf(world)
  const { InstanceId } = await world.ok({ ...MACHINE, Action: 'CreateInstance' })
  expect(world.store.by('eni', 'instance', InstanceId)[0]?.securityGroupIds).toEqual([group])
})

test('G8: each VPC has its own; where the user has made groups one must be named', async () => {
  const world = await createNetworkWorld()
  const vpc = await world.vpc()
  const VSwitchId = await world.vSwitch(vpc)
  const group = await groupOf(world, { VSwitchId })
  const shown = await world.ok({ Action: 'DescribeSecurityGroups', SecurityGroupId: group })
  expect(shown.SecurityGroups.SecurityGroup[0].VpcId).toBe(vpc)
  const other = await world.vpc()
  await world.group(other)
  const place = { ...MACHINE, VSwitchId: await world.vSwitch(other) }
  expect(await world.code(place)).toBe('MissingParameter')
})

test('G8: with 80 and 443, and at 100, where the operator says so', async () => {
  const world = await createNetworkWorld()
  await set(world, { defaultGroupWeb: true, defaultRulePriority: 100 })
  const { Permissions } = await show(world, await groupOf(world))
  expect(Permissions.Permission.map((rule) => [rule.PortRange, rule.Priority])).toEqual(
    ['-1/-1', '22/22', '3389/3389', '80/80', '443/443'].map((ports) => [ports, '100']),
  )
})

test('P8: no call writes priority 110, and the rules of the system can be taken away', async () => {
  const world = await createNetworkWorld()
  const group = await groupOf(world)
  const rule = { IpProtocol: 'tcp', PortRange: '80/80', SourceCidrIp: '0.0.0.0/0', Priority: '110' }
  const into = { RegionId: 'cn-hangzhou', SecurityGroupId: group }
  for (const Action of ['AuthorizeSecurityGroup', 'AuthorizeSecurityGroupEgress']) {
    const { SourceCidrIp, ...others } = rule
    const peer = Action.endsWith('Egress') ? { DestCidrIp: SourceCidrIp } : { SourceCidrIp }
    expect(await world.code({ Action, ...into, ...others, ...peer })).toBe(
      'InvalidPriority.ValueNotSupported',
    )
  }
  const [ping] = (await show(world, group)).Permissions.Permission
  const SecurityGroupRuleId = ping?.SecurityGroupRuleId as string
  const raise = { Action: 'ModifySecurityGroupRule', ...into, SecurityGroupRuleId }
  expect(await world.code({ ...raise, Priority: '110' })).toBe('InvalidPriority.ValueNotSupported')
  await world.ok({ Action: 'RevokeSecurityGroup', ...into, 'SecurityGroupRuleId.1': SecurityGroupRuleId })
  expect((await show(world, group)).Permissions.Permission).toHaveLength(2)
})

test('G8 K2: in the classic network the default group opens the internet NIC', async () => {
  const world = await createNetworkWorld()
  await setAccount(world, { classicNetwork: true })
  const group = await groupOf(world)
  const [internet, intranet] = await Promise.all(
    ['internet', 'intranet'].map((NicType) => show(world, group, { NicType })),
  )
  expect(internet?.Permissions.Permission.map((rule) => rule.PortRange)).toEqual([
    '-1/-1',
    '22/22',
    '3389/3389',
  ])
  expect(intranet?.Permissions.Permission).toEqual([])
})
