// The answer of DescribeSecurityGroupAttribute, its rules alone, or the same in CSV.

import { asId, type SecurityGroupId } from '../../core/model/ids.ts'
import { groupWith, NETWORK } from '../documents.ts'
import { type Part, partOf } from '../part.ts'
import { problem } from '../problem.ts'
import { isTree, part, type Tree, text, trees } from '../tree.ts'
import { readRuleRow } from './ruleRow.ts'

export const isGroupAnswer = (tree: Tree): boolean => part(tree, 'Permissions') !== undefined
export const isRuleRow = (value: unknown): value is Tree =>
  isTree(value) && part(value, 'IpProtocol') !== undefined

export function readGroupAnswer(tree: Tree, name: string): Part {
  const rows = trees(tree, 'Permissions', 'Permission')
  const id = text(tree, 'SecurityGroupId') || groupIdIn(name)
  const inner = text(tree, 'InnerAccessPolicy').toLowerCase()
  const isEnterprise = text(tree, 'SecurityGroupType').toLowerCase() === 'enterprise'
  const group = groupWith(id, {
    vpcId: asId(text(tree, 'VpcId') || NETWORK),
    name: text(tree, 'SecurityGroupName'),
    description: text(tree, 'Description'),
    region: text(tree, 'RegionId'),
    kind: isEnterprise ? 'enterprise' : 'basic',
    innerAccess: inner === 'drop' || isEnterprise ? 'drop' : 'accept',
    ...(isEnterprise && { defaults: { ingress: 'drop', egress: 'drop' } }),
  })
  // What a client wrote as NicType says nothing there, and the cloud makes all of it intranet.
  const isInVpc = text(tree, 'VpcId') !== ''
  const rules = rows.map((row, index) => readRuleRow(row, id, index + 1))
  return partOf({
    groups: [group],
    rules: isInVpc ? rules.map((rule) => ({ ...rule, nic: 'intranet' })) : rules,
    classic: part(tree, 'VpcId') === '' ? [group.id] : [],
    innerAccessUnsaid: inner === '' && !isEnterprise ? [group.id] : [],
    pages: text(tree, 'NextToken') === '' ? [] : [group.id],
  })
}

/** Without the group's own answer nobody says whether its members reach each other. */
export function readRuleRows(rows: readonly Tree[], name: string, firstRow = 1): Part {
  const id = groupIdIn(name)
  return partOf({
    groups: [groupWith(id, {})],
    rules: rows.map((row, index) => readRuleRow(row, id, index + firstRow)),
    innerAccessUnsaid: [asId<SecurityGroupId>(id)],
  })
}

/** Exports carry the group's id in their name (semantics T5). */
export function groupIdIn(name: string): string {
  const stem = name.replace(/^.*[\\/]/, '').replace(/\.[^.]*$/, '')
  return /sg-[a-z0-9]+/i.exec(stem)?.[0] ?? (stem || problem('emptyGroup'))
}
