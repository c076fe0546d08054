// A world of files as audit checks want it: every combination of groups that a known interface has, and groups alone.

import type { AuditSubject, AuditWorld } from '../core/analysis/audit/audit.ts'
import type { SecurityGroup } from '../core/model/securityGroup.ts'
import type { OfflineWorld } from './world.ts'

export function auditWorldOf(world: OfflineWorld): AuditWorld {
  const known = new Map(world.groups.map((group) => [group.id, group]))
  const bound = world.enis
    .map(({ eni }) => eni.securityGroupIds.map((id) => known.get(id)))
    .filter((groups) => groups.length > 0)
    .filter((groups): groups is SecurityGroup[] => groups.every((group) => group !== undefined))
  const together = new Map(bound.map((groups) => [groups.map(({ id }) => id).join(' '), groups]))
  const covered = new Set([...together.values()].flat())
  const alone = world.groups.filter((group) => !covered.has(group)).map((group) => [group])
  const subjects = [...together.values(), ...alone].map(
    (groups): AuditSubject => ({ eniId: world.bind(groups), groupIds: groups.map(({ id }) => id) }),
  )
  return { reader: world.reader, knowledge: world.knowledge, groups: world.groups, subjects }
}
