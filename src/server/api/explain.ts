// GET /api/v1/explain: verdict on both sides of one packet, with the rule that decides and those it overrules.

import { z } from '@hono/zod-openapi'
import { mayDecide } from '../../core/analysis/change/touched.ts'
import type { Address } from '../../core/model/address.ts'
import { formatPacket, type Packet } from '../../core/model/packet.ts'
import { hasPorts, ICMP, ICMPV6, TCP } from '../../core/model/protocol.ts'
import type { ResourceReader } from '../../core/model/resources.ts'
import { splitService } from '../../core/model/serviceText.ts'
import type { PathVerdict } from '../../core/model/verdict.ts'
import { type Endpoint, resolveEndpoint } from '../../core/policy/endpoint.ts'
import { LiveResolver } from '../../core/policy/liveResolver.ts'
import { judgeAnswer, judgePath } from '../../core/policy/path.ts'
import type { Resolver } from '../../core/policy/resolve.ts'
import type { Store } from '../../store/store.ts'
import { QuestionError } from './questionError.ts'

export const explainQuery = z.object({
  from: z.string().min(1).openapi({ description: 'instance id or name, ENI id, address or `internet`' }),
  to: z.string().min(1).openapi({
    description: 'the same with a port: `web:80`, `10.0.0.5:53/udp`, `[2001:db8::1]:22`, `web/icmp`',
  }),
})

export interface ExplainAnswer {
  readonly revision: number
  readonly packet: string
  readonly from: string
  readonly to: string
  readonly verdict: PathVerdict
  /** Of the answer, which network ACLs may stop although the packet passes (A1); null where it is of no interest. */
  readonly answer: PathVerdict | null
}

export interface Target {
  readonly endpoint: string
  readonly protocol: number
  readonly port: number
}

type Followed = ResourceReader & Pick<Store, 'revision' | 'since'>

const followed = new WeakMap<Followed, { revision: number; readonly resolver: LiveResolver }>()

/** What was resolved for one question serves the next one, whatever others wrote that does not concern it. */
function resolverOf(store: Followed): Resolver {
  const known = followed.get(store)
  const changes = known && store.since(known.revision)
  if (known !== undefined && changes !== undefined) {
    for (const { writes } of changes) known.resolver.take(writes.filter(mayDecide))
    known.revision = store.revision
    return known.resolver
  }
  const resolver = new LiveResolver(() => store)
  resolver.restart()
  followed.set(store, { revision: store.revision, resolver })
  return resolver
}

export function explain(reader: Followed, from: string, to: string): ExplainAnswer {
  const target = parseTarget(to)
  const sender = endpointOf(reader, from)
  const receiver = endpointOf(reader, target.endpoint)
  const packet = packetBetween(sender, receiver, target)
  const options = { resolver: resolverOf(reader) }
  const verdict = judgePath(reader, packet, sender, receiver, options)
  const isAnswered = verdict.action === 'accept' && verdict.sides.every(({ why }) => why.kind !== 'system')
  return {
    revision: reader.revision,
    packet: formatPacket(packet),
    from,
    to,
    verdict,
    answer: isAnswered ? judgeAnswer(reader, packet, sender, receiver, options) : null,
  }
}

/** `web:80/udp` → web, UDP, 80. Without protocol TCP is meant; ICMP and others (`web/ip/50`) need no port. */
export function parseTarget(text: string): Target {
  const [, rest = '', protocolText] = /^(.*?)(?:\/((?:ip\/)?[a-z0-9]+))?$/i.exec(text) ?? []
  const named = protocolText === undefined ? TCP : splitService(protocolText)?.protocol
  if (named === undefined || named === 'all') throw badTarget(text)
  if (!hasPorts(named)) return { endpoint: rest.replace(/^\[(.*)\]$/, '$1'), protocol: named, port: 0 }
  const [, bracketed, plain, portText] = /^(?:\[([^\]]+)\]|(.+)):(\d{1,5})$/.exec(rest) ?? []
  const endpoint = bracketed ?? plain
  const port = Number(portText)
  if (endpoint === undefined || port > 65535) throw badTarget(text)
  return { endpoint, protocol: named, port }
}

const badTarget = (text: string): QuestionError => new QuestionError('explain.badTarget', { text })

export function endpointOf(reader: ResourceReader, text: string): Endpoint {
  const found = resolveEndpoint(reader, text)
  if (found.kind === 'unknown') throw new QuestionError('explain.unknown', { text })
  if (found.kind === 'ambiguous') {
    throw new QuestionError('explain.ambiguous', { text, candidates: found.candidates.join(', ') })
  }
  return found.endpoint
}

export function packetBetween(sender: Endpoint, receiver: Endpoint, target: Target): Packet {
  const shares = ({ family }: Address): boolean => sender.addresses.some((one) => one.family === family)
  const destination = receiver.addresses.find(shares) ?? receiver.addresses[0]
  const family = destination?.family ?? 4
  const source = sender.addresses.find((address) => address.family === family)
  if (destination === undefined || source === undefined) {
    throw new QuestionError('explain.families', { to: target.endpoint, family })
  }
  // ICMP asked about an IPv6 target means ICMPv6: the user thinks of "ping".
  const protocol = target.protocol === ICMP && family === 6 ? ICMPV6 : target.protocol
  const icmp =
    protocol === ICMP
      ? { icmp: { type: 8, code: 0 } }
      : protocol === ICMPV6
        ? { icmp: { type: 128, code: 0 } }
        : {}
  return {
    protocol,
    source,
    destination,
    sourcePort: hasPorts(protocol) ? 40000 : 0,
    destinationPort: target.port,
    ...icmp,
  }
}
