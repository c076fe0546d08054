// A new network ACL, in front of no vSwitch yet.

import { fail } from '../../core/model/faults.ts'
import { asId, type NetworkAclEntryId, type NetworkAclId } from '../../core/model/ids.ts'
import type { NetworkAcl, NetworkAclEntry } from '../../core/model/networkAcl.ts'
import type { Call } from '../call.ts'
import { maximumOf } from '../limits.ts'
import { type Naming, owned } from '../owned.ts'

export interface NewNetworkAcl extends Naming {
  readonly region: string
  readonly vpcId: string
  /** Without any entry: it drops everything (A2). Left out: it lets everything through. */
  readonly closed?: true
  readonly fiveFields?: true | undefined
}

export function createNetworkAcl(call: Call, input: NewNetworkAcl): NetworkAcl {
  const vpc =
    owned(call, 'vpc', input.vpcId, input.region) ?? fail({ name: 'vpcNotFound', vpcId: input.vpcId })
  const current = call.state.by('networkAcl', 'vpc', vpc.id).length
  const maximum = maximumOf(call.state, 'networkAclsPerVpc')
  if (current >= maximum) fail({ name: 'tooManyNetworkAcls', current, maximum })
  // A2: to stand in front of a vSwitch alone changes nothing; the samples of the API show such entries.
  const families = vpc.ipv6Cidr === null ? ['0.0.0.0/0'] : ['0.0.0.0/0', '::/0']
  const open = () => (input.closed ? [] : families.map((cidr) => openEntry(call, vpc.region, cidr)))
  const acl: NetworkAcl = {
    id: asId<NetworkAclId>(call.ids.next('nacl', vpc.region)),
    accountId: call.accountId,
    region: vpc.region,
    name: input.name,
    description: input.description,
    resourceGroupId: input.resourceGroupId,
    tags: input.tags,
    createdAt: call.now,
    vpcId: vpc.id,
    ...(input.fiveFields ? { fiveFields: true } : {}),
    ingress: open(),
    egress: open(),
  }
  call.state.put('networkAcl', acl)
  return acl
}

const openEntry = (call: Call, region: string, cidr: string): NetworkAclEntry => ({
  id: asId<NetworkAclEntryId>(call.ids.next('nae', region)),
  action: 'accept',
  protocol: 'all',
  ports: null,
  peer: { kind: 'cidr', cidr },
  name: '',
  description: '',
})
