// The ways of machines that are instances to this server, as their agents last reported them.

import { z } from '@hono/zod-openapi'
import { parseAddress } from '../../core/model/address.ts'
import { asId, type EniId } from '../../core/model/ids.ts'
import type { HostStatus } from '../../feed/hosts.ts'
import { type ResourceChange, writesOf } from '../../service/changes.ts'
import { type CutOff, cutOffs, type OwnChannel } from '../../service/host/ownChannel.ts'
import type { ApiParts } from './operation.ts'

/** In previews, where there is any. */
export const cutOffSchema = z
  .array(z.object({ host: z.string(), eni: z.string(), server: z.string(), by: z.string() }))
  .openapi({
    description:
      'of a preview: hosts that the rules would forbid the way to their own server, and which rule or groups do; the change itself is refused without `allowCutOff`',
  })

/** Null where there are none. */
export function cutOffsOf(
  parts: Pick<ApiParts, 'fleet' | 'store'>,
  changes: readonly ResourceChange[],
): readonly CutOff[] | null {
  const channels = ownChannels(parts.fleet.statuses())
  if (channels.length === 0) return null
  const writes = writesOf(changes)
  const found = parts.store.rehearse((state) => {
    for (const { kind, id, body } of writes) {
      if (body === null) state.remove(kind, id)
      else state.put(kind, body)
    }
    return cutOffs(parts.store, state, writes, channels)
  })
  return found.length === 0 ? null : found
}

export const ownChannels = (statuses: readonly HostStatus[]): readonly OwnChannel[] =>
  statuses.flatMap(({ hostId, ports, channel }) => {
    // Without a name: the machine itself.
    const machine = ports.find((port) => port.interface === '')
    if (machine === undefined || channel === null) return []
    const servers = channel.addresses.flatMap((text) => parseAddress(text) ?? [])
    return [{ hostId, eniId: asId<EniId>(machine.eni), servers, port: channel.port }]
  })
