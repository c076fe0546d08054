// Rules in sequence through the API: where they are put, what is taken away, which version may be changed.

import { beforeEach, describe, expect, test } from 'vitest'
import type { ValueNode } from '../../src/cloud/tencent/tree.ts'
import { createTestCloud, groupWith, linesOf, type TestCloud } from './client.ts'

let cloud: TestCloud
let id: string

const tcp = (Port: string, more: ValueNode = {}): ValueNode => ({
  Protocol: 'TCP',
  Port,
  CidrBlock: '10.0.0.0/8',
  Action: 'ACCEPT',
  ...more,
})
const set = (...Ingress: ValueNode[]): ValueNode => ({ Ingress })
const create = (policySet: ValueNode) =>
  cloud.call('CreateSecurityGroupPolicies', { SecurityGroupId: id, SecurityGroupPolicySet: policySet })
const remove = (policySet: ValueNode) =>
  cloud.call('DeleteSecurityGroupPolicies', { SecurityGroupId: id, SecurityGroupPolicySet: policySet })
const modify = (policySet: ValueNode) =>
  cloud.call('ModifySecurityGroupPolicies', { SecurityGroupId: id, SecurityGroupPolicySet: policySet })
const policies = async () =>
  (await cloud.ok('DescribeSecurityGroupPolicies', { SecurityGroupId: id })).SecurityGroupPolicySet
const ports = async () => (await linesOf(cloud, id)).map((line) => line.split(' ')[1])
const versionOf = async () => (await policies()).Version

beforeEach(async () => {
  cloud = await createTestCloud()
  id = await groupWith(cloud)
})

