// The audit of a live server: every combination of groups that an interface has, and groups that none has.

import type { AuditSubject, AuditWorld } from '../../../core/analysis/audit/audit.ts'
import { type CheckedFinding, type CheckId, audit as findAll } from '../../../core/analysis/audit/index.ts'
import { wholeFamily } from '../../../core/model/addressSet.ts'
import { asId, type EniId, type RuleId } from '../../../core/model/ids.ts'
import { NOT_INTERNET } from '../../../core/model/internet.ts'
import { formatPacket } from '../../../core/model/packet.ts'
import type { ResourceReader } from '../../../core/model/resources.ts'
import type { SecurityGroup } from '../../../core/model/securityGroup.ts'
import { Overlay } from '../../../store/overlay.ts'
import { type ReportedFinding, shownRegions } from '../../api/audit/report.ts'
import type { Question, Tools } from './question.ts'

/** A finding on its way: the witness as text. */
export interface SentFinding extends Omit<CheckedFinding, 'witness' | 'changes'> {
  readonly witness: string | null
  readonly changes: ReportedFinding['changes']
}

export interface AuditAnswer {
  readonly findings: readonly SentFinding[]
  /** Checks that time did not suffice for. */
  readonly undecided: readonly CheckId[]
  readonly groups: number
  /** Different combinations of groups that were judged. */
  readonly combinations: number
}

interface AuditInput {
  readonly groups: readonly string[]
  /** Null: of all accounts. */
  readonly accountId: string | null
  /** What the hosts counted, rule by rule. */
  readonly hits: {
    readonly since: string
    readonly packets: readonly (readonly [ruleId: string, count: number])[]
  }
}

export const audit: Question<AuditInput, AuditAnswer> = ({ groups, accountId, hits }, tools) => {
  const packets = packetsByRule(tools.state, hits)
  const world = {
    ...liveWorld(tools.state, groups, accountId),
    ...(packets && { hits: { since: hits.since, packets } }),
  }
  const { findings, undecided } = findAll(world, sent, tools)
  return {
    findings,
    undecided,
    groups: world.groups.length,
    combinations: world.subjects.length,
  }
}

/** Hosts tell of rules that packets met: one that runs and is not among them met none. Null: nobody counts. */
function packetsByRule(state: Tools['state'], { packets }: AuditInput['hits']): Map<RuleId, number> | null {
  if (packets.length === 0) return null
  const counts = new Map(packets.map(([id, count]) => [asId<RuleId>(id), count]))
  for (const { id } of state.list('securityGroup')) {
    const isRunning = state.by('eni', 'group', id).some(({ instanceId }) => {
      return instanceId !== null && state.get('instance', instanceId)?.state === 'running'
    })
    if (!isRunning) continue
    for (const rule of state.by('rule', 'group', id)) counts.set(rule.id, counts.get(rule.id) ?? 0)
  }
  return counts
}

const sent = (finding: CheckedFinding): SentFinding => ({
  ...finding,
  witness: finding.witness === null ? null : formatPacket(finding.witness),
  changes: shownRegions(finding.changes),
})

/** Everything is known on a live server. */
function liveWorld(state: Tools['state'], wanted: readonly string[], account: string | null): AuditWorld {
  const reader = new Overlay(state)
  const groups = [...state.list('securityGroup')].filter(
    ({ id, accountId }) =>
      (wanted.length === 0 || wanted.includes(id)) && (account === null || accountId === account),
  )
  return {
    reader,
    groups,
    subjects: subjectsOf(reader, new Set(groups)),
    knowledge: {
      complete: true,
      rules: new Map(),
      innerAccess: new Set(),
      strangers: [...NOT_INTERNET.filter(({ family }) => family === 4), wholeFamily(6)],
    },
  }
}

function subjectsOf(reader: Overlay, groups: ReadonlySet<SecurityGroup>): readonly AuditSubject[] {
  const together = new Map<string, AuditSubject>()
  const bound = new Set<string>()
  for (const eni of reader.list('eni')) {
    const groupIds = eni.securityGroupIds
    for (const id of groupIds) bound.add(id)
    const isMeant = groupIds.some((id) => isIn(reader, groups, id))
    const key = [eni.nic ?? '', eni.vpcId, ...groupIds].join(' ')
    if (isMeant && !together.has(key)) together.set(key, { eniId: eni.id, groupIds })
  }
  const alone = [...groups].filter(({ id }) => !bound.has(id)).map((group) => standIn(reader, group))
  return [...together.values(), ...alone]
}

const isIn = (reader: ResourceReader, groups: ReadonlySet<SecurityGroup>, id: string): boolean => {
  const group = reader.get('securityGroup', id)
  return group !== undefined && groups.has(group)
}

/** A group that no interface has is judged by one of no address, which exists here only. */
export function standIn(reader: Overlay, { id, accountId, region, vpcId }: SecurityGroup): AuditSubject {
  const eniId = asId<EniId>(`an interface in ${id}`)
  reader.put('eni', {
    ...{
      id: eniId,
      accountId,
      region,
      name: '',
      description: '',
      resourceGroupId: '',
      tags: {},
      createdAt: 0,
    },
    ...{ vpcId: vpcId ?? asId(''), vSwitchId: asId(''), zone: '', kind: 'secondary', instanceId: null },
    ...{
      deviceIndex: 0,
      mac: '',
      primaryAddress: '',
      secondaryAddresses: [],
      ipv6Addresses: [],
      prefixes: [],
    },
    securityGroupIds: [id],
    timeouts: { tcpEstablished: 0, tcpClosed: 0, udp: 0 },
    ...{ deleteOnRelease: false, sourceDestCheck: false, managed: false },
  })
  return { eniId, groupIds: [id] }
}
