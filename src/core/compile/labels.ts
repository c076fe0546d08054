// The word that stands for a reason in the kernel's comments, the same that tables and logs use (W1).

import type { Why } from '../model/verdict.ts'

export function labelOf(why: Why): string {
  switch (why.kind) {
    case 'rule':
      return why.rule.ruleId
    case 'innerAccess':
      return `inner:${why.groupId}`
    case 'networkAcl':
      return why.entryId ?? `networkAcl:${why.networkAclId}`
    case 'system':
      return `system:${why.service}`
    case 'noRoute':
      return why.reason
    default:
      return why.kind
  }
}
