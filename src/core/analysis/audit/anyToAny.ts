// Rules that let everyone in to everything: really, or in their text alone because others overrule them.

import { parseCidr } from '../../model/cidr.ts'
import { INTERNET } from '../../model/internet.ts'
import type { Rule } from '../../model/rule.ts'
import type { Finding, SubjectCheck } from './audit.ts'
import type { JudgedSubject } from './subject.ts'

export const anyToAny: SubjectCheck<'any-to-any'> = { id: 'any-to-any', judge }

function judge({ world, groupIds, ask }: JudgedSubject): readonly Finding[] {
  const wide = groupIds.flatMap((id) => world.reader.by('rule', 'group', id).filter(isAnyToAny))
  if (wide.length === 0) return []
  const answer = ask({
    from: INTERNET,
    isInternet: true,
    own: null,
    service: { protocol: 'all', ports: null },
  })
  return wide.map((rule) => {
    const isInForce = answer.rules.includes(rule.id)
    return {
      severity: isInForce ? 'high' : 'low',
      groupIds: [rule.groupId],
      ruleIds: [rule.id],
      witness: isInForce ? answer.witness : null,
      values: { force: isInForce ? 'real' : 'text', rule: rule.id },
      removes: [rule.id],
    }
  })
}

const isAnyToAny = ({ direction, action, protocol, ports, sourcePorts, peer, ownCidr }: Rule): boolean =>
  direction === 'ingress' &&
  action === 'accept' &&
  protocol === 'all' &&
  ports.kind === 'any' &&
  sourcePorts === null &&
  ownCidr === null &&
  peer.kind === 'cidr' &&
  parseCidr(peer.cidr)?.length === 0
