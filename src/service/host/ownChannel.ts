// Whether a change would forbid machines that are instances the way to their own server (semantics S5).

import { touchedBy } from '../../core/analysis/change/touched.ts'
import { type Address, formatAddress } from '../../core/model/address.ts'
import { type Fault, fail } from '../../core/model/faults.ts'
import type { EniId } from '../../core/model/ids.ts'
import type { Packet } from '../../core/model/packet.ts'
import { TCP } from '../../core/model/protocol.ts'
import type { ResourceReader, Write } from '../../core/model/resources.ts'
import type { Verdict, Why } from '../../core/model/verdict.ts'
import { evaluate } from '../../core/policy/evaluate.ts'
import { createResolver, type Resolver } from '../../core/policy/resolve.ts'

/** As the host's agent last said. */
export interface OwnChannel {
  readonly hostId: string
  /** Which ENI the machine is. */
  readonly eniId: EniId
  /** Any of them will do. */
  readonly servers: readonly Address[]
  readonly port: number
}

export type CutOff = Omit<Fault & { readonly name: 'channelCut' }, 'name'>

/** Hosts that had a way before and have none after. */
export function cutOffs(
  before: ResourceReader,
  after: ResourceReader,
  writes: readonly Write[],
  channels: readonly OwnChannel[],
): readonly CutOff[] {
  if (channels.length === 0) return []
  const { enis } = touchedBy(before, after, writes)
  const concerned = channels.filter(({ eniId }) => enis.has(eniId))
  if (concerned.length === 0) return []
  const [then, now] = [createResolver(before), createResolver(after)]
  return concerned.flatMap((channel): readonly CutOff[] => {
    const ways = channel.servers.flatMap((server) => wayOf(now, channel, server) ?? [])
    const had = channel.servers.some((server) => wayOf(then, channel, server)?.verdict.action === 'accept')
    const [first] = ways
    if (first === undefined || !had || ways.some(({ verdict }) => verdict.action === 'accept')) return []
    const server = `${formatAddress(first.server)} tcp/${channel.port}`
    return [{ host: channel.hostId, eni: channel.eniId, server, by: deciderOf(first.verdict.why) }]
  })
}

/** Throws for the first of them. */
export function refuseCutOff(...changed: Parameters<typeof cutOffs>): void {
  const [first] = cutOffs(...changed)
  if (first !== undefined) fail({ name: 'channelCut', ...first })
}

/** Undefined where nothing can be said: no such ENI, or none of its addresses is of the server's family. */
function wayOf(
  resolver: Resolver,
  { eniId, port }: OwnChannel,
  server: Address,
): { readonly server: Address; readonly verdict: Verdict } | undefined {
  const policy = resolver.policyOf(eniId)
  const source = policy?.addresses.find(({ family }) => family === server.family)
  if (policy === undefined || source === undefined) return undefined
  const packet: Packet = {
    ...{ protocol: TCP, source, destination: server },
    ...{ sourcePort: SOME_PORT, destinationPort: port },
  }
  return { server, verdict: evaluate(policy, 'egress', packet) }
}

const SOME_PORT = 40_000

/** A rule, or the groups whose default it is. */
function deciderOf(why: Why): string {
  if (why.kind === 'rule') return why.rule.ruleId
  return why.kind === 'default' ? why.groupIds.join(', ') : why.kind
}