describe('P3: CreateSecurityGroupPolicies', () => {
  test('without an index at the end, with one before it, a block in its own order', async () => {
    expect(await versionOf()).toBe('0')
    await create(set(tcp('1'), tcp('2')))
    await create(set(tcp('3')))
    await create(set(tcp('4', { PolicyIndex: 0 }), tcp('5', { PolicyIndex: 0 })))
    await create(set(tcp('6', { PolicyIndex: 3 })))
    await create(set(tcp('7', { PolicyIndex: 6 })))
    expect(await ports()).toEqual(['4', '5', '1', '6', '2', '3', '7'])
    const { Ingress, Version } = await policies()
    expect(Ingress.map(({ PolicyIndex, Priority }: ValueNode) => [PolicyIndex, Priority])).toEqual(
      [0, 1, 2, 3, 4, 5, 6].map((index) => [index, index + 1]),
    )
    expect(Version).toBe('5')
  })

  test.each<[string, ValueNode, string]>([
    ['beyond the end', set(tcp('1', { PolicyIndex: 1 })), 'InvalidParameterValue.Range'],
    ['indexes that differ', set(tcp('1', { PolicyIndex: 0 }), tcp('2')), 'InvalidParameterValue'],
    ['both directions', { Ingress: [tcp('1')], Egress: [tcp('1')] }, 'InvalidParameter.Coexist'],
    ['nothing', {}, 'InvalidParameterValue.Empty'],
    ['an old version', { Version: '3', Ingress: [tcp('1')] }, 'UnsupportedOperation.VersionMismatch'],
    ['a version that is none', { Version: 'x', Ingress: [tcp('1')] }, 'InvalidParameterValue.Malformed'],
    ['the same rule twice', set(tcp('1'), tcp('1')), 'UnsupportedOperation.DuplicatePolicy'],
    ['two peers', set(tcp('1', { Ipv6CidrBlock: '::/0' })), 'InvalidParameter.Coexist'],
    ['no action', set({ Protocol: 'TCP', Port: '1' }), 'MissingParameter'],
    ['another action', set(tcp('1', { Action: 'ALLOW' })), 'InvalidParameterValue'],
    ['a protocol that is none', set(tcp('1', { Protocol: 'SCTP' })), 'InvalidParameterValue'],
    ['ports of ICMP', set(tcp('1', { Protocol: 'ICMP' })), 'InvalidParameterValue'],
    ['ports of ALL', set(tcp('1', { Protocol: 'ALL' })), 'InvalidParameterValue'],
    ['port 0', set(tcp('0')), 'InvalidParameterValue.Range'],
    ['a port too high', set(tcp('1-65536')), 'InvalidParameterValue.Range'],
    ['a range that goes down', set(tcp('9-1')), 'InvalidParameterValue.Range'],
    ['ports that are none', set(tcp('ssh')), 'InvalidParameterValue.Malformed'],
    ['a block that is none', set(tcp('1', { CidrBlock: '10.0.0.0/33' })), 'InvalidParameterValue.Malformed'],
    ['IPv6 as IPv4', set(tcp('1', { CidrBlock: '::1' })), 'InvalidParameterValue.Malformed'],
    [
      'ICMP with IPv6',
      set({ Protocol: 'ICMP', Ipv6CidrBlock: '::/0', Action: 'ACCEPT' }),
      'InvalidParameterValue',
    ],
    [
      'a group that is not there',
      set({ SecurityGroupId: 'sg-zzzzzzzz', Action: 'DROP' }),
      'ResourceNotFound',
    ],
    [
      'a group id that is none',
      set({ SecurityGroupId: 'x', Action: 'DROP' }),
      'InvalidParameterValue.Malformed',
    ],
    [
      'a template that is not there',
      set({ AddressTemplate: { AddressId: 'ipm-zzzzzzzz' }, Action: 'DROP' }),
      'ResourceNotFound',
    ],
    [
      'template and group of templates',
      set({
        AddressTemplate: { AddressId: 'ipm-zzzzzzzz', AddressGroupId: 'ipmg-zzzzzzzz' },
        Action: 'DROP',
      }),
      'InvalidParameter.Coexist',
    ],
    [
      'a service template with ports',
      set(tcp('1', { ServiceTemplate: { ServiceId: 'ppm-zzzzzzzz' } })),
      'InvalidParameter.Coexist',
    ],
    [
      'a long description',
      set(tcp('1', { PolicyDescription: 'x'.repeat(101) })),
      'InvalidParameterValue.TooLong',
    ],
    ['an index of another type', set(tcp('1', { PolicyIndex: '0' })), 'InvalidParameter'],
    ['a list that is none', { Ingress: tcp('1') }, 'InvalidParameter'],
    ['a name inside that nobody knows', set(tcp('1', { Ports: '1' })), 'UnknownParameter.WithGuess'],
  ])('%s is refused and changes nothing', async (_, policySet, code) => {
    const reply = await create(policySet)
    expect(reply).toMatchObject({ status: 200, code })
    expect(await policies()).toMatchObject({ Version: '0', Ingress: [], Egress: [] })
  })

  test('T3: the same rule again is refused; another description makes it another one', async () => {
    await create(set(tcp('1')))
    expect((await create(set(tcp('2'), tcp('1')))).code).toBe('UnsupportedOperation.DuplicatePolicy')
    expect(await versionOf()).toBe('1')
    expect((await create(set(tcp('1', { PolicyDescription: 'b' })))).code).toBe('OK')
    expect(await ports()).toEqual(['1', '1'])
  })

  test('empty texts and objects are nothing; no peer is anybody, no protocol and port are ALL', async () => {
    const blank = { AddressTemplate: {}, ServiceTemplate: {}, CidrBlock: '', SecurityGroupId: '', Port: '' }
    expect((await create(set({ ...blank, Protocol: '', Action: 'drop' }))).code).toBe('OK')
    expect(await linesOf(cloud, id)).toEqual(['ALL ALL 0.0.0.0/0 DROP'])
  })

  test('T2: addresses are echoed as written, but every block of all addresses is one', async () => {
    await create(set(tcp('1', { CidrBlock: '10.0.2.1' }), tcp('2', { CidrBlock: '192.128.8.8/17' })))
    await create(
      set(tcp('3', { CidrBlock: '0.0.0.0/8' }), tcp('4', { CidrBlock: '', Ipv6CidrBlock: 'FD00::/8' })),
    )
    expect(
      (await policies()).Ingress.map(({ CidrBlock, Ipv6CidrBlock }: ValueNode) => [CidrBlock, Ipv6CidrBlock]),
    ).toEqual([
      ['10.0.2.1', ''],
      ['192.128.8.8/17', ''],
      ['0.0.0.0/0', ''],
      ['', 'FD00::/8'],
    ])
  })

  test('MY_PUBLIC_IP is the address of the caller, and says so', async () => {
    const rule = { Protocol: 'TCP', Port: '22', CidrBlock: 'MY_PUBLIC_IP', Action: 'ACCEPT' }
    const parameters = { SecurityGroupId: id, SecurityGroupPolicySet: set(rule) }
    const from = (remoteAddress: string) =>
      cloud.call('CreateSecurityGroupPolicies', parameters, { remoteAddress })
    expect((await from('::ffff:203.0.113.9')).code).toBe('OK')
    expect((await from('2001:db8::9')).code).toBe('InvalidParameterValue')
    expect((await policies()).Ingress).toMatchObject([
      { CidrBlock: '203.0.113.9', PolicyDescription: 'Replaced-From-MY_PUBLIC_IP' },
    ])
  })

  test('L: the 101st rule of a direction and the 11th that names a group are refused; the manual has no such limit', async () => {
    const many = Array.from({ length: 100 }, (_, index) => tcp(String(index + 1)))
    expect((await create(set(...many))).code).toBe('OK')
    expect((await create(set(tcp('1000')))).code).toBe('LimitExceeded.SecurityGroupPolicySet')
    expect((await create({ Egress: [tcp('1000')] })).code).toBe('OK')
    const peers = await Promise.all(Array.from({ length: 11 }, () => groupWith(cloud)))
    const naming = peers.map((SecurityGroupId) => ({ SecurityGroupId, Action: 'ACCEPT' }))
    expect((await create({ Egress: naming })).code).toBe('LimitExceeded')
    await cloud.store.transact((state) =>
      state.put('policySettings', { id: 'policy', innerAccess: 'before-rules', sequenceLimits: 'manual' }),
    )
    expect((await create({ Egress: naming })).code).toBe('OK')
  })
})

