// L1 L2: limits that the operator sets hold in the cloud's calls, the refusal names the way out, and raising helps.

import { beforeEach, expect, test } from 'vitest'
import { isAdjustable, LIMIT_NAMES, type LimitName } from '../../src/core/model/limits.ts'
import { setQuota } from '../../src/service/limits.ts'
import { files, read } from '../house/repository.ts'
import { setAccount } from './accounts.ts'
import { ACCOUNT, type Parameters } from './client.ts'
import { createRunWorld, type RunWorld } from './networkWorld.ts'

let world: RunWorld
beforeEach(async () => {
  world = await createRunWorld()
})

const set = (name: LimitName, maximum: number | null) =>
  world.store.transact((state) =>
    setQuota({ state, accountId: ACCOUNT, now: 0, ids: { next: () => 'x' } }, { name, maximum }),
  )

const reply = (parameters: Parameters) => world.call({ RegionId: 'cn-hangzhou', ...parameters })
const rule = (port: number) => ({
  Action: 'AuthorizeSecurityGroup',
  SecurityGroupId: world.groupId,
  IpProtocol: 'tcp',
  PortRange: `${port}/${port}`,
})
const list = { MaxEntries: '1', AddressFamily: 'IPv4' }
const eni = () => ({
  Action: 'CreateNetworkInterface',
  VSwitchId: world.vSwitchId,
  SecurityGroupId: world.groupId,
})

test('what can be set is looked at as it was set, wherever it is looked at', () => {
  const sources = files('src/{service,server,cloud}/**/*.ts').filter((file) => !file.endsWith('.test.ts'))
  const text = sources.map(read).join('\n')
  const adjustable = LIMIT_NAMES.filter(isAdjustable)
  const declared = adjustable.filter((name) => text.includes(`limitOf('${name}')`))
  // How many tags a call may carry is a number of its own; how many a resource may have is asked as it was set.
  expect(declared).toEqual(['tagsPerResource'])
  expect(adjustable.filter((name) => !text.includes(`'${name}'`))).toEqual([])
})

type Case = readonly [LimitName, number, string, () => Promise<Parameters> | Parameters]

