// Terraform's provider (tencentcloudstack/tencentcloud f6970a9), resource by resource: the requests in the order and the
// form in which its source makes them, empty lists left out and empty objects kept, and its own comparison of what it reads.

import { beforeEach, describe, expect, test } from 'vitest'
import type { ValueNode } from '../../src/cloud/tencent/tree.ts'
import { createTestCloud, type TestCloud } from './client.ts'

let cloud: TestCloud
let id: string

const create = async (more: ValueNode = {}): Promise<string> => {
  const given = { GroupName: 'tf', GroupDescription: '', ...more }
  return (await cloud.ok('CreateSecurityGroup', given)).SecurityGroup.SecurityGroupId
}
const read = async (SecurityGroupId = id) =>
  (await cloud.ok('DescribeSecurityGroupPolicies', { SecurityGroupId })).SecurityGroupPolicySet
const modify = (set: ValueNode, more: ValueNode = {}) =>
  cloud.ok('ModifySecurityGroupPolicies', { SecurityGroupId: id, SecurityGroupPolicySet: set, ...more })
const remove = (set: ValueNode) =>
  cloud.ok('DeleteSecurityGroupPolicies', { SecurityGroupId: id, SecurityGroupPolicySet: set })

beforeEach(async () => {
  cloud = await createTestCloud()
  id = await create()
})

test('tencentcloud_security_group: made with tags that come twice, read, changed, destroyed', async () => {
  const shop = (await cloud.ok('AddProject', { ProjectName: 'shop' })).ProjectId
  const group = await create({ ProjectId: String(shop), Tags: [{ Key: 'team', Value: 'web' }] })
  const Resource = `qcs::cvm:ap-guangzhou:uin/:sg/${group}`
  await cloud.ok('ModifyResourceTags', { Resource, ReplaceTags: [{ TagKey: 'team', TagValue: 'web' }] })
  const [found] = (await cloud.ok('DescribeSecurityGroups', { SecurityGroupIds: [group] })).SecurityGroupSet
  expect([found.SecurityGroupName, found.SecurityGroupDesc, Number(found.ProjectId)]).toEqual([
    'tf',
    '',
    shop,
  ])
  const tagged = {
    ServiceType: 'cvm',
    ResourcePrefix: 'sg',
    ResourceRegion: 'ap-guangzhou',
    ResourceIds: [group],
  }
  const tags = async () =>
    (await cloud.ok('DescribeResourceTagsByResourceIds', { ...tagged, Limit: 20, Offset: 0 })).Tags.map(
      ({ TagKey, TagValue }: ValueNode) => `${TagKey}=${TagValue}`,
    )
  expect(await tags()).toEqual(['team=web'])
  await cloud.ok('ModifyResourceTags', {
    Resource,
    ReplaceTags: [{ TagKey: 'stage', TagValue: 'test' }],
    DeleteTags: [{ TagKey: 'team' }],
  })
  expect(await tags()).toEqual(['stage=test'])
  await cloud.ok('ModifySecurityGroupAttribute', { SecurityGroupId: group, GroupName: 'tf2' })
  const asked = { SecurityGroupIds: [group] }
  const [counted] = (await cloud.ok('DescribeSecurityGroupAssociationStatistics', asked))
    .SecurityGroupAssociationStatisticsSet
  expect([counted.CVM, counted.CLB, counted.CDB, counted.ENI, counted.SG]).toEqual([0, 0, 0, 0, 0])
  await cloud.ok('DeleteSecurityGroup', { SecurityGroupId: group })
  // Gone is an empty list or exactly this code.
  expect((await cloud.ok('DescribeSecurityGroups', asked)).SecurityGroupSet).toEqual([])
  expect((await cloud.call('DescribeSecurityGroupPolicies', { SecurityGroupId: group })).code).toBe(
    'ResourceNotFound',
  )
})

test('a group that names itself is destroyed like any other: it does not wait for its own rule', async () => {
  await modify({ Ingress: [{ Action: 'ACCEPT', SecurityGroupId: id, Protocol: 'ALL' }] })
  const [counted] = (await cloud.ok('DescribeSecurityGroupAssociationStatistics', { SecurityGroupIds: [id] }))
    .SecurityGroupAssociationStatisticsSet
  expect(counted.SG).toBe(0)
  await cloud.ok('DeleteSecurityGroup', { SecurityGroupId: id })
})

