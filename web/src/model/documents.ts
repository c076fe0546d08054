// Turns what the API shows of a change back into documents of the model, so that the browser can judge it.

import {
  type AccountId,
  asId,
  type PortListId,
  type PrefixListId,
  type RuleId,
  type SecurityGroupId,
} from '../../../src/core/model/ids.ts'
import { parsePorts } from '../../../src/core/model/portText.ts'
import { parseProtocol } from '../../../src/core/model/protocol.ts'
import type { ResourceReader, Write } from '../../../src/core/model/resources.ts'
import type { Peer, PortMatch, Rule } from '../../../src/core/model/rule.ts'
import type { Change, Rule as RuleView } from '../client/generated.ts'

/** Undefined: a change of a kind whose effect on packets is not judged here. */
export function writesOf(reader: ResourceReader, changes: readonly Change[]): readonly Write[] | undefined {
  const writes = changes.map((change) => writeOf(reader, change))
  return writes.every((write) => write !== undefined) ? writes.filter((write) => write !== null) : undefined
}

/** Null: no packet cares. */
function writeOf(reader: ResourceReader, { kind, id, after }: Change): Write | null | undefined {
  switch (kind) {
    case 'rule':
      return { kind, id, body: after === null ? null : ruleOf(reader, after as unknown as RuleView) }
    case 'eni':
    case 'securityGroup': {
      const known = reader.get(kind, id)
      if (known === undefined) return null
      const { groups, innerAccess } = (after ?? {}) as { groups?: readonly string[]; innerAccess?: string }
      const change = kind === 'eni' ? { securityGroupIds: groups } : { innerAccess }
      return { kind, id, body: after === null ? null : { ...known, ...change } } as Write
    }
    case 'prefixList':
    case 'portList': {
      const known = reader.get(kind, id)
      if (known === undefined) return null
      return { kind, id, body: after === null ? null : { ...known, entries: entriesOf(after) } } as Write
    }
    case 'policySettings':
      return { kind, id, body: after } as unknown as Write
    case 'networkAcl':
    case 'vSwitch':
      return undefined
    default:
      return null
  }
}

function entriesOf(after: Readonly<Record<string, unknown>>): readonly object[] {
  const entries = after.entries as readonly { entry: string; description: string }[]
  return entries.map(({ entry, description }) => {
    const [range] = parsePorts(entry) ?? []
    return range === undefined ? { cidr: entry, description } : { ...range, description }
  })
}

export const ruleOf = (reader: ResourceReader, view: RuleView): Rule => ({
  id: asId<RuleId>(view.id),
  groupId: asId<SecurityGroupId>(view.groupId),
  direction: view.direction,
  action: view.action,
  precedence: view.priority,
  protocol: parseProtocol(view.protocol) ?? 'all',
  ports: portsOf(view.ports),
  sourcePorts: view.sourcePorts === null ? null : (parsePorts(view.sourcePorts) ?? null),
  icmp: null,
  peer: peerOf(reader, view.groupId, view.peer),
  ownCidr: view.own,
  nic: view.nic,
  description: view.description,
  system: view.system,
  createdAt: 0,
})

function portsOf(text: string): PortMatch {
  if (text === 'any') return { kind: 'any' }
  const ranges = parsePorts(text)
  return ranges === undefined ? { kind: 'list', listId: asId<PortListId>(text) } : { kind: 'ranges', ranges }
}

export function peerOf(reader: ResourceReader, groupId: string, text: string): Peer {
  if (text.startsWith('pl-')) return { kind: 'prefixList', listId: asId<PrefixListId>(text) }
  if (!text.startsWith('sg-')) return { kind: 'cidr', cidr: text }
  const [id = '', account = reader.get('securityGroup', groupId)?.accountId ?? ''] = text.split('@')
  return { kind: 'group', groupId: asId<SecurityGroupId>(id), accountId: asId<AccountId>(account) }
}
