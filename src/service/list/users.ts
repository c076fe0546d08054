// What names a list: rules of security groups, entries of network ACLs, and lists that include it.

import type { ResourceReader } from '../../core/model/resources.ts'

/** Also the name of the index of rules by the lists they name. */
export type ListKind = 'prefixList' | 'portList'

export interface ListUser {
  readonly kind: 'securityGroup' | 'networkAcl' | ListKind
  readonly id: string
  readonly createdAt: number
}

/** Each once: groups in the order of their first such rule, then network ACLs, then lists. */
export function listUsers(state: ResourceReader, kind: ListKind, listId: string): readonly ListUser[] {
  const ids = new Set(state.by('rule', kind, listId).map((rule) => rule.groupId))
  const groups = [...ids].flatMap((id) => state.get('securityGroup', id) ?? [])
  const acls = kind === 'prefixList' ? state.by('networkAcl', 'prefixList', listId) : []
  return [
    ...groups.map(({ id, createdAt }) => ({ kind: 'securityGroup', id, createdAt }) as const),
    ...acls.map(({ id, createdAt }) => ({ kind: 'networkAcl', id, createdAt }) as const),
    ...state.by(kind, 'includes', listId).map(({ id, createdAt }) => ({ kind, id, createdAt }) as const),
  ]
}
