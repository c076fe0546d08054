// A network ACL as answers show it.

import type { NetworkAcl } from '../../../../core/model/networkAcl.ts'
import type { Direction } from '../../../../core/model/packet.ts'
import type { ResourceReader } from '../../../../core/model/resources.ts'
import { entryView, implicitViews } from '../../aclCodec.ts'
import { fiveView } from '../../aclFive.ts'
import { formatLocal } from '../../time.ts'
import { tagSet } from '../fields.ts'
import { subnetView } from './vpcAnswer.ts'

export const networkAclView = (state: ResourceReader, acl: NetworkAcl): object => ({
  VpcId: acl.vpcId,
  NetworkAclId: acl.id,
  NetworkAclName: acl.name,
  NetworkAclType: acl.fiveFields ? 'QUINTUPLE' : 'TRIPLE',
  CreatedTime: formatLocal(acl.createdAt),
  SubnetSet: state.by('vSwitch', 'networkAcl', acl.id).map((subnet) => subnetView(state, subnet)),
  IngressEntries: entryViews(acl, 'ingress'),
  EgressEntries: entryViews(acl, 'egress'),
  TagSet: tagSet(acl.tags),
})

/** Those of five fields have a list of their own (DescribeNetworkAclQuintupleEntries). */
const entryViews = (acl: NetworkAcl, direction: Direction): readonly object[] =>
  acl.fiveFields ? [] : threeViews(acl, direction)

export const fiveViews = (acl: NetworkAcl): readonly object[] =>
  (['ingress', 'egress'] as const).flatMap((direction) =>
    acl[direction].map((entry, index) => fiveView(entry, direction, index, acl.createdAt)),
  )

const threeViews = (acl: NetworkAcl, direction: Direction): readonly object[] => [
  ...acl[direction].map((entry, index) => entryView(entry, index, acl.createdAt)),
  ...implicitViews(acl[direction].length, acl.createdAt),
]
