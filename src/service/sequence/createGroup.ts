// A new group whose rules are in sequence: closed both ways, of no network, in one project of a region.

import { fail } from '../../core/model/faults.ts'
import { asId, type SecurityGroupId } from '../../core/model/ids.ts'
import { regionKey } from '../../core/model/resources.ts'
import type { SecurityGroup } from '../../core/model/securityGroup.ts'
import type { Call } from '../call.ts'
import { maximumOf } from '../limits.ts'
import type { Naming } from '../owned.ts'
import { checkResourceGroup } from '../resourceGroup/findResourceGroup.ts'
import { resetRules, type WantedLists } from './resetRules.ts'

export interface NewSequencedGroup extends Naming {
  readonly region: string
  readonly isDefault?: true
  readonly lists?: WantedLists | undefined
}

export function createSequencedGroup(call: Call, input: NewSequencedGroup): SecurityGroup {
  checkResourceGroup(call, input.resourceGroupId)
  checkQuota(call, input)
  const group: SecurityGroup = {
    id: asId<SecurityGroupId>(call.ids.next('sg', input.region)),
    accountId: call.accountId,
    region: input.region,
    vpcId: null,
    spansNetworks: true,
    name: input.name,
    description: input.description,
    kind: 'basic',
    order: 'inSequence',
    // P4: what no rule of any group accepts is dropped, both ways.
    defaults: { ingress: 'drop', egress: 'drop' },
    innerAccess: 'drop',
    managed: false,
    deletionProtection: false,
    ...(input.isDefault ? { isDefault: true } : {}),
    resourceGroupId: input.resourceGroupId,
    tags: input.tags,
    createdAt: call.now,
  }
  call.state.put('securityGroup', group)
  const { ingress = [], egress = [] } = input.lists ?? {}
  if (ingress.length + egress.length === 0) return group
  return resetRules(call, { groupId: group.id, lists: { ingress, egress } })
}

function checkQuota(call: Call, { region, resourceGroupId }: NewSequencedGroup): void {
  const current = call.state
    .by('securityGroup', 'region', regionKey({ accountId: call.accountId, region }))
    .filter((group) => group.resourceGroupId === resourceGroupId).length
  const maximum = maximumOf(call.state, 'groupsPerProject')
  if (current >= maximum) fail({ name: 'tooManyGroupsInProject', region, current, maximum })
}