describe('tencentcloud_security_group_rule_set', () => {
  const tcp = (Port: string, more: ValueNode = {}): ValueNode => ({
    Action: 'ACCEPT',
    CidrBlock: '10.0.0.0/22',
    Protocol: 'TCP',
    Port,
    ...more,
  })
  /** What the provider's state holds afterwards. */
  const state = async () => {
    const set = await read()
    const rows = (rules: readonly ValueNode[]) =>
      rules.map((rule) => [
        rule.PolicyIndex,
        rule.Action,
        rule.CidrBlock || rule.Ipv6CidrBlock || rule.SecurityGroupId,
        String(rule.Protocol ?? '').toUpperCase(),
        rule.Port ?? '',
        rule.PolicyDescription,
      ])
    return { version: set.Version, ingress: rows(set.Ingress), egress: rows(set.Egress) }
  }

  test('made, sorted anew, one direction emptied, destroyed, with the versions that it sends', async () => {
    await modify({
      Ingress: [
        tcp('80-90', { PolicyDescription: 'A:Allow Ips and 80-90' }),
        tcp('80-90', { PolicyDescription: 'B:Allow UDP 8080', Protocol: 'UDP' }),
        { Action: 'ACCEPT', Ipv6CidrBlock: '::/0', Protocol: 'ICMPv6' },
      ],
      Egress: [{ Action: 'DROP', CidrBlock: '10.0.2.1', Protocol: 'ALL', Port: 'ALL' }],
    })
    expect(await state()).toEqual({
      version: '1',
      ingress: [
        [0, 'ACCEPT', '10.0.0.0/22', 'TCP', '80-90', 'A:Allow Ips and 80-90'],
        [1, 'ACCEPT', '10.0.0.0/22', 'UDP', '80-90', 'B:Allow UDP 8080'],
        [2, 'ACCEPT', '::/0', 'ICMPV6', 'ALL', ''],
      ],
      egress: [[0, 'DROP', '10.0.2.1', 'ALL', 'ALL', '']],
    })
    // The update names the version that is to come, not the one that is there.
    const reordered = [tcp('22'), tcp('80-90', { PolicyDescription: 'A:Allow Ips and 80-90' })]
    const egress = [{ Action: 'DROP', CidrBlock: '10.0.2.1', Protocol: 'ALL', Port: 'ALL' }]
    await modify({ Version: '2', Ingress: reordered, Egress: egress }, { SortPolicys: true })
    expect((await state()).ingress.map(([, , , , port]: readonly unknown[]) => port)).toEqual(['22', '80-90'])
    // A direction that became empty is first deleted by places, and then left out.
    await remove({ Egress: [{ PolicyIndex: 0 }] })
    await modify({ Version: '4', Ingress: reordered }, { SortPolicys: true })
    // What it sends is the version that then holds, so that its state is right without another read.
    const held = await state()
    expect([held.version, held.ingress.length, held.egress.length]).toEqual(['4', 2, 0])
    await modify({ Version: '0' })
    expect(await state()).toMatchObject({ ingress: [], egress: [] })
  })

  test('two rules that differ in what they say about themselves alone', async () => {
    await modify({ Ingress: [tcp('80', { PolicyDescription: 'a' }), tcp('80', { PolicyDescription: 'b' })] })
    expect((await state()).ingress.map((row: readonly unknown[]) => row.at(-1))).toEqual(['a', 'b'])
  })
})

