// Rule forms: services times peers make rules, as in the clouds' consoles (T1); and changes of one rule.

import { z } from '@hono/zod-openapi'
import { parseIpv4Text, parseIpv6Text } from '../../../cloud/aliyun/ruleText.ts'
import { asId, type PrefixListId, type SecurityGroupId } from '../../../core/model/ids.ts'
import { limitOf } from '../../../core/model/limits.ts'
import type { PortRange } from '../../../core/model/ports.ts'
import { parsePorts } from '../../../core/model/portText.ts'
import type { Peer } from '../../../core/model/rule.ts'
import type { GroupOrder, SecurityGroup } from '../../../core/model/securityGroup.ts'
import { parseServices, type Service } from '../../../core/model/services.ts'
import { accountNamed } from '../../../service/account/named.ts'
import type { Call } from '../../../service/call.ts'
import type { RuleSpec } from '../../../service/rule/ruleSpec.ts'
import { action, direction, nic, priority, ruleDescription, rulesVersion } from '../fields.ts'
import { FieldError } from '../refusal.ts'

const SERVICES = 'words such as `ssh,http`, `tcp/22,80,8000-8100`, `udp/53`, `tcp/prl-…`, `icmp`, `all`'
const PEER = 'an address or block, `sg-…`, `sg-…@account` or `pl-…`'

/** Parts that decide, all optional: for changes and copies of one rule. */
const parts = {
  action: action.optional(),
  priority: priority.optional(),
  sourcePorts: z.string().optional().openapi({ description: 'one range of source ports' }),
  own: z.string().optional().openapi({ description: "address or block of the instance's own side" }),
  nic: nic.optional(),
  description: ruleDescription.optional(),
  version: rulesVersion,
}

export const ruleForm = z
  .strictObject({
    direction: direction.default('ingress'),
    services: z.string().openapi({ description: SERVICES }),
    peers: z
      .array(z.string())
      .min(1)
      .openapi({ description: `up to ${limitOf('peersPerForm')}: ${PEER}` }),
    ...parts,
  })
  .openapi('RuleForm')

export const ruleChange = z
  .strictObject({
    service: z.string().optional().openapi({ description: 'one of the words of a rule form' }),
    peer: z.string().optional().openapi({ description: PEER }),
    ...parts,
  })
  .openapi('RuleChange')

/** Every service with every peer. */
export function specsOf(form: z.output<typeof ruleForm>, call: Call): readonly RuleSpec[] {
  const maximum = limitOf('peersPerForm')
  if (form.peers.length > maximum)
    throw new FieldError('peers', form.peers, 'expected.peerCount', { maximum })
  const services = readServices('services', form.services)
  const peers = form.peers.map((text) => readPeer('peers', text, call))
  return services.flatMap((service) =>
    peers.map((peer) => ({
      ...service,
      peer,
      icmp: null,
      sourcePorts: readSourcePorts(form.sourcePorts) ?? null,
      ownCidr: readOwn(form.own) ?? null,
      action: form.action ?? 'accept',
      precedence: form.priority ?? 1,
      nic: form.nic ?? null,
      description: form.description ?? '',
    })),
  )
}

/** The spec with what the change says in place of its own. */
export function changed(
  spec: RuleSpec,
  change: z.output<typeof ruleChange>,
  { order }: Pick<SecurityGroup, 'order'>,
  call: Call,
): RuleSpec {
  const { service, peer, sourcePorts, own } = change
  return {
    ...spec,
    ...(service === undefined ? {} : oneService(service)),
    peer: peer === undefined ? spec.peer : readPeer('peer', peer, call),
    sourcePorts: sourcePorts === undefined ? spec.sourcePorts : (readSourcePorts(sourcePorts) ?? null),
    ownCidr: own === undefined ? spec.ownCidr : (readOwn(own) ?? null),
    action: change.action ?? spec.action,
    precedence: placeOf(change.priority, order) ?? spec.precedence,
    nic: change.nic ?? spec.nic,
    description: change.description ?? spec.description,
  }
}

/** People count places from 1. */
export const placeOf = (priority: number | undefined, order: GroupOrder): number | undefined =>
  priority === undefined || order === 'merged' ? priority : priority - 1

function readServices(field: string, text: string): readonly Service[] {
  const services = parseServices(text)
  if (services === undefined) throw new FieldError(field, text, 'expected.services')
  return services
}

function oneService(text: string): Service {
  const [service, ...more] = readServices('service', text)
  if (service === undefined || more.length > 0) throw new FieldError('service', text, 'expected.oneService')
  return service
}

function readPeer(field: string, text: string, call: Call): Peer {
  const cidr = parseIpv4Text(text) ?? parseIpv6Text(text)
  if (cidr !== undefined) return { kind: 'cidr', cidr }
  if (/^(pl|ipmg?)-[\w-]+$/.test(text)) return { kind: 'prefixList', listId: asId<PrefixListId>(text) }
  const [, groupId, owner] = /^(sg-[\w-]+)(?:@(.+))?$/.exec(text) ?? []
  if (groupId === undefined) throw new FieldError(field, text, 'expected.peer')
  return {
    kind: 'group',
    groupId: asId<SecurityGroupId>(groupId),
    accountId: owner === undefined ? call.accountId : accountNamed(call.state, owner),
  }
}

/** An empty text takes the restriction away. */
function readSourcePorts(text: string | undefined): readonly PortRange[] | undefined {
  if (text === undefined || text === '') return undefined
  const ranges = parsePorts(text)
  if (ranges?.length !== 1) throw new FieldError('sourcePorts', text, 'expected.sourcePorts')
  return ranges
}

function readOwn(text: string | undefined): string | undefined {
  if (text === undefined || text === '') return undefined
  const cidr = parseIpv4Text(text) ?? parseIpv6Text(text)
  if (cidr === undefined) throw new FieldError('own', text, 'expected.block')
  return cidr
}
