// Asks every host that has interfaces in question for their live sessions.

import { asId, type EniId, type VpcId } from '../../core/model/ids.ts'
import type { LiveSession } from '../../core/model/liveSession.ts'
import type { Eni } from '../../core/model/network.ts'
import type { ResourceReader } from '../../core/model/resources.ts'
import { addressTextsOf } from '../../core/policy/peers.ts'
import type { HostStatus } from '../../feed/hosts.ts'
import { type SessionsAnswer, type SessionsQuestion, sessionOf } from '../../feed/questions.ts'

/** The part of the feed that is needed here. */
export interface Hosts {
  hosts(): readonly Pick<HostStatus, 'hostId' | 'ports'>[]
  ask(hostId: string, question: SessionsQuestion, patienceMs: number): Promise<SessionsAnswer>
}

export interface HostSession {
  readonly hostId: string
  readonly vpcId: VpcId
  readonly session: LiveSession
}

export interface Asked {
  readonly sessions: readonly HostSession[]
  /** Also those that were too many to be given. */
  readonly total: number
  /** Hosts that should have answered and did not, each with the reason. */
  readonly silent: readonly { readonly hostId: string; readonly reason: string }[]
}

const PATIENCE_MS = 4000
/** Beyond so many addresses the whole table is asked for. */
const MOST_ADDRESSES = 1000

export async function askForSessions(
  hosts: Hosts,
  reader: ResourceReader,
  eniIds: ReadonlySet<EniId>,
  limit: number,
): Promise<Asked> {
  const sessions: HostSession[] = []
  const silent: { hostId: string; reason: string }[] = []
  let total = 0
  const known = new Set(hosts.hosts().map(({ hostId }) => hostId))
  const questions = questionsFor({ bound: placesOf(hosts), known }, reader, eniIds, limit)
  await Promise.all(
    questions.map(async ({ hostId, question }) => {
      try {
        const answer = await hosts.ask(hostId, question, PATIENCE_MS)
        total += answer.total
        const vpcId = question.vpcId as VpcId
        for (const row of answer.rows) {
          const session = sessionOf(row)
          if (session !== undefined) sessions.push({ hostId, vpcId, session })
        }
      } catch (error) {
        silent.push({ hostId, reason: (error as Error).message })
      }
    }),
  )
  return { sessions, total, silent }
}

/** Hosts where ENIs are bound to interfaces, or are the host itself. */
function placesOf(hosts: Hosts): ReadonlyMap<string, readonly string[]> {
  const places = new Map<string, string[]>()
  for (const { hostId, ports } of hosts.hosts()) {
    for (const { eni } of ports) places.set(eni, [...(places.get(eni) ?? []), hostId])
  }
  return places
}

export const boundEnis = (hosts: Hosts): ReadonlySet<EniId> =>
  new Set([...placesOf(hosts).keys()].map((id) => asId<EniId>(id)))

/** One for each host and VPC. */
function questionsFor(
  { bound, known }: { bound: ReadonlyMap<string, readonly string[]>; known: ReadonlySet<string> },
  reader: ResourceReader,
  eniIds: ReadonlySet<EniId>,
  limit: number,
): readonly { readonly hostId: string; readonly question: SessionsQuestion }[] {
  const places = new Map<string, { hostId: string; vpcId: VpcId; enis: Eni[] }>()
  for (const id of eniIds) {
    const eni = reader.get('eni', id)
    if (eni === undefined) continue
    const instance = eni.instanceId ? reader.get('instance', eni.instanceId) : undefined
    const hostIds = new Set(bound.get(id))
    // Of one that is bound, its instance may well run nowhere: then there is nobody to ask there.
    if (instance !== undefined && (hostIds.size === 0 || known.has(instance.hostId)))
      hostIds.add(instance.hostId)
    for (const hostId of hostIds) {
      const key = `${hostId} ${eni.vpcId}`
      const place = places.get(key) ?? { hostId, vpcId: eni.vpcId, enis: [] }
      place.enis.push(eni)
      places.set(key, place)
    }
  }
  return [...places.values()].map(({ hostId, vpcId, enis }) => {
    const texts = enis.flatMap((eni) => addressesOf(reader, eni))
    const isPlain = texts.length <= MOST_ADDRESSES && enis.every((eni) => eni.prefixes.length === 0)
    return { hostId, question: { about: 'sessions', vpcId, addresses: isPlain ? texts : null, limit } }
  })
}

/** As connection tracking spells them; answers to a public address carry that one. */
const addressesOf = (reader: ResourceReader, eni: Eni): readonly string[] => [
  ...addressTextsOf(eni),
  ...reader.by('eip', 'eni', eni.id).map(({ address }) => address),
]
