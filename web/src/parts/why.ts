// What decides about a packet, in words: a rule with its group, a default, inner access, the platform, no way at all.

import type { Why } from '../../../src/core/model/verdict.ts'
import { useModel } from '../model/useModel.ts'
import { useText } from '../text/index.ts'
import { useRuleLine } from './useRuleLine.ts'

/** As the API gives it: its kind, and what the kind carries. */
export interface SaidWhy {
  readonly kind: string
}

export function useWhy(): (said: SaidWhy) => string {
  const t = useText()
  const { reader } = useModel()
  const lineOf = useRuleLine()
  const nameOf = (kind: 'securityGroup' | 'networkAcl', id: string) => reader.get(kind, id)?.name || id
  return (said) => {
    const why = said as Why
    switch (why.kind) {
      case 'rule': {
        const { groupId, ruleId } = why.rule
        const rule = reader.get('rule', ruleId)
        const line = rule === undefined ? '' : ` · ${lineOf(rule)}`
        return `${nameOf('securityGroup', groupId)}${line} · ${ruleId}`
      }
      case 'innerAccess':
        return `${t('why.innerAccess')} · ${nameOf('securityGroup', why.groupId)}`
      case 'networkAcl':
        return t(why.entryId === null ? 'why.networkAclNone' : 'why.networkAcl', {
          acl: nameOf('networkAcl', why.networkAclId),
        })
      case 'system':
        return t('why.system', { service: why.service })
      case 'noRoute':
        return t(`why.noRoute.${why.reason}`)
      default:
        return t(`why.${why.kind}`)
    }
  }
}
