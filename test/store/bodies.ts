// Small, whole resources for the tests of store and feed.

import type { Account, RememberedAnswer } from '../../src/core/model/account.ts'
import { asId } from '../../src/core/model/ids.ts'
import type { Eni } from '../../src/core/model/network.ts'
import { TCP } from '../../src/core/model/protocol.ts'
import type { Rule } from '../../src/core/model/rule.ts'

export const account = (id: string, name = id): Account => ({
  id: asId(id),
  cloud: 'aliyun',
  name,
  smtpReleased: false,
  createdAt: 0,
})

/** A rule of `group`, open to `peer` when that is another group. */
export const rule = (id: string, group: string, peer: string | null = null, precedence = 1): Rule => ({
  id: asId(id),
  groupId: asId(group),
  direction: 'ingress',
  action: 'accept',
  precedence,
  protocol: TCP,
  ports: { kind: 'ranges', ranges: [{ first: 22, last: 22 }] },
  sourcePorts: null,
  icmp: null,
  peer:
    peer === null
      ? { kind: 'cidr', cidr: '10.0.0.0/8' }
      : { kind: 'group', groupId: asId(peer), accountId: asId('1') },
  ownCidr: null,
  nic: 'intranet',
  description: '端口 22 “ssh”',
  system: false,
  createdAt: 0,
})

export const eni = (id: string, groups: readonly string[]): Eni => ({
  id: asId(id),
  accountId: asId('1'),
  region: 'cn-hangzhou',
  name: id,
  description: '',
  resourceGroupId: '',
  tags: {},
  createdAt: 0,
  vpcId: asId('vpc-1'),
  vSwitchId: asId('vsw-1'),
  zone: 'cn-hangzhou-h',
  kind: 'primary',
  instanceId: null,
  deviceIndex: 0,
  mac: '00:16:3e:00:00:01',
  primaryAddress: '10.0.0.1',
  secondaryAddresses: [],
  ipv6Addresses: [],
  prefixes: [],
  securityGroupIds: groups.map((group) => asId(group)),
  timeouts: { tcpEstablished: 910, tcpClosed: 3, udp: 30 },
  deleteOnRelease: true,
  sourceDestCheck: true,
  managed: false,
})

export const rememberedAnswer = (id: string): RememberedAnswer => ({
  id,
  digest: 'd',
  answer: { RequestId: 'x' },
  createdAt: 0,
})
