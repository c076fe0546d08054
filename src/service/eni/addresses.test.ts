// Which addresses of a vSwitch can be had.

import { describe, expect, test } from 'vitest'
import { FaultError } from '../../core/model/faults.ts'
import { type AccountId, asId, type EniId, type VpcId, type VSwitchId } from '../../core/model/ids.ts'
import type { Eni, VSwitch } from '../../core/model/network.ts'
import { ResourceTables } from '../../core/model/tables.ts'
import { addressPool } from './addresses.ts'

const owned = {
  accountId: asId<AccountId>('1'),
  region: 'cn-hangzhou',
  name: '',
  description: '',
  resourceGroupId: '',
  tags: {},
  createdAt: 0,
}

const vSwitch = (cidr: string, ipv6Cidr: string | null = null): VSwitch => ({
  ...owned,
  id: asId<VSwitchId>('vsw-1'),
  vpcId: asId<VpcId>('vpc-1'),
  zone: 'cn-hangzhou-h',
  cidr,
  ipv6Cidr,
  isDefault: false,
})

function world(addresses: readonly string[], prefixes: readonly string[] = []): ResourceTables {
  const tables = new ResourceTables()
  for (const [index, primaryAddress] of addresses.entries()) {
    const eni: Eni = {
      ...owned,
      id: asId<EniId>(`eni-${index}`),
      vpcId: asId<VpcId>('vpc-1'),
      vSwitchId: asId<VSwitchId>('vsw-1'),
      zone: 'cn-hangzhou-h',
      kind: 'secondary',
      instanceId: null,
      deviceIndex: 0,
      mac: '00:16:3e:00:00:01',
      primaryAddress,
      secondaryAddresses: [],
      ipv6Addresses: [],
      prefixes,
      securityGroupIds: [],
      timeouts: { tcpEstablished: 910, tcpClosed: 3, udp: 30 },
      deleteOnRelease: true,
      sourceDestCheck: false,
      managed: false,
    }
    tables.write({ kind: 'eni', id: eni.id, body: eni })
  }
  return tables
}

const faultOf = (work: () => unknown): string | undefined => {
  try {
    work()
    return undefined
  } catch (error) {
    return error instanceof FaultError ? error.fault.name : String(error)
  }
}

describe('IPv4', () => {
  test('the first address and the last three are kept by the system', () => {
    const pool = addressPool(world([]), vSwitch('10.0.0.0/29'))
    expect(pool.free()).toBe(4)
    expect([pool.next(4), pool.next(4), pool.next(4), pool.next(4)]).toEqual([
      '10.0.0.1',
      '10.0.0.2',
      '10.0.0.3',
      '10.0.0.4',
    ])
    expect(faultOf(() => pool.next(4))).toBe('vSwitchFull')
    expect(pool.free()).toBe(0)
  })

  test.each(['10.0.0.0', '10.0.0.253', '10.0.0.254', '10.0.0.255', '10.0.1.1', 'x', '10.0.0.01'])(
    '%s cannot be claimed',
    (text) => {
      const pool = addressPool(world([]), vSwitch('10.0.0.0/24'))
      expect(faultOf(() => pool.claim(text))).toBe('addressOutsideVSwitch')
    },
  )

  test('what is taken, claimed or delegated is stepped over', () => {
    const pool = addressPool(world(['10.0.0.1'], ['10.0.0.16/28']), vSwitch('10.0.0.0/24'))
    expect(pool.free()).toBe(252 - 1 - 16)
    expect(pool.claim('10.0.0.2')).toBe('10.0.0.2')
    expect(pool.next(4)).toBe('10.0.0.3')
    expect(faultOf(() => pool.claim('10.0.0.1'))).toBe('addressTaken')
    expect(faultOf(() => pool.claim('10.0.0.2'))).toBe('addressTaken')
    expect(faultOf(() => pool.claim('10.0.0.20'))).toBe('addressTaken')
  })
})

describe('IPv6', () => {
  test('is refused while the vSwitch has none', () => {
    const pool = addressPool(world([]), vSwitch('10.0.0.0/24'))
    expect(faultOf(() => pool.next(6))).toBe('ipv6Off')
    expect(faultOf(() => pool.claim('2001:db8::1'))).toBe('ipv6Off')
  })

  test('comes from the /64, without its anycast address, in any spelling', () => {
    const pool = addressPool(world([]), vSwitch('10.0.0.0/24', '2001:db8:0:101::/64'))
    expect(pool.next(6)).toBe('2001:db8:0:101::1')
    expect(pool.claim('2001:0DB8:0:101:0::2')).toBe('2001:db8:0:101::2')
    expect(pool.next(6)).toBe('2001:db8:0:101::3')
    expect(faultOf(() => pool.claim('2001:db8:0:101::'))).toBe('addressOutsideVSwitch')
    expect(faultOf(() => pool.claim('2001:db8:0:102::9'))).toBe('addressOutsideVSwitch')
  })
})