const CASES: readonly Case[] = [
  [
    'groupsPerRegion',
    1,
    'QuotaExceed.SecurityGroup',
    () => ({ Action: 'CreateSecurityGroup', VpcId: world.vpcId }),
  ],
  [
    'groupsPerEni',
    1,
    'JoinedGroupLimitExceed',
    async () => ({
      ...{ Action: 'CreateNetworkInterface', VSwitchId: world.vSwitchId },
      'SecurityGroupIds.1': world.groupId,
      'SecurityGroupIds.2': await world.group(world.vpcId),
    }),
  ],
  [
    'rulesPerEni',
    1,
    'AuthorizationLimitExceed',
    async () => {
      await world.ok({ ...rule(80), SourceCidrIp: '10.0.0.0/8' })
      return { ...rule(81), SourceCidrIp: '10.0.0.0/8' }
    },
  ],
  [
    'linksPerVpc',
    1,
    'QuotaExceeded',
    async () => {
      await setAccount(world, { classicNetwork: true })
      const VpcId = world.vpcId
      await world.ok({ Action: 'EnableVpcClassicLink', Version: 'Vpc', VpcId })
      const { SecurityGroupId } = await world.ok({ Action: 'CreateSecurityGroup' })
      const [first, second] = await world.run({ VSwitchId: '', SecurityGroupId, Amount: '2' })
      await world.ok({ Action: 'AttachClassicLinkVpc', InstanceId: first ?? '', VpcId })
      return { Action: 'AttachClassicLinkVpc', InstanceId: second ?? '', VpcId }
    },
  ],
  [
    'groupReferencesPerBasicGroup',
    1,
    'AuthorizedGroupRule.LimitExceed',
    async () => {
      await world.ok({ ...rule(80), SourceGroupId: await world.group(world.vpcId) })
      return { ...rule(81), SourceGroupId: await world.group(world.vpcId) }
    },
  ],
  [
    'privateAddressesPerBasicGroup',
    1,
    'SecurityGroupInstanceLimitExceed',
    () => ({ ...eni(), SecondaryPrivateIpAddressCount: '1' }),
  ],
  [
    'enisPerEnterpriseGroup',
    1,
    'SecurityGroupInstanceLimitExceed',
    async () => {
      const SecurityGroupId = await world.group(world.vpcId, { SecurityGroupType: 'enterprise' })
      await world.ok({ ...eni(), SecurityGroupId })
      return { ...eni(), SecurityGroupId }
    },
  ],
  [
    'addressesPerVpc',
    2,
    'QuotaExceeded.PrivateIpAddress',
    () => ({ ...eni(), SecondaryPrivateIpAddressCount: '2' }),
  ],
  [
    'ipv4PerFreeEni',
    2,
    'MaxEniPrivateIpsCountExceeded',
    () => ({ ...eni(), SecondaryPrivateIpAddressCount: '2' }),
  ],
  [
    'vSwitchesPerVpc',
    1,
    'QuotaExceeded.VSwitch',
    () => ({
      ...{ Action: 'CreateVSwitch', Version: 'Vpc', VpcId: world.vpcId, ZoneId: 'cn-hangzhou-h' },
      CidrBlock: '192.168.77.0/24',
    }),
  ],
  [
    'secondaryCidrsPerVpc',
    1,
    'QuotaExceeded.SecondaryCidrBlock',
    async () => {
      const add = { Action: 'AssociateVpcCidrBlock', Version: 'Vpc', VpcId: world.vpcId }
      await world.ok({ ...add, SecondaryCidrBlock: '10.1.0.0/16' })
      return { ...add, SecondaryCidrBlock: '10.2.0.0/16' }
    },
  ],
  [
    'eipsPerAccount',
    1,
    'QuotaExceeded.Eip',
    async () => {
      await world.eip()
      return { Action: 'AllocateEipAddress', Version: 'Vpc' }
    },
  ],
  [
    'prefixListsPerRegion',
    1,
    'LimitExceed.PrefixListPerRegion',
    async () => {
      await world.ok({ Action: 'CreatePrefixList', PrefixListName: 'first', ...list })
      return { Action: 'CreatePrefixList', PrefixListName: 'second', ...list }
    },
  ],
  [
    'portListsPerRegion',
    1,
    '',
    async () => {
      await world.ok({ Action: 'CreatePortRangeList', PortRangeListName: 'first', MaxEntries: '1' })
      return { Action: 'CreatePortRangeList', PortRangeListName: 'second', MaxEntries: '1' }
    },
  ],
  [
    'networkAclsPerVpc',
    1,
    '',
    async () => {
      await world.ok({ Action: 'CreateNetworkAcl', Version: 'Vpc', VpcId: world.vpcId })
      return { Action: 'CreateNetworkAcl', Version: 'Vpc', VpcId: world.vpcId }
    },
  ],
  [
    'tagsPerResource',
    1,
    'OperationDenied.QuotaExceed',
    () => ({
      ...{ Action: 'TagResources', ResourceType: 'securitygroup', 'ResourceId.1': world.groupId },
      ...{ 'Tag.1.Key': 'a', 'Tag.2.Key': 'b' },
    }),
  ],
]

test.each(CASES)('%s set to %i: %s, with the way out, which works', async (name, maximum, code, prepare) => {
  const parameters = await prepare()
  await set(name, maximum)
  const refused = await reply(parameters)
  expect(refused.code).not.toBe('OK')
  if (code !== '') expect(refused.code).toBe(code)
  expect(refused.body.Message).toContain(`Raise it with: menshen quota set ${name}.`)
  await set(name, null)
  expect((await reply(parameters)).code).toBe('OK')
})
