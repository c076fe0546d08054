// How groups are folded, and how far they are folded one step further in: never more buckets than can be read.

import type { SecurityGroup } from '../../../../src/core/model/securityGroup.ts'
import { type Fold, MOST_BUCKETS, namePrefix, type Sides } from '../../model/topology.ts'

/** `name:2`, `tag:role`, `vpc`, `group`: as the list of folds has them. */
export function foldOf(name: string): Fold {
  if (name.startsWith('name:')) return { by: 'name', parts: Number(name.slice('name:'.length)) }
  if (name.startsWith('tag:')) return { by: 'tag', key: name.slice('tag:'.length) }
  return { by: name === 'vpc' ? 'vpc' : 'group' }
}

/** Names have seldom more parts. */
const MOST_PARTS = 4

/** For what was opened: each group alone where they can be read, else by more of their names. */
export function deeperFold(groups: readonly SecurityGroup[], { from, to }: Sides, fold: Fold): Fold {
  const sides = [from, to].map((ids) => new Set(ids))
  const names = sides.map((ids) => groups.filter(({ id }) => ids.has(id)).map(({ name }) => name))
  if (names.every((side) => side.length <= MOST_BUCKETS)) return { by: 'group' }
  for (let parts = fold.by === 'name' ? fold.parts + 1 : 1; parts <= MOST_PARTS; parts++) {
    const most = Math.max(...names.map((side) => new Set(side.map((name) => namePrefix(name, parts))).size))
    if (most > 1) return { by: 'name', parts }
  }
  return { by: 'group' }
}
