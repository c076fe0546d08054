// The answer of DescribeSecurityGroupPolicies; it does not say whose rules these are, so the file or its name must.

import type { Direction } from '../../core/model/packet.ts'
import { groupIdIn } from '../aliyun/group.ts'
import { sequencedGroup } from '../documents.ts'
import { type Part, partOf } from '../part.ts'
import { isTree, part, type Tree, text, trees } from '../tree.ts'
import { readPolicyRow } from './ruleRow.ts'

export const isPolicyAnswer = (tree: Tree): boolean =>
  part(tree, 'SecurityGroupPolicySet') !== undefined ||
  Array.isArray(part(tree, 'Ingress')) ||
  Array.isArray(part(tree, 'Egress'))

/** `outer` is the whole file: the id often stands beside the envelope. */
export function readPolicyAnswer(tree: Tree, outer: Tree, name: string): Part {
  const inner = part(tree, 'SecurityGroupPolicySet')
  const set = isTree(inner) ? inner : tree
  const named = [tree, outer, set].map((each) => text(each, 'SecurityGroupId')).find((id) => id !== '')
  const id = named ?? groupIdIn(name)
  const rules = (list: string, direction: Direction) =>
    trees(set, list).map((row, index) => readPolicyRow(row, id, direction, index + 1))
  return partOf({
    groups: [sequencedGroup(id, { name: text(outer, 'SecurityGroupName') })],
    rules: [...rules('Ingress', 'ingress'), ...rules('Egress', 'egress')],
  })
}
