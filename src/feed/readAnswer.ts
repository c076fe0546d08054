// A host's answer as it comes over the wire: read within bounds, checked as far as somebody relies on it.

import type { IncomingMessage } from 'node:http'
import type { HostAnswer, SessionsAnswer } from './questions.ts'
import { isHostId, readJson } from './report.ts'

/** Room for the 20,000 sessions that may be asked for. */
const MAX_BYTES = 16 * 1024 * 1024

/** `digest`: of the body that was signed; null where nothing is. */
export async function readAnswer(request: IncomingMessage, digest: string | null): Promise<HostAnswer> {
  const { hostId, id, failure, answer } = ((await readJson(request, MAX_BYTES, digest)) ??
    {}) as Partial<HostAnswer>
  if (!isHostId(hostId)) throw wrong('hostId')
  if (!Number.isSafeInteger(id)) throw wrong('id')
  if (failure !== null && typeof failure !== 'string') throw wrong('failure')
  if (answer !== null && !isAnswer(answer)) throw wrong('answer')
  return { hostId, id: id as number, failure, answer }
}

const isAnswer = (value: unknown): value is SessionsAnswer => {
  const { rows, total } = (value ?? {}) as Partial<SessionsAnswer>
  return Number.isSafeInteger(total) && Array.isArray(rows) && rows.every(isRow)
}

const isRow = (value: unknown): boolean => {
  const { first, answering, answered, state, expiresIn, shared } = (value ?? {}) as Partial<
    SessionsAnswer['rows'][number]
  >
  return (
    typeof first === 'object' &&
    (shared === undefined || typeof shared === 'boolean') &&
    [first.protocol, first.sourcePort, first.destinationPort, expiresIn].every(Number.isSafeInteger) &&
    [first.source, first.destination, answering, answered, state].every((each) => typeof each === 'string')
  )
}

const wrong = (field: string): Error => new Error(`the answer's \`${field}\` is missing or wrong`)
