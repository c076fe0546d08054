// High-risk ports that members of other groups reach, judged over all packets and after all precedence.

import { type AddressSet, normaliseRanges } from '../../model/addressSet.ts'
import { HIGH_RISK_PORTS, type HighRiskPort } from '../../model/highRiskPorts.ts'
import type { SecurityGroupId } from '../../model/ids.ts'
import { formatProtocol } from '../../model/protocol.ts'
import { privateTextsOf, rangesIn } from '../../policy/peers.ts'
import type { Exposure } from '../exposure/exposure.ts'
import type { AuditWorld, Finding, SubjectCheck } from './audit.ts'
import type { JudgedSubject } from './subject.ts'

export const openToGroup: SubjectCheck<'open-to-group'> = { id: 'open-to-group', judge }

interface Members {
  readonly id: SecurityGroupId
  readonly addresses: AddressSet
}

function judge({ world, groupIds, ask }: JudgedSubject): readonly Finding[] {
  const others = membersIn(world).filter(({ id }) => !groupIds.includes(id))
  if (others.length === 0) return []
  const answer = (from: AddressSet, risk: HighRiskPort): Exposure =>
    ask({
      ...{ from, isInternet: false, own: null },
      service: { protocol: risk.protocol, ports: [{ first: risk.port, last: risk.port }] },
    })
  const everyone = normaliseRanges(others.flatMap(({ addresses }) => addresses))
  // Most ports are closed to all of them: asked once, not once for each group.
  const risks = HIGH_RISK_PORTS.filter((risk) => answer(everyone, risk).open === true)
  return others.flatMap((other): readonly Finding[] => {
    const open = risks.flatMap((risk) => {
      const found = answer(other.addresses, risk)
      return found.open === true ? [{ risk, found }] : []
    })
    const [first] = open
    if (first === undefined) return []
    return [
      {
        severity: 'info',
        groupIds: [...groupIds, other.id],
        ruleIds: [...new Set(open.flatMap(({ found }) => found.rules))],
        witness: first.found.witness,
        values: {
          group: groupIds.join(', '),
          from: other.id,
          ports: open
            .map(({ risk }) => `${formatProtocol(risk.protocol)}/${risk.port} ${risk.service}`)
            .join(', '),
        },
      },
    ]
  })
}

const members = new WeakMap<AuditWorld, readonly Members[]>()

/** Of the groups that have any; the same for all interfaces. */
function membersIn(world: AuditWorld): readonly Members[] {
  const known = members.get(world)
  if (known !== undefined) return known
  const found = world.groups.flatMap(({ id }): Members[] => {
    const texts = world.reader.by('eni', 'group', id).flatMap(privateTextsOf)
    const addresses = normaliseRanges(rangesIn(texts))
    return addresses.length === 0 ? [] : [{ id, addresses }]
  })
  members.set(world, found)
  return found
}
