// Which other groups have rules that name a group.

import type { ResourceReader } from '../../core/model/resources.ts'
import type { SecurityGroup } from '../../core/model/securityGroup.ts'

/** In the order of their first such rule, each once, of any account. */
export function referrersOf(state: ResourceReader, groupId: string): readonly SecurityGroup[] {
  const ids = new Set(state.by('rule', 'peerGroup', groupId).map((rule) => rule.groupId))
  return [...ids]
    .filter((id) => id !== groupId)
    .map((id) => state.get('securityGroup', id))
    .filter((group) => group !== undefined)
}
