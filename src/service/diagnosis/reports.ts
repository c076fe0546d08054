// Reports of self-diagnosis: the usual services of an instance, from the internet or from an address (A16).

import { isOpen, obstaclesOf, waysOf } from '../../core/analysis/diagnose/question.ts'
import { parseAddress } from '../../core/model/address.ts'
import type { DiagnosticReport, DiagnosticResult } from '../../core/model/diagnosticReport.ts'
import { asId, type DiagnosticReportId, type EniId } from '../../core/model/ids.ts'
import { formatPacket, type Packet } from '../../core/model/packet.ts'
import { formatProtocol, ICMP, TCP } from '../../core/model/protocol.ts'
import type { SideVerdict, Why } from '../../core/model/verdict.ts'
import { type Endpoint, endpointOf, resolveEndpoint } from '../../core/policy/endpoint.ts'
import type { Call } from '../call.ts'
import { findInstance } from '../instance/find.ts'

/** What the cloud's one-click check asks about. */
const SERVICES: readonly Asked[] = [
  ...[80, 443, 22, 3389, 8080].map((port) => ({ protocol: TCP, port })),
  { protocol: ICMP, port: 0 },
]

interface Asked {
  readonly protocol: number
  readonly port: number
}

/** `tcp/22`, `icmp`. */
const nameOf = ({ protocol, port }: Asked): string =>
  protocol === ICMP ? formatProtocol(ICMP) : `${formatProtocol(protocol)}/${port}`

/** What every report answers. */
export const USUAL_SERVICES: readonly string[] = SERVICES.map(nameOf)

const CLIENT_PORT = 40_000
/** Older ones are forgotten first. */
const REPORTS_KEPT = 100

export interface NewReport {
  readonly region: string
  readonly instanceId: string
  /** One that means nobody, or several, leaves the report without results. */
  readonly source: string
  /** Asked about besides the usual ones. */
  readonly port: number | null
  readonly metricSetId: string
  readonly startTime: string
  readonly endTime: string
}

export function createReport(call: Call, input: NewReport): DiagnosticReport {
  const { region, source, metricSetId, startTime, endTime } = input
  const instance = findInstance(call, input.instanceId, region)
  const eni = call.state.get('eni', instance.primaryEniId)
  const from = sourceOf(call, source)
  const services = [...SERVICES, ...(input.port === null ? [] : [{ protocol: TCP, port: input.port }])]
  const results =
    eni === undefined || from === null
      ? []
      : services.flatMap((service) => resultOf(call, from, endpointOf(eni), service))
  const all = call.state.by('diagnosticReport', 'account', call.accountId)
  for (const { id } of all.slice(0, Math.max(0, all.length - REPORTS_KEPT + 1))) {
    call.state.remove('diagnosticReport', id)
  }
  const report: DiagnosticReport = {
    id: asId<DiagnosticReportId>(call.ids.next('dr', region)),
    accountId: call.accountId,
    ...{ regionId: region, instanceId: instance.id, source, metricSetId, startTime, endTime, results },
    createdAt: call.now,
  }
  call.state.put('diagnosticReport', report)
  return report
}

/** Another account's interface is named by its addresses alone: its id or name would tell them, and its rules. */
function sourceOf(call: Call, source: string): Endpoint | null {
  const from = resolveEndpoint(call.state, source)
  if (from.kind !== 'found') return null
  const own = from.endpoint.kind === 'internet' || isOwn(call, from.endpoint.eniId)
  return own || parseAddress(source) !== undefined ? from.endpoint : null
}

const isOwn = ({ state, accountId }: Call, eniId: EniId): boolean =>
  state.get('eni', eniId)?.accountId === accountId

function resultOf(call: Call, from: Endpoint, to: Endpoint, asked: Asked): readonly DiagnosticResult[] {
  const { protocol, port } = asked
  const { state } = call
  const destination = to.addresses[0]
  const source = from.addresses.find(({ family }) => family === destination?.family)
  if (destination === undefined || source === undefined) return []
  const packet: Packet = {
    ...{ protocol, source, destination },
    ...(protocol === ICMP
      ? { sourcePort: 0, destinationPort: 0, icmp: { type: 8, code: 0 } }
      : { sourcePort: CLIENT_PORT, destinationPort: port }),
  }
  const ways = waysOf(state, { packet, from, to, anyone: from.kind === 'internet' })
  const side = obstaclesOf(ways)[0]?.side ?? ways.there.sides.at(-1)
  return [
    {
      service: nameOf(asked),
      packet: formatPacket(packet),
      open: isOpen(ways),
      because: ways.there.noRoute === null ? because(call, side) : `noRoute ${ways.there.noRoute}`,
    },
  ]
}

/** What another account's groups say of the packet is its own affair. */
const because = (call: Call, side: SideVerdict | undefined): string =>
  side === undefined || isOwn(call, side.eniId) ? textOf(side?.why) : 'another account'

function textOf(why: Why | undefined): string {
  if (why === undefined) return ''
  switch (why.kind) {
    case 'rule':
      return `rule ${why.rule.ruleId} of ${why.rule.groupId}`
    case 'default':
      return `default of ${why.groupIds.join(', ')}`
    case 'networkAcl':
      return `network ACL ${why.networkAclId}`
    default:
      return why.kind
  }
}
