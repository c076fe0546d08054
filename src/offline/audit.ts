// A world of files as audit checks want it: every combination of groups that a known interface has, and groups alone.

import type { AuditSubject, AuditWorld } from '../core/analysis/audit/audit.ts'
import type { SecurityGroup } from '../core/model/securityGroup.ts'
import { hasInternetNic } from './ask.ts'
import type { OfflineWorld } from './world.ts'

/** K1: each interface of a classic group has rules of its own; where nobody said which network it is, both hold. */
function nicsOf(world: OfflineWorld, groups: readonly SecurityGroup[]) {
  if (!groups.some((group) => hasInternetNic(world, group))) return [undefined]
  const isClassic = groups.every(({ id }) => world.classic.has(id))
  return isClassic ? (['internet', 'intranet'] as const) : [undefined, 'internet' as const]
}

export function auditWorldOf(world: OfflineWorld): AuditWorld {
  const known = new Map(world.groups.map((group) => [group.id, group]))
  const bound = world.enis
    .map(({ eni }) => eni.securityGroupIds.map((id) => known.get(id)))
    .filter((groups) => groups.length > 0)
    .filter((groups): groups is SecurityGroup[] => groups.every((group) => group !== undefined))
  const together = new Map(bound.map((groups) => [groups.map(({ id }) => id).join(' '), groups]))
  const covered = new Set([...together.values()].flat())
  const alone = world.groups.filter((group) => !covered.has(group)).map((group) => [group])
  const subjects = [...together.values(), ...alone].flatMap((groups): AuditSubject[] => {
    const groupIds = groups.map(({ id }) => id)
    return nicsOf(world, groups).map((nic) => ({ eniId: world.bind(groups, nic), groupIds }))
  })
  return { reader: world.reader, knowledge: world.knowledge, groups: world.groups, subjects }
}
