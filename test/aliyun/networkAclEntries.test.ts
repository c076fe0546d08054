// Entries of network ACLs through signed calls: replaced as a whole, in order, and copied.

import { beforeEach, describe, expect, test } from 'vitest'
import { createNetworkWorld, type NetworkWorld } from './networkWorld.ts'

let world: NetworkWorld
let vpcId: string
let NetworkAclId: string
beforeEach(async () => {
  world = await createNetworkWorld()
  vpcId = await world.vpc()
  NetworkAclId = await create(vpcId)
})

const ok = (Action: string, parameters = {}) => world.ok({ Action, Version: 'Vpc', ...parameters })
const code = (Action: string, parameters = {}) => world.code({ Action, Version: 'Vpc', ...parameters })
const create = async (VpcId: string): Promise<string> =>
  (await ok('CreateNetworkAcl', { VpcId })).NetworkAclId

type Entry = Readonly<Record<string, string>>
const SSH = { Policy: 'accept', Protocol: 'tcp', Port: '22/22', SourceCidrIp: '10.0.0.5/8' }
const ALL = { Policy: 'drop', Protocol: 'all', Port: '-1/-1', SourceCidrIp: '0.0.0.0/0' }

const flat = (name: string, entries: readonly Entry[]) =>
  Object.fromEntries(
    entries.flatMap((entry, index) =>
      Object.entries(entry).map(([key, value]) => [`${name}.${index + 1}.${key}`, value]),
    ),
  )
const ingress = (...entries: readonly Entry[]) => ({
  NetworkAclId,
  UpdateIngressAclEntries: 'true',
  ...flat('IngressAclEntries', entries),
})
const update = (parameters: object) => ok('UpdateNetworkAclEntries', parameters)
const refusal = (parameters: object) => code('UpdateNetworkAclEntries', parameters)

async function custom(direction: 'Ingress' | 'Egress', id = NetworkAclId): Promise<Entry[]> {
  const { NetworkAclAttribute } = await ok('DescribeNetworkAclAttributes', { NetworkAclId: id })
  const entries: Entry[] = NetworkAclAttribute[`${direction}AclEntries`][`${direction}AclEntry`]
  return entries.filter((entry) => entry.EntryType === 'custom')
}

async function prefixList(AddressFamily: string, cidr: string): Promise<string> {
  const body = await world.ok({
    Action: 'CreatePrefixList',
    PrefixListName: 'admins',
    AddressFamily,
    MaxEntries: '3',
    'Entry.1.Cidr': cidr,
  })
  return body.PrefixListId
}

