// Asks every host that has interfaces in question for their live sessions.

import type { EniId, VpcId } from '../../core/model/ids.ts'
import type { LiveSession } from '../../core/model/liveSession.ts'
import type { Eni } from '../../core/model/network.ts'
import type { ResourceReader } from '../../core/model/resources.ts'
import { addressTextsOf } from '../../core/policy/peers.ts'
import { type SessionsAnswer, type SessionsQuestion, sessionOf } from '../../feed/questions.ts'

/** The part of the feed that is needed here. */
export interface Hosts {
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
  const questions = questionsFor(reader, eniIds, limit)
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

/** One for each host and VPC. */
function questionsFor(
  reader: ResourceReader,
  eniIds: ReadonlySet<EniId>,
  limit: number,
): readonly { readonly hostId: string; readonly question: SessionsQuestion }[] {
  const places = new Map<string, { hostId: string; vpcId: VpcId; enis: Eni[] }>()
  for (const id of eniIds) {
    const eni = reader.get('eni', id)
    const instance = eni?.instanceId ? reader.get('instance', eni.instanceId) : undefined
    if (eni === undefined || instance === undefined) continue
    const key = `${instance.hostId} ${eni.vpcId}`
    const place = places.get(key) ?? { hostId: instance.hostId, vpcId: eni.vpcId, enis: [] }
    place.enis.push(eni)
    places.set(key, place)
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
