// Network ACLs as the own API shows them: entries in the order in which they decide.

import { z } from '@hono/zod-openapi'
import type { NetworkAcl, NetworkAclEntry } from '../../core/model/networkAcl.ts'
import { formatPortRange } from '../../core/model/ports.ts'
import { formatProtocol } from '../../core/model/protocol.ts'
import type { ResourceReader } from '../../core/model/resources.ts'
import { action } from './fields.ts'

export const aclEntrySchema = z
  .object({
    id: z.string(),
    action,
    protocol: z.string(),
    ports: z.string().openapi({ description: '`any`, or destination ports such as `22` and `8000-8100`' }),
    peer: z.string().openapi({ description: 'an address block or `pl-…`' }),
    name: z.string(),
    description: z.string(),
  })
  .openapi('NetworkAclEntry')

const entries = z
  .array(aclEntrySchema)
  .openapi({ description: 'the first match decides; what none matches is dropped' })

export const networkAclSchema = z
  .object({
    id: z.string(),
    accountId: z.string(),
    region: z.string(),
    name: z.string(),
    description: z.string(),
    vpcId: z.string(),
    tags: z.record(z.string(), z.string()),
    ingress: entries,
    egress: entries,
    vSwitches: z.array(z.string()).openapi({ description: 'the vSwitches that it stands in front of' }),
    createdAt: z.iso.datetime(),
  })
  .openapi('NetworkAcl')

export const networkAclView = (state: ResourceReader, acl: NetworkAcl): z.input<typeof networkAclSchema> => ({
  id: acl.id,
  accountId: acl.accountId,
  region: acl.region,
  name: acl.name,
  description: acl.description,
  vpcId: acl.vpcId,
  tags: { ...acl.tags },
  ingress: acl.ingress.map(entryView),
  egress: acl.egress.map(entryView),
  vSwitches: state.by('vSwitch', 'networkAcl', acl.id).map(({ id }) => id),
  createdAt: new Date(acl.createdAt).toISOString(),
})

const entryView = (entry: NetworkAclEntry): z.input<typeof aclEntrySchema> => ({
  id: entry.id,
  action: entry.action,
  protocol: formatProtocol(entry.protocol),
  ports: entry.ports === null ? 'any' : formatPortRange(entry.ports),
  peer: entry.peer.kind === 'cidr' ? entry.peer.cidr : entry.peer.listId,
  name: entry.name,
  description: entry.description,
})