describe('UpdateNetworkAclEntries', () => {
  test('A2: replaces a direction as a whole, in the order sent, and leaves the other alone', async () => {
    await update(ingress({ ...SSH, NetworkAclEntryName: 'ssh', Description: 'for admins' }, ALL))
    expect(await custom('Ingress')).toEqual([
      {
        NetworkAclEntryId: expect.stringMatching(/^nae-/),
        NetworkAclEntryName: 'ssh',
        Description: 'for admins',
        EntryType: 'custom',
        IpVersion: 'IPv4',
        ...SSH,
      },
      expect.objectContaining(ALL),
    ])
    expect(await custom('Egress')).toHaveLength(1)
    await update(ingress(ALL))
    expect(await custom('Ingress')).toEqual([expect.objectContaining(ALL)])
  })

  test('without its flag a direction stays as it is; an empty list with it clears', async () => {
    await update({ NetworkAclId, ...flat('IngressAclEntries', [ALL]) })
    expect(await custom('Ingress')).toEqual([expect.objectContaining({ Policy: 'accept' })])
    await update({ NetworkAclId, UpdateIngressAclEntries: 'true', UpdateEgressAclEntries: 'true' })
    expect([await custom('Ingress'), await custom('Egress')]).toEqual([[], []])
  })

  test('an entry named by its id stays the same entry; another id is none', async () => {
    await update(ingress(SSH, ALL))
    const [ssh, all] = (await custom('Ingress')).map((entry) => entry.NetworkAclEntryId ?? '')
    await update(ingress({ ...ALL, NetworkAclEntryId: all ?? '' }, { ...SSH, NetworkAclEntryId: ssh ?? '' }))
    expect((await custom('Ingress')).map((entry) => entry.NetworkAclEntryId)).toEqual([all, ssh])
    expect(await refusal(ingress({ ...SSH, NetworkAclEntryId: 'nae-none' }))).toBe(
      'IllegalParam.IngressAclEntryId',
    )
    const twice = { ...SSH, NetworkAclEntryId: ssh ?? '' }
    expect(await refusal(ingress(twice, twice))).toBe('IllegalParam.IngressAclEntryId')
    const egress = { Policy: 'accept', Protocol: 'all', Port: '-1/-1', DestinationCidrIp: '10.0.0.0/8' }
    const sent = flat('EgressAclEntries', [{ ...egress, NetworkAclEntryId: ssh ?? '' }])
    expect(await refusal({ NetworkAclId, UpdateEgressAclEntries: 'true', ...sent })).toBe(
      'IllegalParam.EgressAclEntryId',
    )
    const nowhere = flat('EgressAclEntries', [{ ...egress, DestinationCidrIp: '10.0.0.0/33' }])
    expect(await refusal({ NetworkAclId, UpdateEgressAclEntries: 'true', ...nowhere })).toBe(
      'ParameterIllegal.DestinationCidrIp',
    )
  })

  test.each([
    [{ Policy: 'allow' }, 'ParameterIllegal.Policy'],
    [{ Policy: '' }, 'ParameterMissing.Policy'],
    [{ Protocol: 'sctp' }, 'ParameterIllegal.Protocol'],
    [{ Protocol: '' }, 'ParameterMissing.Protocol'],
    [{ Protocol: 'icmpv6', Port: '-1/-1' }, 'ParameterIllegal.Protocol'],
    [{ Port: '' }, 'ParameterMissing.Port'],
    [{ Port: '22' }, 'ParameterIllegal.Port'],
    [{ Port: '0/22' }, 'ParameterIllegal.Port'],
    [{ Port: '30/22' }, 'ParameterIllegal.Port'],
    [{ Port: '22/65536' }, 'ParameterIllegal.Port'],
    [{ Port: '-1/-1' }, 'ParameterIllegal.Port'],
    [{ Protocol: 'all' }, 'ParameterIllegal.Port'],
    [{ Protocol: 'gre' }, 'ParameterIllegal.Port'],
    [{ SourceCidrIp: '' }, 'ParameterMissing.SourceCidrIp'],
    [{ SourceCidrIp: '10.0.0.0/33' }, 'ParameterIllegal.SourceCidrIp'],
    [{ SourceCidrIp: 'sg-1' }, 'ParameterIllegal.SourceCidrIp'],
    [{ IpVersion: 'IPv6' }, 'ParameterIllegal.SourceCidrIp'],
    [{ IpVersion: 'IPv5' }, 'IllegalParam.IpVersion'],
    [{ EntryType: 'system' }, 'ParameterIllegal.EntryType'],
    [{ NetworkAclEntryName: 'http://a' }, 'ParameterIllegal.Name'],
    [{ Description: 'http://a' }, 'ParameterIllegal.Description'],
    [{ SourceCidrIp: '::/0' }, 'OperationDenied.VpcIpv6NotEnabled'],
    [{ SourceCidrIp: 'pl-none' }, 'ResourceNotFound.PrefixList'],
  ])('%j is refused with %s, and nothing changes', async (change, expected) => {
    expect(await refusal(ingress(ALL, { ...SSH, ...change }))).toBe(expected)
    expect(await custom('Ingress')).toEqual([expect.objectContaining({ Policy: 'accept' })])
  })

  test('P6: IPv6 in a VPC that has it', async () => {
    const six = await create(await world.vpc({ EnableIpv6: 'true' }))
    const entry = { Policy: 'accept', Protocol: 'icmpv6', Port: '-1/-1', IpVersion: 'IPv6' }
    const sent = ingress({ ...entry, SourceCidrIp: '2001:DB8::0/32' })
    await update({ ...sent, NetworkAclId: six })
    const [shown] = await custom('Ingress', six)
    expect(shown).toMatchObject({ SourceCidrIp: '2001:db8::/32', IpVersion: 'IPv6', Protocol: 'icmpv6' })
    const icmp = ingress({ ...entry, Protocol: 'icmp', SourceCidrIp: '::/0' })
    expect(await refusal({ ...icmp, NetworkAclId: six })).toBe('ParameterIllegal.Protocol')
  })

  test('a prefix list of the same family may stand for blocks, and cannot be deleted then', async () => {
    const PrefixListId = await prefixList('IPv4', '10.0.0.0/24')
    const named = { ...SSH, SourceCidrIp: PrefixListId }
    expect(await refusal(ingress({ ...named, IpVersion: 'IPv6' }))).toBe(
      'OperationDenied.IpVersionInconsistencyWithPrefixList',
    )
    await update(ingress({ ...named, IpVersion: 'IPv4' }))
    expect(await custom('Ingress')).toEqual([expect.objectContaining({ ...named, IpVersion: 'IPv4' })])
    expect(await world.code({ Action: 'DeletePrefixList', PrefixListId })).toBe('NotAllowed.AssociationExist')
    await update(ingress(ALL))
    expect(await world.code({ Action: 'DeletePrefixList', PrefixListId })).toBe('OK')
    expect(await refusal(ingress({ ...SSH, SourceCidrIp: await prefixList('IPv6', '2001:db8::/48') }))).toBe(
      'OperationDenied.VpcIpv6NotEnabled',
    )
  })

  test('L1: 100 entries per direction', async () => {
    await update(ingress(...Array.from({ length: 100 }, () => SSH)))
    expect(await refusal(ingress(...Array.from({ length: 101 }, () => SSH)))).toBe(
      'QuotaExceed.NetworkAclEntry',
    )
    expect(await custom('Ingress')).toHaveLength(100)
  })

  test('a check changes nothing, and one that is not there is not found', async () => {
    expect(await refusal({ ...ingress(ALL), DryRun: 'true' })).toBe('DryRunOperation')
    expect(await custom('Ingress')).toEqual([expect.objectContaining({ Policy: 'accept' })])
    expect(await refusal({ ...ingress(ALL), NetworkAclId: 'nacl-none' })).toBe('InvalidNetworkAcl.NotFound')
  })
})

