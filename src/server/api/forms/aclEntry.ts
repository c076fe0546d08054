// Entries of network ACLs as forms send them: one service and one peer each, in the words of rule forms.

import { z } from '@hono/zod-openapi'
import { isDescription, isVpcName } from '../../../cloud/aliyun/actions/fields.ts'
import { readPeer } from '../../../cloud/aliyun/actions/vpc/networkAclEntries.ts'
import { GRE, ICMP, ICMPV6, type Protocol, TCP, UDP } from '../../../core/model/protocol.ts'
import { parseServices, type Service } from '../../../core/model/services.ts'
import type { EntrySpec } from '../../../service/networkAcl/updateEntries.ts'
import type { TextKey } from '../../../text/index.ts'
import { action } from '../fields.ts'
import { FieldError } from '../refusal.ts'

const named = (check: (text: string) => boolean, expected: TextKey) =>
  z.string().refine((text) => text === '' || check(text), { message: expected })

export const aclName = named(isVpcName, 'expected.aclName')
export const aclDescription = named(isDescription(1, 256), 'expected.aclDescription')

export const aclEntryForm = z
  .strictObject({
    id: z.string().optional().openapi({ description: 'of an entry that stays; left out: a new one' }),
    action: action.default('accept'),
    service: z.string().openapi({ description: 'one service such as `tcp/22`, `ssh`, `icmp`, `all`' }),
    peer: z.string().openapi({ description: 'who is beyond the vSwitch: an address, a block or `pl-…`' }),
    name: aclName.default(''),
    description: aclDescription.default(''),
  })
  .openapi('NetworkAclEntryForm')

/** `field`: the list that the entry stands in. */
export function entrySpec(form: z.output<typeof aclEntryForm>, field: string): EntrySpec {
  const { protocol, ports } = readService(form.service, field)
  const peer = readPeer(form.peer)
  if (peer === undefined) throw new FieldError(`${field}.peer`, form.peer, 'expected.aclPeer')
  if (peer.kind === 'cidr' && !suits(protocol, peer.cidr)) {
    throw new FieldError(`${field}.service`, form.service, 'expected.aclFamily')
  }
  return {
    id: form.id ?? null,
    action: form.action,
    protocol,
    ports: ports.kind === 'ranges' ? (ports.ranges[0] ?? null) : null,
    peer,
    name: form.name,
    description: form.description,
    family: null,
  }
}

const PROTOCOLS: ReadonlySet<Protocol> = new Set<Protocol>(['all', TCP, UDP, ICMP, ICMPV6, GRE])

/** Entries name protocols of their own reference only, and no port lists. */
function readService(text: string, field: string): Service {
  const [service, ...more] = parseServices(text) ?? []
  const isGood = service !== undefined && PROTOCOLS.has(service.protocol) && service.ports.kind !== 'list'
  if (!isGood || more.length > 0) throw new FieldError(`${field}.service`, text, 'expected.aclService')
  return service
}

/** P6: ICMP is IPv4 only, ICMPv6 is IPv6 only. */
const suits = (protocol: Protocol, cidr: string): boolean =>
  cidr.includes(':') ? protocol !== ICMP : protocol !== ICMPV6
