// Rules that let everyone in to everything: really, or in their text alone because others overrule them.

import { parseCidr } from '../../model/cidr.ts'
import { INTERNET } from '../../model/internet.ts'
import type { Rule } from '../../model/rule.ts'
import { exposuresOf } from '../exposure/exposure.ts'
import type { AuditCheck, AuditSubject, AuditWorld, Finding } from './audit.ts'

export const anyToAny: AuditCheck<'any-to-any'> = {
  id: 'any-to-any',
  run: (world) => world.subjects.flatMap((subject) => findingsFor(world, subject)),
}

function findingsFor({ reader, knowledge }: AuditWorld, subject: AuditSubject): readonly Finding[] {
  const wide = subject.groupIds.flatMap((id) => reader.by('rule', 'group', id).filter(isAnyToAny))
  if (wide.length === 0) return []
  const answer = exposuresOf(
    reader,
    subject.eniId,
    knowledge,
  )?.({
    from: INTERNET,
    isInternet: true,
    own: null,
    service: { protocol: 'all', ports: null },
  })
  return wide.map((rule) => {
    const isInForce = answer?.rules.includes(rule.id) === true
    return {
      severity: isInForce ? 'high' : 'low',
      groupIds: [rule.groupId],
      ruleIds: [rule.id],
      witness: isInForce ? (answer?.witness ?? null) : null,
      values: { force: isInForce ? 'real' : 'text', rule: rule.id },
      removes: { eniId: subject.eniId, ruleIds: [rule.id] },
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
