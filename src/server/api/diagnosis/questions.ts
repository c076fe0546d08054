// Who is meant on both ends of a diagnosis, and by which packets: one, or those of the usual services (A16).

import type { Question } from '../../../core/analysis/diagnose/question.ts'
import { ICMP, TCP } from '../../../core/model/protocol.ts'
import type { ResourceReader } from '../../../core/model/resources.ts'
import { type Endpoint, endpointOf as endpointOfEni, resolveEndpoint } from '../../../core/policy/endpoint.ts'
import { endpointOf, packetBetween, parseTarget, type Target } from '../explain.ts'
import { QuestionError } from '../questionError.ts'

type Service = Pick<Target, 'protocol' | 'port'>

/** What the cloud's one-click check asks about. */
const ONE_CLICK: readonly Service[] = [
  ...[80, 443, 22, 3389, 8080].map((port) => ({ protocol: TCP, port })),
  { protocol: ICMP, port: 0 },
]

/** A group stands for its members; of a large one only so many are asked about. */
const MOST_QUESTIONS = 24
/** Over all questions of one call, which other calls wait for. */
const MOST_WEIGHED = 16

export interface Questions {
  readonly questions: readonly Question[]
  /** How many more there would have been. */
  readonly left: number
  /** For how many fixes of each question it is told what else they open. */
  readonly mostWeighed: number
}

export function questionsOf(reader: ResourceReader, from: string, to: string): Questions {
  const { receiver, services } = targetOf(reader, to)
  const senders = endsOf(reader, from)
  const receivers = endsOf(reader, receiver)
  const pairs = senders.flatMap((sender) =>
    receivers.filter((each) => !isSame(sender, each)).map((each) => [sender, each] as const),
  )
  const all = pairs.flatMap(([sender, each]) =>
    services.map(
      (service): Question => ({
        packet: packetBetween(sender, each, { ...service, endpoint: receiver }),
        from: sender,
        to: each,
        anyone: from === 'internet' || receiver === 'internet',
      }),
    ),
  )
  if (all.length === 0) throw new QuestionError('diagnose.nobody', { from, to: receiver })
  const questions = all.slice(0, MOST_QUESTIONS)
  const mostWeighed = Math.max(1, Math.floor(MOST_WEIGHED / questions.length))
  return { questions, left: all.length - questions.length, mostWeighed }
}

/** A name alone means the usual services; an address of IPv6 must not be read as one with a port. */
function targetOf(reader: ResourceReader, to: string): { receiver: string; services: readonly Service[] } {
  const isWhole =
    reader.get('securityGroup', to) !== undefined || resolveEndpoint(reader, to).kind !== 'unknown'
  if (isWhole || !/[:/]/.test(to)) return { receiver: to, services: ONE_CLICK }
  const target = parseTarget(to)
  return { receiver: target.endpoint, services: [target] }
}

function endsOf(reader: ResourceReader, text: string): readonly Endpoint[] {
  if (reader.get('securityGroup', text) === undefined) return [endpointOf(reader, text)]
  return reader.by('eni', 'group', text).map((eni) => endpointOfEni(eni))
}

const isSame = (a: Endpoint, b: Endpoint): boolean =>
  a.kind === 'eni' && b.kind === 'eni' && a.eniId === b.eniId