describe('DeleteSecurityGroupPolicies', () => {
  beforeEach(async () => {
    await create(set(tcp('1'), tcp('2'), tcp('3'), tcp('4', { PolicyDescription: 'x' })))
  })

  test('by places, all of the list before the call', async () => {
    expect((await remove({ Version: '1', Ingress: [{ PolicyIndex: 0 }, { PolicyIndex: 2 }] })).code).toBe(
      'OK',
    )
    expect(await ports()).toEqual(['2', '4'])
    expect(await versionOf()).toBe('2')
  })

  test('by what they say: missing protocol and port mean ALL', async () => {
    await create(set({ CidrBlock: '10.9.0.0/16', Action: 'DROP' }))
    expect((await remove(set({ CidrBlock: '10.9.0.0/16', Action: 'DROP' }, tcp('2')))).code).toBe('OK')
    expect((await remove(set(tcp('4', { PolicyDescription: 'x' })))).code).toBe('OK')
    expect(await ports()).toEqual(['1', '3'])
  })

  test.each<[string, ValueNode, string]>([
    ['a place that is empty', set({ PolicyIndex: 4 }), 'InvalidParameterValue.Range'],
    ['a place twice', set({ PolicyIndex: 1 }, { PolicyIndex: 1 }), 'InvalidParameterValue'],
    ['places and rules', set({ PolicyIndex: 1 }, tcp('1')), 'InvalidParameter.Coexist'],
    ['a rule that is not there', set(tcp('1'), tcp('9')), 'ResourceNotFound'],
    [
      'an old version',
      { Version: '0', Ingress: [{ PolicyIndex: 0 }] },
      'UnsupportedOperation.VersionMismatch',
    ],
  ])('%s is refused and changes nothing', async (_, policySet, code) => {
    expect((await remove(policySet)).code).toBe(code)
    expect(await ports()).toEqual(['1', '2', '3', '4'])
    expect(await versionOf()).toBe('1')
  })
})