describe('tencentcloud_security_group_lite_rule', () => {
  /** `ACCEPT#192.168.1.0/24#80#TCP`, as the provider takes it apart. */
  function policy(line: string): ValueNode {
    const [Action = '', source = '', port = '', protocol = ''] = line.split('#')
    const peer = source.startsWith('sg-')
      ? { SecurityGroupId: source }
      : source.startsWith('ipmg-')
        ? { AddressTemplate: { AddressGroupId: source } }
        : source.startsWith('ipm-')
          ? { AddressTemplate: { AddressId: source } }
          : { CidrBlock: source }
    if (protocol.startsWith('ppmg-'))
      return { Action, ...peer, ServiceTemplate: { ServiceGroupId: protocol } }
    if (protocol.startsWith('ppm-')) return { Action, ...peer, ServiceTemplate: { ServiceId: protocol } }
    const hasPort = protocol !== 'ALL' && protocol !== 'ICMP'
    return { Action, ...peer, Protocol: protocol, ...(hasPort ? { Port: port } : {}) }
  }
  const set = (ingress: readonly string[], egress: readonly string[]): ValueNode => ({
    ...(ingress.length > 0 ? { Ingress: ingress.map(policy) } : {}),
    ...(egress.length > 0 ? { Egress: egress.map(policy) } : {}),
  })
  /** It dereferences every member of a rule but protocol and port: none may be missing. */
  const lineOf = (rule: ValueNode): string => {
    const { AddressId, AddressGroupId } = rule.AddressTemplate as ValueNode
    const { ServiceId, ServiceGroupId } = rule.ServiceTemplate as ValueNode
    for (const value of [
      AddressId,
      AddressGroupId,
      ServiceId,
      ServiceGroupId,
      rule.CidrBlock,
      rule.SecurityGroupId,
    ])
      expect(value).toBeTypeOf('string')
    const source = rule.SecurityGroupId || AddressId || AddressGroupId || rule.CidrBlock
    const template = ServiceId || ServiceGroupId
    const protocol = template || String(rule.Protocol).toUpperCase()
    return `${rule.Action}#${source}#${template ? '' : rule.Port}#${protocol}`
  }
  const lines = async () => {
    const { Ingress, Egress } = await read()
    return [Ingress.map(lineOf), Egress.map(lineOf)]
  }

  test('what is written is what is read, in that order; a direction that is left out stays', async () => {
    const address = await cloud.ok('CreateAddressTemplate', {
      AddressTemplateName: 'a',
      Addresses: ['10.0.0.1'],
    })
    const { AddressTemplateId } = address.AddressTemplate
    const group = await cloud.ok('CreateAddressTemplateGroup', {
      AddressTemplateGroupName: 'g',
      AddressTemplateIds: [AddressTemplateId],
    })
    const service = await cloud.ok('CreateServiceTemplate', {
      ServiceTemplateName: 's',
      Services: ['tcp:22'],
    })
    const { ServiceTemplateId } = service.ServiceTemplate
    const other = await create()
    const ingress = [
      'ACCEPT#192.168.1.0/24#80#TCP',
      'DROP#8.8.8.8#80,90#UDP',
      'ACCEPT#0.0.0.0/0#80-90#TCP',
      `ACCEPT#${other}#80-90#TCP`,
      `ACCEPT#${AddressTemplateId}#80-90#TCP`,
      `ACCEPT#${group.AddressTemplateGroup.AddressTemplateGroupId}#80-90#TCP`,
      `ACCEPT#0.0.0.0/0##${ServiceTemplateId}`,
    ]
    const egress = ['ACCEPT#192.168.0.0/16#ALL#TCP', 'ACCEPT#10.0.0.0/8#ALL#ICMP', 'DROP#0.0.0.0/0#ALL#ALL']
    await modify(set(ingress, egress))
    expect(await lines()).toEqual([ingress, egress])
    const changed = [ingress[0] as string, 'ACCEPT#192.168.1.0/26#800#TCP', ...ingress.slice(1, 3)]
    await modify(set(changed, []))
    expect(await lines()).toEqual([changed, egress])
    // Rules that are gone are deleted by what they say; ICMP and ALL without a port.
    await remove(set([], egress))
    expect(await lines()).toEqual([changed, []])
    await modify({ Version: '0' })
    expect(await lines()).toEqual([[], []])
  })
})

