// A new security group, with no rule in it.

import { fail } from '../../core/model/faults.ts'
import { asId, type SecurityGroupId, type VpcId } from '../../core/model/ids.ts'
import type { GroupKind, SecurityGroup } from '../../core/model/securityGroup.ts'
import type { Call } from '../call.ts'
import type { Naming } from '../owned.ts'
import { checkResourceGroup } from '../resourceGroup/findResourceGroup.ts'
import { enterpriseRules, usesClassicNetwork } from '../settings/read.ts'
import { ensureDefaultVpc } from '../vpc/defaultVpc.ts'
import { usableVpc } from '../vpc/shared.ts'
import { checkGroupQuota } from './quotas.ts'

export interface NewGroup extends Naming {
  readonly region: string
  /** Null: classic network. Absent: what the account is used to, as a rule the default VPC of the region. */
  readonly vpcId?: string | null | undefined
  readonly kind: GroupKind
}

/** What holds where no rule matches (P4), and between members (G2, G3). */
const UNRULED = {
  basic: { defaults: { ingress: 'drop', egress: 'accept' }, innerAccess: 'accept' },
  enterprise: { defaults: { ingress: 'drop', egress: 'drop' }, innerAccess: 'drop' },
} as const satisfies Record<GroupKind, Pick<SecurityGroup, 'defaults' | 'innerAccess'>>

/** A group whose rules are merged with those of other groups on the same ENI (P3, Alibaba). */
export function createGroup(call: Call, input: NewGroup): SecurityGroup {
  checkGroupQuota(call, input.region)
  checkResourceGroup(call, input.resourceGroupId)
  const group: SecurityGroup = {
    id: asId<SecurityGroupId>(call.ids.next('sg', input.region)),
    accountId: call.accountId,
    region: input.region,
    vpcId: vpcOf(call, input),
    name: input.name,
    description: input.description,
    kind: input.kind,
    order: 'merged',
    ...unruled(call, input.kind),
    managed: false,
    deletionProtection: false,
    resourceGroupId: input.resourceGroupId,
    tags: input.tags,
    createdAt: call.now,
  }
  call.state.put('securityGroup', group)
  return group
}

/** G3: in 2019 an enterprise group let everything out. */
function unruled(call: Call, kind: GroupKind): Pick<SecurityGroup, 'defaults' | 'innerAccess'> {
  const usual = UNRULED[kind]
  if (kind === 'basic' || enterpriseRules(call.state) !== '2019') return usual
  return { ...usual, defaults: { ...usual.defaults, egress: 'accept' } }
}

function vpcOf(call: Call, { vpcId, region, kind }: NewGroup): VpcId | null {
  if (typeof vpcId === 'string') {
    return usableVpc(call, vpcId, region)?.id ?? fail({ name: 'vpcNotFound', vpcId })
  }
  if (vpcId === undefined && !usesClassicNetwork(call)) return ensureDefaultVpc(call, region).id
  // G3: enterprise groups exist in VPCs only.
  return kind === 'enterprise' ? fail({ name: 'groupNeedsVpc' }) : null
}
