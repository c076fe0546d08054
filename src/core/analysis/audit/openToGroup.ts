// High-risk ports that members of other groups reach, judged over all packets and after all precedence.

import { type AddressSet, normaliseRanges } from '../../model/addressSet.ts'
import { parseCidr, rangeOf } from '../../model/cidr.ts'
import { HIGH_RISK_PORTS } from '../../model/highRiskPorts.ts'
import type { SecurityGroupId } from '../../model/ids.ts'
import { formatProtocol } from '../../model/protocol.ts'
import type { ResourceReader } from '../../model/resources.ts'
import { type Exposure, exposuresOf } from '../exposure/exposure.ts'
import type { AuditCheck, AuditSubject, AuditWorld, Finding } from './audit.ts'

export const openToGroup: AuditCheck<'open-to-group'> = {
  id: 'open-to-group',
  run: (world) => {
    const members = world.groups.flatMap(({ id }) => {
      const addresses = membersOf(world.reader, id)
      return addresses.length === 0 ? [] : [{ id, addresses }]
    })
    return world.subjects.flatMap((subject) => findingsFor(world, subject, members))
  },
}

interface Members {
  readonly id: SecurityGroupId
  readonly addresses: AddressSet
}

function findingsFor(
  { reader, knowledge }: AuditWorld,
  subject: AuditSubject,
  members: readonly Members[],
): readonly Finding[] {
  const others = members.filter(({ id }) => !subject.groupIds.includes(id))
  const ask = others.length === 0 ? null : exposuresOf(reader, subject.eniId, knowledge)
  if (ask === null) return []
  const answer = (from: AddressSet, risk: (typeof HIGH_RISK_PORTS)[number]): Exposure =>
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
        groupIds: [...subject.groupIds, other.id],
        ruleIds: [...new Set(open.flatMap(({ found }) => found.rules))],
        witness: first.found.witness,
        values: {
          group: subject.groupIds.join(', '),
          from: other.id,
          ports: open
            .map(({ risk }) => `${formatProtocol(risk.protocol)}/${risk.port} ${risk.service}`)
            .join(', '),
        },
      },
    ]
  })
}

const membersOf = (reader: ResourceReader, groupId: SecurityGroupId): AddressSet =>
  normaliseRanges(
    reader.by('eni', 'group', groupId).flatMap((eni) =>
      [eni.primaryAddress, ...eni.secondaryAddresses, ...eni.ipv6Addresses].flatMap((text) => {
        const cidr = parseCidr(text)
        return cidr === undefined ? [] : [rangeOf(cidr)]
      }),
    ),
  )
