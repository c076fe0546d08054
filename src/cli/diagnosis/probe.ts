// Whether the kernel does what the diagnosis says: the same packet, really sent.

import { LocalCloudError } from '../../agent/localCloud.ts'
import { type Outcome, type Probe, sendProbe } from '../../agent/localProbe.ts'
import { formatAddress } from '../../core/model/address.ts'
import { type Packet, parsePacket } from '../../core/model/packet.ts'
import { ICMP, ICMPV6, TCP, UDP } from '../../core/model/protocol.ts'
import type { StatusAnswer } from '../../server/api/status.ts'
import { dataDirOf } from '../../server/config.ts'
import type { CommandContext } from '../context.ts'
import { getJson } from '../serverClient.ts'
import type { DiagnosisItem } from './answers.ts'

export interface Probed {
  readonly result: 'agrees' | 'disagrees' | 'inconclusive'
  readonly outcome: Outcome | null
  readonly revision: number
  readonly reason: 'farSide' | 'noSender' | 'notEnforced' | 'changed' | 'protocol' | 'failed' | null
  readonly message: string
}

const PROTOCOLS = new Map([
  [TCP, 'tcp'],
  [UDP, 'udp'],
  [ICMP, 'icmp'],
  [ICMPV6, 'icmp'],
] as const)

/** `revision`: of the state that was diagnosed. */
export async function probeItem(
  context: CommandContext,
  item: DiagnosisItem,
  revision: number,
): Promise<Probed> {
  const { hosts } = await getJson<StatusAnswer>(context, 'status')
  const unknown = { result: 'inconclusive', outcome: null, revision, message: '' } as const
  const probe = probeOf(context, item)
  if (typeof probe === 'string') return { ...unknown, reason: probe }
  const kernels = hosts.filter((host) => host.mode !== 'simulated')
  const isEnforced = kernels.length > 0 && kernels.every((host) => host.enforcedRevision >= revision)
  if (!isEnforced) return { ...unknown, reason: 'notEnforced' }
  try {
    const outcome = await sendProbe(probe)
    const found = judged(item, outcome)
    if (found.result !== 'disagrees') return { ...unknown, outcome, ...found }
    // Somebody may have changed the rules between the question and the packet: no reason for an alarm.
    const now = await getJson<StatusAnswer>(context, 'status')
    if (now.revision !== revision) return { ...unknown, outcome, reason: 'changed' }
    return { ...unknown, outcome, ...found }
  } catch (error) {
    if (!(error instanceof LocalCloudError)) throw error
    return { ...unknown, reason: 'failed', message: error.message }
  }
}

function probeOf(context: CommandContext, item: DiagnosisItem): Probe | 'noSender' | 'protocol' {
  const packet: Packet | undefined = parsePacket(item.packet)
  const protocol = packet && PROTOCOLS.get(packet.protocol as typeof TCP)
  if (packet === undefined || protocol === undefined) return 'protocol'
  const instance = item.sender === null ? null : item.sender.instanceId
  if (item.sender !== null && instance === null) return 'noSender'
  return {
    dataDir: dataDirOf(context.environment, context.data),
    ...{ instance, protocol, port: packet.destinationPort },
    source: formatAddress(packet.source),
    destination: formatAddress(packet.destination),
  }
}

function judged(item: DiagnosisItem, outcome: Outcome): Pick<Probed, 'result' | 'reason'> {
  if (outcome === 'failed') return { result: 'inconclusive', reason: 'failed' }
  const arrived = outcome === 'answered' || outcome === 'refused'
  if (arrived === (item.action === 'accept')) return { result: 'agrees', reason: null }
  // Nobody may be there to answer: only our own instances always do, if only with a refusal.
  return item.receiver === null && !arrived
    ? { result: 'inconclusive', reason: 'farSide' }
    : { result: 'disagrees', reason: null }
}

export function probeLine({ t }: CommandContext, item: DiagnosisItem, probed: Probed): string {
  const { result, reason, revision, message } = probed
  const outcome = t(`probe.outcome.${probed.outcome ?? 'failed'}`)
  if (result === 'agrees') return `✓ ${t('probe.agrees', { outcome })}`
  if (result === 'disagrees') {
    return `✗ ${t('probe.disagrees', { action: t(`explain.${item.action}`), outcome, revision })}`
  }
  const said = reason ?? 'failed'
  return `? ${t('probe.inconclusive', { reason: t(`probe.reason.${said}`, { revision, message: message || outcome }) })}`
}
