// Tencent's resources of a Terraform plan: groups, whole rule sets, the short `ACTION#peer#port#protocol`, templates.

import type { RuleDoubt } from '../../core/analysis/exposure/doubt.ts'
import type { RuleId } from '../../core/model/ids.ts'
import type { Direction } from '../../core/model/packet.ts'
import type { Rule } from '../../core/model/rule.ts'
import { sequencedGroup } from '../documents.ts'
import { type Part, partOf } from '../part.ts'
import { FileProblem, problem } from '../problem.ts'
import { readAddresses, readServices } from '../tencent/context.ts'
import { readPolicyRow } from '../tencent/ruleRow.ts'
import { isTree, part, type Tree, text, texts } from '../tree.ts'
import { given, isUnknown, listPeer, listPorts, namedBy, type PlanIndex } from './arguments.ts'
import type { PlannedResource } from './plan.ts'

const DIRECTIONS: readonly Direction[] = ['ingress', 'egress']

export function readTencentCloud(plan: PlanIndex, resource: PlannedResource): Part | undefined {
  const { address, values } = resource
  switch (resource.type) {
    case 'tencentcloud_security_group':
      return partOf({ groups: [sequencedGroup(address, { name: given(resource, 'name') })] })
    case 'tencentcloud_security_group_rule_set':
      return rulesIn(plan, resource, setRows)
    case 'tencentcloud_security_group_lite_rule':
      return rulesIn(plan, resource, liteRows)
    case 'tencentcloud_address_template':
      return isUnknown(resource, 'addresses')
        ? partOf({})
        : partOf({ prefixLists: [readAddresses(address, texts(values, 'addresses'))] })
    case 'tencentcloud_protocol_template':
      return isUnknown(resource, 'protocols')
        ? partOf({})
        : partOf({ services: [{ id: address, entries: readServices(address, texts(values, 'protocols')) }] })
    // A rule that is left out could make an open group look closed.
    case 'tencentcloud_security_group_rule':
    case 'tencentcloud_address_template_group':
    case 'tencentcloud_protocol_template_group':
      return problem('resourceUnread', { resource: address, type: resource.type })
    default:
      return undefined
  }
}

/** One rule as DescribeSecurityGroupPolicies would show it, and which of its parts are not known. */
interface Row {
  readonly row: Tree
  readonly unknown: ReadonlySet<string>
}

function rulesIn(
  plan: PlanIndex,
  resource: PlannedResource,
  rowsOf: (plan: PlanIndex, resource: PlannedResource, direction: Direction) => readonly Row[],
): Part {
  const groups = namedBy(plan, resource, 'security_group_id')
  const made = groups.flatMap((groupId) =>
    DIRECTIONS.flatMap((direction) =>
      rowsOf(plan, resource, direction).map((row, index) => ({
        rule: ruleOf(resource, row, groupId, direction, index),
        doubt: doubtOf(row, groups.length > 1),
      })),
    ),
  )
  return partOf({
    rules: made.map(({ rule }) => rule),
    doubts: made.flatMap(({ rule, doubt }): (readonly [RuleId, RuleDoubt])[] =>
      doubt === undefined ? [] : [[rule.id, doubt]],
    ),
  })
}

function doubtOf({ unknown }: Row, isOneOfMany: boolean): RuleDoubt | undefined {
  const match = isOneOfMany || unknown.has('Protocol')
  const action = unknown.has('Action')
  return match || action ? { ...(match && { match: true }), ...(action && { action: true }) } : undefined
}

function ruleOf(
  resource: PlannedResource,
  { row, unknown }: Row,
  groupId: string,
  direction: Direction,
  index: number,
): Rule {
  const place = `${resource.address}.${direction}[${index}]`
  try {
    const rule = readPolicyRow(row, groupId, direction, index + 1)
    return {
      ...rule,
      ...(unknown.has('Peer') && { peer: listPeer(`${place}.peer`) }),
      ...(unknown.has('Port') && { ports: listPorts(`${place}.port`) }),
    }
  } catch (error) {
    if (!(error instanceof FileProblem)) throw error
    throw new FileProblem(error.code, { ...error.values, row: place })
  }
}

const PEERS = [
  'cidr_block',
  'ipv6_cidr_block',
  'source_security_id',
  'address_template_id',
  'address_template_group',
]

function setRows(plan: PlanIndex, resource: PlannedResource, direction: Direction): readonly Row[] {
  const blocks = part(resource.values, direction)
  const unknowns = part(resource.unknown, direction)
  const byId = (id: string): string => plan.addresses.get(id) ?? id
  return (Array.isArray(blocks) ? blocks : []).filter(isTree).map((block, index) => {
    const after: unknown = Array.isArray(unknowns) ? unknowns[index] : undefined
    const isOpen = (name: string): boolean => isTree(after) && after[name] === true
    const unknown = new Set<string>()
    if (PEERS.some(isOpen) && PEERS.every((name) => text(block, name) === '')) unknown.add('Peer')
    if (isOpen('action')) unknown.add('Action')
    if (isOpen('protocol')) unknown.add('Protocol')
    if (isOpen('port') || isOpen('service_template_id')) unknown.add('Port')
    const row = {
      Action: text(block, 'action') || 'ACCEPT',
      CidrBlock: unknown.has('Peer') ? '0.0.0.0/0' : text(block, 'cidr_block'),
      Ipv6CidrBlock: text(block, 'ipv6_cidr_block'),
      SecurityGroupId: byId(text(block, 'source_security_id')),
      AddressTemplate: {
        AddressId: byId(text(block, 'address_template_id')),
        AddressGroupId: text(block, 'address_template_group'),
      },
      Protocol: text(block, 'protocol'),
      Port: text(block, 'port'),
      ServiceTemplate: {
        ServiceId: byId(text(block, 'service_template_id')),
        ServiceGroupId: text(block, 'service_template_group'),
      },
      PolicyDescription: text(block, 'description'),
    }
    return { row, unknown }
  })
}

/** `ACCEPT#10.0.0.0/8#80,443#TCP`, `DROP#sg-…#ALL#ALL`, `ACCEPT#ipm-…#ppm-…`. */
function liteRows(plan: PlanIndex, resource: PlannedResource, direction: Direction): readonly Row[] {
  if (isUnknown(resource, direction) && !Array.isArray(part(resource.values, direction))) {
    const row = { Action: 'ACCEPT', CidrBlock: '0.0.0.0/0' }
    return [{ row, unknown: new Set(['Peer', 'Action', 'Protocol']) }]
  }
  return texts(resource.values, direction).map((line) => {
    const [action = '', peer = '', port = '', protocol = ''] = line.split('#').map((each) => each.trim())
    const id = plan.addresses.get(peer) ?? peer
    const row = {
      Action: action,
      ...(/^sg-/.test(peer) && { SecurityGroupId: id }),
      ...(/^ipmg?-/.test(peer) && { AddressTemplate: { AddressId: id } }),
      ...(!/^(sg|ipmg?)-/.test(peer) && { [peer.includes(':') ? 'Ipv6CidrBlock' : 'CidrBlock']: peer }),
      ...(/^ppmg?-/.test(port)
        ? { ServiceTemplate: { ServiceId: plan.addresses.get(port) ?? port } }
        : { Port: port, Protocol: protocol }),
    }
    return { row, unknown: new Set<string>() }
  })
}
