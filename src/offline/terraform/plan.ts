// The resources of `terraform show -json`, from a plan or a state, with what is known only after apply.

import { isTree, type Tree, text, trees } from '../tree.ts'

export interface PlannedResource {
  readonly address: string
  readonly type: string
  readonly name: string
  /** Of `count` or `for_each`. */
  readonly index: string | null
  /** Address of the module it stands in, with indexes; empty at the root. */
  readonly module: string
  readonly values: Tree
  /** True, or a tree of such, at each place whose value is not known yet. */
  readonly unknown: Tree
}

/** Modules within modules beyond this are nobody's configuration. */
const DEEPEST = 64

export const isTerraform = (tree: Tree): boolean =>
  text(tree, 'format_version') !== '' && (isTree(tree.planned_values) || isTree(tree.values))

/** What was there when the plan was made, as a state; null: nothing; undefined: this is no plan. */
export function priorState(value: unknown): Tree | null | undefined {
  if (!isTree(value) || !isTerraform(value) || !isTree(value.planned_values)) return undefined
  const prior = value.prior_state
  return isTree(prior) && isTree(prior.values) ? { ...prior, format_version: '1.0' } : null
}

export function resourcesOf(plan: Tree): readonly PlannedResource[] {
  const unknown = new Map(
    trees(plan, 'resource_changes').map((change) => [text(change, 'address'), afterUnknown(change)]),
  )
  const values = isTree(plan.planned_values) ? plan.planned_values : plan.values
  const root = isTree(values) ? values.root_module : undefined
  return isTree(root) ? resourcesIn(root, unknown, 0) : []
}

function afterUnknown({ change }: Tree): Tree {
  const after = isTree(change) ? change.after_unknown : undefined
  return isTree(after) ? after : {}
}

function resourcesIn(
  module: Tree,
  unknown: ReadonlyMap<string, Tree>,
  depth: number,
): readonly PlannedResource[] {
  if (depth > DEEPEST) return []
  const own = trees(module, 'resources')
    .filter((resource) => text(resource, 'mode') !== 'data')
    .map((resource): PlannedResource => {
      const address = text(resource, 'address')
      return {
        address,
        type: text(resource, 'type'),
        name: text(resource, 'name'),
        index: resource.index === undefined ? null : String(resource.index),
        module: text(module, 'address'),
        values: isTree(resource.values) ? resource.values : {},
        unknown: unknown.get(address) ?? {},
      }
    })
  return [
    ...own,
    ...trees(module, 'child_modules').flatMap((child) => resourcesIn(child, unknown, depth + 1)),
  ]
}
