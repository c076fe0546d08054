// POST /api/v1/probe: sends the packet that was asked about for real, and says whether the kernel agrees.

import { z } from '@hono/zod-openapi'
import { LocalCloudError } from '../../agent/localCloud.ts'
import { type Outcome, type Probe, sendProbe } from '../../agent/localProbe.ts'
import { formatAddress } from '../../core/model/address.ts'
import { addressBehind } from '../../core/model/borne.ts'
import { formatPacket, type Packet } from '../../core/model/packet.ts'
import { ICMP, TCP, UDP } from '../../core/model/protocol.ts'
import type { ResourceReader } from '../../core/model/resources.ts'
import type { Endpoint } from '../../core/policy/endpoint.ts'
import { judgePath } from '../../core/policy/path.ts'
import { questionsOf } from '../api/diagnosis/questions.ts'
import { FieldError } from '../api/refusal.ts'

export const probeBody = z.strictObject({ from: z.string().min(1), to: z.string().min(1) })

export const probeSchema = z
  .object({
    packet: z.string(),
    verdict: z.enum(['accept', 'drop']).openapi({ description: 'of the evaluator' }),
    outcome: z
      .enum(['answered', 'refused', 'silent', 'unreachable', 'failed'])
      .openapi({ description: 'what came of the packet; refused: it arrived, and nobody listens there' }),
    agrees: z.boolean().nullable().openapi({ description: 'null: the outcome proves nothing' }),
    reason: z.string().nullable(),
  })
  .openapi('Probed')

const PROTOCOLS = new Map([
  [TCP, 'tcp'],
  [UDP, 'udp'],
  [ICMP, 'icmp'],
] as const)

export async function probe(
  state: ResourceReader,
  dataDir: string,
  { from, to }: z.output<typeof probeBody>,
): Promise<z.input<typeof probeSchema>> {
  const [question] = questionsOf(state, from, to).questions
  if (question === undefined) throw new FieldError('to', to, 'expected.probe')
  const { packet } = question
  const { action } = judgePath(state, packet, question.from, question.to)
  const asked = probeOf(state, dataDir, question)
  if (asked === undefined) throw new FieldError('from', from, 'expected.probe')
  try {
    const outcome = await sendProbe(asked)
    return {
      packet: formatPacket(packet),
      verdict: action,
      outcome,
      agrees: agreement(action, outcome),
      reason: null,
    }
  } catch (error) {
    if (!(error instanceof LocalCloudError)) throw error
    return {
      packet: formatPacket(packet),
      verdict: action,
      outcome: 'failed',
      agrees: null,
      reason: error.message,
    }
  }
}

/** A refusal comes from the far side: the packet got there. Silence proves a drop only where somebody would answer. */
function agreement(action: 'accept' | 'drop', outcome: Outcome): boolean | null {
  if (outcome === 'answered' || outcome === 'refused') return action === 'accept'
  if (outcome === 'silent' && action === 'drop') return true
  return null
}

function probeOf(
  state: ResourceReader,
  dataDir: string,
  { packet, from, to }: ReturnType<typeof questionsOf>['questions'][number],
): Probe | undefined {
  const protocol = PROTOCOLS.get(packet.protocol as typeof TCP)
  const instance = from.kind === 'eni' ? (state.get('eni', from.eniId)?.instanceId ?? undefined) : null
  if (protocol === undefined || instance === undefined) return undefined
  return {
    dataDir,
    instance,
    protocol,
    source: formatAddress(packet.source),
    destination:
      from.kind === 'internet' ? publicAddress(state, to, packet) : formatAddress(packet.destination),
    port: packet.destinationPort,
  }
}

/** From outside only the public address can be dialled; without one the packet finds no way, as it should. */
function publicAddress(state: ResourceReader, to: Endpoint, packet: Packet): string {
  const own = formatAddress(packet.destination)
  if (to.kind !== 'eni') return own
  const eips = state.by('eip', 'eni', to.eniId)
  return eips.find((eip) => addressBehind(eip) === own)?.address ?? own
}