describe('CopyNetworkAclEntries', () => {
  test('gives the entries of the other, in their order, under ids of their own', async () => {
    await update(ingress(SSH, ALL))
    const target = await create(vpcId)
    const copy = { NetworkAclId: target, SourceNetworkAclId: NetworkAclId }
    expect(await ok('CopyNetworkAclEntries', copy)).toEqual({ RequestId: expect.any(String) })
    const [from, to] = [await custom('Ingress'), await custom('Ingress', target)]
    const bare = (entries: Entry[]) => entries.map(({ NetworkAclEntryId: _, ...entry }) => entry)
    expect(bare(to)).toEqual(bare(from))
    expect(new Set([...from, ...to].map((entry) => entry.NetworkAclEntryId)).size).toBe(4)
  })

  test('not from one that is not there, and no IPv6 to where there is none', async () => {
    const copy = (parameters: object) => code('CopyNetworkAclEntries', { NetworkAclId, ...parameters })
    expect(await copy({ SourceNetworkAclId: 'nacl-none' })).toBe('InvalidNetworkAcl.NotFound')
    expect(await copy({})).toBe('ParameterMissing.SourceNetworkAclId')
    const six = await create(await world.vpc({ EnableIpv6: 'true' }))
    expect(await copy({ SourceNetworkAclId: six })).toBe('OperationDenied.VpcIpv6NotEnabled')
  })
})
