// Whether a claim about all packets holds; a packet that shows it is judged again on its whole way.

import { type Claim, parseAssertion } from '../../../core/analysis/prove/assertion.ts'
import { prove as proveClaim } from '../../../core/analysis/prove/prove.ts'
import { formatPacket, type Packet } from '../../../core/model/packet.ts'
import type { ResourceReader } from '../../../core/model/resources.ts'
import type { PathVerdict } from '../../../core/model/verdict.ts'
import { endpointsOf } from '../../../core/policy/endpoint.ts'
import { judgePath } from '../../../core/policy/path.ts'
import { QuestionError } from '../../api/questionError.ts'
import type { Question, Tools } from './question.ts'

export interface ProveAnswer {
  readonly result: 'holds' | 'broken' | 'undecided'
  readonly claims: Claim
  /** One of the ends is nobody now. */
  readonly vacuous: boolean
  readonly witness: string | null
  /** The way of the witness as `explain` tells it. */
  readonly verdict: PathVerdict | null
}

export const prove: Question<{ readonly claim: string }, ProveAnswer> = ({ claim }, tools) =>
  proveText(tools.state, claim, tools)

/** `meaning`: what `->` means where the sentence around it says so. */
export function proveText(
  state: ResourceReader,
  text: string,
  { isOver, resolver }: Pick<Tools, 'isOver'> & Partial<Pick<Tools, 'resolver'>>,
  meaning?: Claim,
): ProveAnswer {
  const parsed = parseAssertion(text, meaning)
  if (parsed.kind === 'malformed') throw new QuestionError('prove.malformed', { text: parsed.part })
  const proof = proveClaim(state, parsed.assertion, {
    isOver,
    ...(resolver === undefined ? {} : { resolver }),
  })
  const { claims } = parsed.assertion
  switch (proof.kind) {
    case 'unknownEnd':
      throw new QuestionError('prove.unknownEnd', { end: proof.end })
    case 'undecided':
      return { result: 'undecided', claims, vacuous: false, witness: null, verdict: null }
    default: {
      const { kind, vacuous, witness } = proof
      const way = witness === null ? {} : { witness: formatPacket(witness), verdict: wayOf(state, witness) }
      return { result: kind, claims, vacuous, witness: null, verdict: null, ...way }
    }
  }
}

function wayOf(state: ResourceReader, packet: Packet): PathVerdict {
  const { from, to } = endpointsOf(state, packet)
  return judgePath(state, packet, from, to)
}
