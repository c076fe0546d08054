// The neighbourhood of one group as its rules and those of others draw it: who may come in, whereto it may go out.

import { formatPorts } from '../../../../src/core/model/portText.ts'
import { formatProtocol } from '../../../../src/core/model/protocol.ts'
import type { ResourceReader } from '../../../../src/core/model/resources.ts'
import type { Rule } from '../../../../src/core/model/rule.ts'

export interface Neighbour {
  readonly key: string
  readonly kind: 'securityGroup' | 'prefixList' | 'cidr'
  readonly id: string
  readonly name: string
  readonly services: readonly string[]
  readonly ruleIds: readonly string[]
}

export interface Neighbourhood {
  readonly incoming: readonly Neighbour[]
  readonly outgoing: readonly Neighbour[]
  readonly left: { readonly incoming: number; readonly outgoing: number }
}

/** Beyond this a column is a list nobody reads. */
const MOST = 30

export function neighboursOf(reader: ResourceReader, groupId: string): Neighbourhood {
  const own = reader.by('rule', 'group', groupId).filter(({ action }) => action === 'accept')
  const named = reader
    .by('rule', 'peerGroup', groupId)
    .filter(({ action, groupId: of }) => action === 'accept' && of !== groupId)
  const incoming = gather(reader, [
    ...own.filter(({ direction }) => direction === 'ingress').map((rule) => [peerKey(rule), rule] as const),
    ...named.filter(({ direction }) => direction === 'egress').map(byOwner),
  ])
  const outgoing = gather(reader, [
    ...own.filter(({ direction }) => direction === 'egress').map((rule) => [peerKey(rule), rule] as const),
    ...named.filter(({ direction }) => direction === 'ingress').map(byOwner),
  ])
  return {
    incoming: incoming.slice(0, MOST),
    outgoing: outgoing.slice(0, MOST),
    left: {
      incoming: Math.max(0, incoming.length - MOST),
      outgoing: Math.max(0, outgoing.length - MOST),
    },
  }
}

type Keyed = readonly [key: string, rule: Rule]

const byOwner = (rule: Rule): Keyed => [`securityGroup ${rule.groupId}`, rule]

function peerKey({ peer }: Rule): string {
  switch (peer.kind) {
    case 'group':
      return `securityGroup ${peer.groupId}`
    case 'prefixList':
      return `prefixList ${peer.listId}`
    case 'cidr':
      return `cidr ${peer.cidr}`
  }
}

function gather(reader: ResourceReader, found: readonly Keyed[]): readonly Neighbour[] {
  return [...Map.groupBy(found, ([key]) => key)].map(([key, rules]) => {
    const [kind = 'cidr', id = ''] = key.split(' ') as [Neighbour['kind'], string]
    const name = kind === 'cidr' ? id : (reader.get(kind, id)?.name ?? '')
    return {
      key,
      kind,
      id,
      name: name === '' ? id : name,
      services: [...new Set(rules.map(([, rule]) => serviceText(rule)))],
      ruleIds: rules.map(([, { id: ruleId }]) => ruleId as string),
    }
  })
}

function serviceText({ protocol, ports }: Rule): string {
  const name = formatProtocol(protocol)
  switch (ports.kind) {
    case 'any':
      return name
    case 'ranges':
      return `${name}/${formatPorts(ports.ranges)}`
    case 'list':
      return `${name}/${ports.listId}`
  }
}