describe('ModifySecurityGroupPolicies', () => {
  beforeEach(async () => {
    await create(set(tcp('1'), tcp('2')))
    await create({ Egress: [tcp('9')] })
  })

  test('takes the lists as they stand; a direction left out stays', async () => {
    expect((await modify({ Ingress: [tcp('2'), tcp('3'), tcp('1')] })).code).toBe('OK')
    expect(await ports()).toEqual(['2', '3', '1'])
    expect((await linesOf(cloud, id, 'Egress')).length).toBe(1)
    expect(await versionOf()).toBe('3')
  })

  test('version 0 takes everything away, whatever is sent; any other number is taken', async () => {
    expect((await modify({ Version: '77', Egress: [] })).code).toBe('OK')
    expect((await linesOf(cloud, id, 'Egress')).length).toBe(0)
    expect((await modify({ Version: '0', Ingress: [tcp('5')] })).code).toBe('OK')
    expect(await policies()).toMatchObject({ Ingress: [], Egress: [], Version: '4' })
  })

  test('a rule that stays keeps its time of change, a new one has its own', async () => {
    cloud.now += 60_000
    await modify({ Ingress: [tcp('3'), tcp('2')] })
    expect((await policies()).Ingress.map(({ ModifyTime }: ValueNode) => ModifyTime)).toEqual([
      '2026-11-21 20:01:00',
      '2026-11-21 20:00:00',
    ])
  })

  test('one rule that cannot be leaves everything as it was', async () => {
    expect((await modify({ Ingress: [tcp('3'), tcp('70000')] })).code).toBe('InvalidParameterValue.Range')
    expect((await modify({ Ingress: [tcp('3'), tcp('3')] })).code).toBe(
      'UnsupportedOperation.DuplicatePolicy',
    )
    expect(await ports()).toEqual(['1', '2'])
    expect(await versionOf()).toBe('2')
  })
})

describe('Replace…', () => {
  const replaceAll = (parameters: ValueNode) =>
    cloud.call('ReplaceSecurityGroupPolicies', { SecurityGroupId: id, ...parameters })
  const replaceOne = (policySet: ValueNode) =>
    cloud.call('ReplaceSecurityGroupPolicy', { SecurityGroupId: id, SecurityGroupPolicySet: policySet })

  beforeEach(async () => {
    await create(set(tcp('1'), tcp('2'), tcp('3'), tcp('4')))
  })

  test('one rule in its place', async () => {
    expect((await replaceOne({ Version: '1', ...set(tcp('9', { PolicyIndex: 1 })) })).code).toBe('OK')
    expect(await ports()).toEqual(['1', '9', '3', '4'])
    expect((await replaceOne({ Version: '1', ...set(tcp('8', { PolicyIndex: 1 })) })).code).toBe(
      'UnsupportedOperation.VersionMismatch',
    )
    expect((await replaceOne(set(tcp('8')))).code).toBe('MissingParameter')
    expect((await replaceOne(set(tcp('8', { PolicyIndex: 0 }), tcp('7', { PolicyIndex: 1 })))).code).toBe(
      'InvalidParameterValue.LimitExceeded',
    )
    expect((await replaceOne(set(tcp('1', { PolicyIndex: 1 })))).code).toBe(
      'UnsupportedOperation.DuplicatePolicy',
    )
    expect(await ports()).toEqual(['1', '9', '3', '4'])
  })

  test('several rules; two may exchange what they say', async () => {
    const wanted = set(tcp('2', { PolicyIndex: 0 }), tcp('1', { PolicyIndex: 1 }))
    expect((await replaceAll({ SecurityGroupPolicySet: wanted })).code).toBe('OK')
    expect(await ports()).toEqual(['2', '1', '3', '4'])
  })

  test('P3: Priority moves, Both moves and exchanges', async () => {
    const move = (from: number, to: number, type: string, rule: ValueNode = {}) =>
      replaceAll({
        SecurityGroupPolicySet: set({ ...rule, PolicyIndex: from, Priority: to }),
        OriginalSecurityGroupPolicySet: set({ PolicyIndex: from }),
        UpdateType: type,
      })
    expect((await move(3, 1, 'Priority')).code).toBe('OK')
    expect(await ports()).toEqual(['4', '1', '2', '3'])
    expect((await move(0, 4, 'Both', tcp('44'))).code).toBe('OK')
    expect(await ports()).toEqual(['1', '2', '3', '44'])
    expect((await move(0, 5, 'Priority')).code).toBe('InvalidParameterValue.Range')
    expect((await move(0, 1, 'Sideways')).code).toBe('InvalidParameterValue.Invalid')
    const lone = await replaceAll({
      SecurityGroupPolicySet: set({ PolicyIndex: 0, Priority: 2 }),
      UpdateType: 'Priority',
    })
    expect(lone.code).toBe('MissingParameter')
    expect(await ports()).toEqual(['1', '2', '3', '44'])
  })
})

