// Alibaba's resources of a Terraform plan: groups, rules one by one, prefix lists.

import type { RuleDoubt } from '../../core/analysis/exposure/doubt.ts'
import { asId, type RuleId } from '../../core/model/ids.ts'
import type { Peer, Rule } from '../../core/model/rule.ts'
import { readPrefixList } from '../aliyun/context.ts'
import { readRuleRow } from '../aliyun/ruleRow.ts'
import { groupWith } from '../documents.ts'
import { type Part, partOf } from '../part.ts'
import { FileProblem } from '../problem.ts'
import { text, trees } from '../tree.ts'
import {
  given,
  groupPeer,
  isUnknown,
  listPeer,
  listPorts,
  namedBy,
  type PlanIndex,
  unknownId,
} from './arguments.ts'
import type { PlannedResource } from './plan.ts'

export function readAlicloud(plan: PlanIndex, resource: PlannedResource): Part | undefined {
  switch (resource.type) {
    case 'alicloud_security_group':
      return groupIn(resource)
    case 'alicloud_security_group_rule':
      return ruleIn(plan, resource)
    case 'alicloud_ecs_prefix_list':
      return listIn(resource)
    default:
      return undefined
  }
}

/** Terraform's own default is that members reach each other, as the API's. */
function groupIn(resource: PlannedResource): Part {
  const isEnterprise = given(resource, 'security_group_type') === 'enterprise'
  const policy = given(resource, 'inner_access_policy') || given(resource, 'inner_access')
  const group = groupWith(resource.address, {
    name: given(resource, 'security_group_name') || given(resource, 'name'),
    description: given(resource, 'description'),
    kind: isEnterprise ? 'enterprise' : 'basic',
    innerAccess: isEnterprise || /^(drop|false)$/i.test(policy) ? 'drop' : 'accept',
    ...(isEnterprise && { defaults: { ingress: 'drop', egress: 'drop' } }),
  })
  const isUnsaid = policy === '' && !isEnterprise && isUnknown(resource, 'inner_access_policy')
  return partOf({ groups: [group], innerAccessUnsaid: isUnsaid ? [group.id] : [] })
}

/** A list whose entries are not known is as good as one that nobody gave. */
function listIn(resource: PlannedResource): Part {
  if (isUnknown(resource, 'entry') && trees(resource.values, 'entry').length === 0) return partOf({})
  const cidrs = trees(resource.values, 'entry').map((entry) => text(entry, 'cidr'))
  if (cidrs.some((cidr) => cidr === '')) return partOf({})
  const most = Number(given(resource, 'max_entries')) || cidrs.length
  return partOf({ prefixLists: [readPrefixList(resource.address, cidrs, most)] })
}

/** In each group that may be meant; certain only where it is one. */
function ruleIn(plan: PlanIndex, resource: PlannedResource): Part {
  const groups = namedBy(plan, resource, 'security_group_id')
  const doubt = doubtOf(resource, groups.length > 1)
  const rules = groups.map((groupId, index) => ruleOf(plan, resource, groupId, index))
  return partOf({
    rules,
    doubts: doubt === undefined ? [] : rules.map(({ id }): readonly [RuleId, RuleDoubt] => [id, doubt]),
  })
}

function doubtOf(resource: PlannedResource, isOneOfMany: boolean): RuleDoubt | undefined {
  const match = isOneOfMany || isUnknown(resource, 'ip_protocol') || isUnknown(resource, 'type')
  const action = isUnknown(resource, 'policy')
  const place = isUnknown(resource, 'priority')
  if (!match && !action && !place) return undefined
  return { ...(match && { match }), ...(action && { action }), ...(place && { place }) }
}

function ruleOf(plan: PlanIndex, resource: PlannedResource, groupId: string, index: number): Rule {
  const direction = given(resource, 'type') === 'egress' ? 'egress' : 'ingress'
  const [own, ownV6] =
    direction === 'ingress' ? ['SourceCidrIp', 'Ipv6SourceCidrIp'] : ['DestCidrIp', 'Ipv6DestCidrIp']
  const portRange = given(resource, 'port_range') || '-1/-1'
  // Whoever gives ports means TCP or UDP, whichever it will be.
  const protocol = given(resource, 'ip_protocol') || (portRange === '-1/-1' ? 'all' : 'tcp')
  const isPortUnknown = isUnknown(resource, 'port_range') || isUnknown(resource, 'port_range_list_id')
  const peer = peerOf(plan, resource)
  try {
    const rule = readRuleRow(
      {
        Direction: direction,
        IpProtocol: protocol,
        PortRange: portRange,
        // A place holder where the peer is no block.
        [own]: peer === undefined ? given(resource, 'cidr_ip') : '0.0.0.0/0',
        [ownV6]: peer === undefined ? given(resource, 'ipv6_cidr_ip') : '',
        Policy: given(resource, 'policy') || 'accept',
        Priority: given(resource, 'priority') || '1',
        Description: given(resource, 'description'),
      },
      groupId,
      1,
    )
    const id = asId<RuleId>(index === 0 ? resource.address : `${resource.address} in ${groupId}`)
    return {
      ...rule,
      id,
      ...(isUnknown(resource, 'ip_protocol') && { protocol: 'all' as const }),
      ...(peer && { peer }),
      ...(isPortUnknown && { ports: listPorts(unknownId(resource, 'port_range')) }),
    }
  } catch (error) {
    if (!(error instanceof FileProblem)) throw error
    throw new FileProblem(error.code, { ...error.values, row: resource.address })
  }
}

/** Undefined where it is a block; one that is not known can be anybody. */
function peerOf(plan: PlanIndex, resource: PlannedResource): Peer | undefined {
  if (given(resource, 'cidr_ip') !== '' || given(resource, 'ipv6_cidr_ip') !== '') return undefined
  for (const argument of ['cidr_ip', 'ipv6_cidr_ip']) {
    if (isUnknown(resource, argument)) return listPeer(unknownId(resource, argument))
  }
  const [group, otherGroup] = namedBy(plan, resource, 'source_security_group_id')
  if (group !== undefined) return groupPeer(otherGroup === undefined ? group : unknownId(resource, 'source'))
  const [list, otherList] = namedBy(plan, resource, 'prefix_list_id')
  if (list !== undefined)
    return listPeer(otherList === undefined ? list : unknownId(resource, 'prefix_list_id'))
  return undefined
}