describe('tencentcloud_security_group_rule', () => {
  interface Rule {
    readonly CidrIp?: string
    readonly SourceSgId?: string
    readonly Protocol?: string
    readonly PortRange?: string
    readonly Description?: string
  }
  /** Always at the front, always with both templates, be they empty. */
  const add = ({ CidrIp, SourceSgId, Protocol, PortRange, Description }: Rule) =>
    cloud.ok('CreateSecurityGroupPolicies', {
      SecurityGroupId: id,
      SecurityGroupPolicySet: {
        Ingress: [
          {
            PolicyIndex: 0,
            ...(Protocol === undefined ? {} : { Protocol: Protocol.toUpperCase() }),
            ...(PortRange === undefined ? {} : { Port: PortRange }),
            ServiceTemplate: {},
            ...(CidrIp === undefined ? {} : { CidrBlock: CidrIp }),
            ...(SourceSgId === undefined ? {} : { SecurityGroupId: SourceSgId }),
            AddressTemplate: {},
            Action: 'ACCEPT',
            ...(Description === undefined ? {} : { PolicyDescription: Description }),
          },
        ],
      },
    })
  const take = ({ CidrIp, SourceSgId, Protocol = 'ALL', PortRange = 'ALL', Description }: Rule) =>
    remove({
      Ingress: [
        {
          Action: 'ACCEPT',
          ...(CidrIp ? { CidrBlock: CidrIp } : {}),
          ...(Protocol === 'ALL' ? {} : { Protocol: Protocol.toUpperCase() }),
          ...(PortRange === 'ALL' ? {} : { Port: PortRange }),
          ...(SourceSgId ? { SecurityGroupId: SourceSgId } : {}),
          ...(Description ? { PolicyDescription: Description } : {}),
        },
      ],
    })
  const found = async ({
    CidrIp = '',
    SourceSgId = '',
    Protocol = 'ALL',
    PortRange = 'ALL',
    Description = '',
  }: Rule) =>
    (await read()).Ingress.some(
      (rule: ValueNode) =>
        rule.CidrBlock === CidrIp &&
        rule.SecurityGroupId === SourceSgId &&
        String(rule.Protocol).toLowerCase() === Protocol.toLowerCase() &&
        rule.Port === PortRange &&
        rule.PolicyDescription === Description &&
        rule.Action === 'ACCEPT',
    )

  test('each is found again as it was written, and goes alone', async () => {
    const rules: readonly Rule[] = [
      { CidrIp: '1.1.1.1', Protocol: 'tcp', PortRange: '80', Description: 'ssh in' },
      { CidrIp: '10.0.0.0/8', Protocol: 'udp', PortRange: '8000-8010' },
      { CidrIp: '0.0.0.0/0', Protocol: 'icmp' },
      { CidrIp: '172.16.0.0/12' },
      { SourceSgId: id, Protocol: 'tcp', PortRange: '3306' },
      { CidrIp: '', SourceSgId: id },
    ]
    for (const rule of rules) {
      await add(rule)
      // The one that was made last stands first.
      expect((await read()).Ingress[0].PolicyIndex).toBe(0)
    }
    for (const rule of rules) expect(await found(rule)).toBe(true)
    for (const [index, rule] of rules.entries()) {
      await take(rule)
      expect(await found(rule)).toBe(false)
      expect((await read()).Ingress).toHaveLength(rules.length - index - 1)
    }
  })
})

test('tencentcloud_cvm_security_group_attachment: one group more for an instance, and off again', async () => {
  const { InstanceIdSet } = await cloud.ok('RunInstances', {
    Placement: { Zone: 'ap-guangzhou-3', ProjectId: 0 },
    ImageId: 'img-eb30mz89',
    InstanceChargeType: 'POSTPAID_BY_HOUR',
    ClientToken: 'tf-1',
    SecurityGroupIds: [id],
  })
  const other = await create()
  const both = { SecurityGroupIds: [other], InstanceIds: InstanceIdSet }
  const groups = async () =>
    (await cloud.ok('DescribeInstances', { InstanceIds: InstanceIdSet })).InstanceSet[0].SecurityGroupIds
  await cloud.ok('AssociateSecurityGroups', both)
  expect(await groups()).toEqual([id, other])
  await cloud.ok('DisassociateSecurityGroups', both)
  expect(await groups()).toEqual([id])
})