test('filters pick rules, which keep the places they really have', async () => {
  await create(
    set(
      tcp('22', { PolicyDescription: 'Admin access' }),
      tcp('80,443'),
      { Protocol: 'UDP', Port: '53', SecurityGroupId: id, Action: 'DROP' },
      { Protocol: 'ALL', CidrBlock: '192.168.0.0/16', Action: 'ACCEPT' },
    ),
  )
  await create({ Egress: [tcp('25')] })
  const places = async (...filters: [string, string][]) => {
    const { SecurityGroupPolicySet: found } = await cloud.ok('DescribeSecurityGroupPolicies', {
      SecurityGroupId: id,
      Filters: filters.map(([Name, value]) => ({ Name, Values: [value] })),
    })
    const index = ({ PolicyIndex }: { PolicyIndex: number }) => PolicyIndex
    return [found.Ingress.map(index), found.Egress.map(index)]
  }
  expect(await places(['ip', '192.168'])).toEqual([[3], []])
  expect(await places(['security-group-id', id])).toEqual([[2], []])
  expect(await places(['protocol-type', 'UDP'])).toEqual([[2], []])
  expect(await places(['protocol-type', 'ALL'])).toEqual([[3], []])
  expect(await places(['port', '44'])).toEqual([[1], []])
  expect(await places(['port', 'ALL'], ['poly', 'ACCEPT'])).toEqual([[0, 1, 3], [0]])
  expect(await places(['direction', 'OUTBOUND'])).toEqual([[], [0]])
  expect(await places(['description', 'admin'])).toEqual([[0], []])
  const filtered = (Filters: ValueNode['x']) =>
    cloud.call('DescribeSecurityGroupPolicies', { SecurityGroupId: id, Filters: Filters as never })
  expect((await filtered([{ Name: 'colour', Values: [] }])).code).toBe('InvalidParameter.FilterInvalidKey')
  expect((await filtered(['ip'])).code).toBe('InvalidParameter.FilterNotDict')
  expect((await filtered([{ Name: 'ip', Values: 'x' }])).code).toBe('InvalidParameter.FilterValuesNotList')
})

test('every rule has every member, none null, in the casing of the cloud', async () => {
  const kinds = ['TCP', 'udp', 'Icmp', 'GRE', 'all'].map((Protocol) => ({ Protocol, Action: 'accept' }))
  await create(set(...kinds, { Protocol: 'ICMPv6', Ipv6CidrBlock: '::/0', Action: 'DROP' }))
  const { Ingress, PolicyStatistics } = await policies()
  expect(Ingress.map(({ Protocol }: ValueNode) => Protocol)).toEqual([
    ...['tcp', 'udp', 'icmp', 'gre', 'ALL', 'icmpv6'],
  ])
  expect(Ingress[0]).toEqual({
    PolicyIndex: 0,
    Priority: 1,
    Protocol: 'tcp',
    Port: 'ALL',
    ServiceTemplate: { ServiceId: '', ServiceGroupId: '' },
    CidrBlock: '0.0.0.0/0',
    Ipv6CidrBlock: '',
    SecurityGroupId: '',
    AddressTemplate: { AddressId: '', AddressGroupId: '' },
    Action: 'ACCEPT',
    PolicyDescription: '',
    ModifyTime: '2026-11-21 20:00:00',
    Diff: false,
  })
  expect(PolicyStatistics).toEqual({
    IngressIPv4TotalCount: 5,
    IngressIPv6TotalCount: 1,
    EgressIPv4TotalCount: 0,
    EgressIPv6TotalCount: 0,
  })
})
