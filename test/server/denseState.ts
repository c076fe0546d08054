// Groups, rules and interfaces of one VPC put straight into a store, for questions that are to take a while.

import {
  type AccountId,
  asId,
  type EniId,
  type InstanceId,
  type RuleId,
  type SecurityGroupId,
  type VpcId,
  type VSwitchId,
} from '../../src/core/model/ids.ts'
import type { Store } from '../../src/store/store.ts'

export interface DenseSize {
  readonly groups: number
  readonly rulesPerGroup: number
  readonly enis: number
}

const owned = {
  accountId: asId<AccountId>('1'),
  region: 'cn-hangzhou',
  name: 'x',
  description: '',
  resourceGroupId: '',
  tags: {},
  createdAt: 0,
}

export async function fill(store: Store, { groups, rulesPerGroup, enis }: DenseSize): Promise<void> {
  const groupAt = (n: number) => asId<SecurityGroupId>(`sg-${n % groups}`)
  await store.transact((state) => {
    const vpc = { cidr: '10.0.0.0/8', secondaryCidrs: [], ipv6Cidr: null, userCidrs: [], isDefault: false }
    state.put('vpc', { ...owned, id: asId<VpcId>('vpc-1'), ...vpc, routerId: '', routeTableId: '' })
    for (let n = 0; n < groups; n++) {
      state.put('securityGroup', {
        ...owned,
        ...{
          id: groupAt(n),
          vpcId: asId<VpcId>('vpc-1'),
          kind: 'basic',
          order: 'merged',
          innerAccess: 'drop',
        },
        ...{ defaults: { ingress: 'drop', egress: 'accept' }, managed: false, deletionProtection: false },
      })
      for (let rule = 0; rule < rulesPerGroup; rule++) putRule(n, rule)
    }
    for (let n = 0; n < enis; n++) putEni(n)

    function putRule(group: number, rule: number): void {
      const port = 1 + ((group * 131 + rule * 17) % 60_000)
      const block = `10.${(group * 7 + rule) % 256}.${(rule * 11) % 256}.0/24`
      state.put('rule', {
        ...{ id: asId<RuleId>(`sgr-${group}-${rule}`), groupId: groupAt(group), direction: 'ingress' },
        ...{ action: rule % 5 === 0 ? 'drop' : 'accept', precedence: 1 + (rule % 100), protocol: 6 },
        ports: { kind: 'ranges', ranges: [{ first: port, last: port + (rule % 40) }] },
        peer:
          rule % 3 === 0
            ? { kind: 'group', groupId: groupAt(group + rule + 1), accountId: owned.accountId }
            : { kind: 'cidr', cidr: block },
        ...{ sourcePorts: null, icmp: null, ownCidr: null, nic: 'intranet', description: '' },
        ...{ system: false, createdAt: 0 },
      })
    }

    function putEni(n: number): void {
      state.put('eni', {
        ...owned,
        ...{
          id: asId<EniId>(`eni-${n}`),
          vpcId: asId<VpcId>('vpc-1'),
          vSwitchId: asId<VSwitchId>('vsw-1'),
          zone: '',
        },
        ...{ kind: 'secondary', instanceId: asId<InstanceId>(`i-${n}`), deviceIndex: 0, mac: `m${n}` },
        primaryAddress: `10.${(n * 3) % 256}.${(n >> 4) % 256}.${1 + (n % 250)}`,
        ...{ secondaryAddresses: [], ipv6Addresses: [], prefixes: [] },
        securityGroupIds: [groupAt(n), groupAt(n * 3 + 1)],
        timeouts: { tcpEstablished: 910, tcpClosed: 3, udp: 30 },
        ...{ deleteOnRelease: false, sourceDestCheck: false, managed: false },
      })
    }
  })
}
