// A Terraform plan or state as groups and rules; rules of groups that it does not manage are kept beside them.

import { groupWith, sequencedGroup } from '../documents.ts'
import { joinParts, type Part, partOf } from '../part.ts'
import { type Tree, text } from '../tree.ts'
import { readAlicloud } from './aliyun.ts'
import type { PlanIndex } from './arguments.ts'
import { resourcesOf } from './plan.ts'
import { referenceFinder } from './references.ts'
import { readTencentCloud } from './tencent.ts'

export function readPlan(tree: Tree): Part {
  const resources = resourcesOf(tree)
  const plan: PlanIndex = {
    resources,
    find: referenceFinder(tree, resources),
    addresses: new Map(
      resources.flatMap(({ address, values }) =>
        text(values, 'id') === '' ? [] : [[text(values, 'id'), address]],
      ),
    ),
  }
  const made = joinParts(
    resources.flatMap((resource) => readAlicloud(plan, resource) ?? readTencentCloud(plan, resource) ?? []),
  )
  return joinParts([
    made,
    unmanagedGroups(
      made,
      resources.some(({ type }) => type.startsWith('tencentcloud_')),
    ),
  ])
}

function unmanagedGroups({ groups, rules }: Part, isTencent: boolean): Part {
  const known = new Set<string>(groups.map(({ id }) => id))
  const missing = [...new Set<string>(rules.map(({ groupId }) => groupId))].filter((id) => !known.has(id))
  const made = missing.map((id) => (isTencent ? sequencedGroup(id) : groupWith(id, {})))
  return partOf({ groups: made, innerAccessUnsaid: isTencent ? [] : made.map(({ id }) => id) })
}
