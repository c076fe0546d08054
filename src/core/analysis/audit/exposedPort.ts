// High-risk ports that the internet reaches, judged over all packets and after all precedence.

import { HIGH_RISK_PORTS, type HighRiskPort } from '../../model/highRiskPorts.ts'
import { INTERNET } from '../../model/internet.ts'
import { formatProtocol } from '../../model/protocol.ts'
import type { Exposure } from '../exposure/exposure.ts'
import type { Finding, Severity, SubjectCheck } from './audit.ts'
import type { JudgedSubject } from './subject.ts'

interface Answered {
  readonly risk: HighRiskPort
  readonly answer: Exposure
}

export const exposedPort: SubjectCheck<'exposed-port'> = { id: 'exposed-port', judge }

/** Ports that the same rules open are one finding: one repair closes them. */
function judge({ ask, groupIds }: JudgedSubject): readonly Finding[] {
  const open = HIGH_RISK_PORTS.flatMap((risk): Answered[] => {
    const answer = ask({
      from: INTERNET,
      isInternet: true,
      own: null,
      service: { protocol: risk.protocol, ports: [{ first: risk.port, last: risk.port }] },
    })
    return answer.open === false ? [] : [{ risk, answer }]
  })
  const alike = new Map<string, Answered[]>()
  for (const each of open) {
    const key = [each.answer.open, ...each.answer.rules].join(' ')
    alike.set(key, [...(alike.get(key) ?? []), each])
  }
  return [...alike.values()].map((same) => findingOf(groupIds, same))
}

function findingOf(groupIds: Finding['groupIds'], same: readonly Answered[]): Finding {
  const [first] = same
  if (first === undefined) throw new Error('INVARIANT: alike are at least one')
  const isCertain = first.answer.open === true
  const worst: Severity = same.some(({ risk }) => risk.severity === 'high') ? 'high' : 'medium'
  return {
    severity: isCertain ? worst : 'low',
    groupIds,
    ruleIds: first.answer.rules,
    witness: first.answer.witness,
    values: {
      certainty: isCertain ? 'open' : 'perhaps',
      ports: same
        .map(({ risk }) => `${formatProtocol(risk.protocol)}/${risk.port} ${risk.service}`)
        .join(', '),
    },
    ...(isCertain && { removes: first.answer.rules }),
  }
}
