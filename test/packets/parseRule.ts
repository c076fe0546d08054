// Reads one rule line of a packet table.

import { asId } from '../../src/core/model/ids.ts'
import type { NetworkAclEntry } from '../../src/core/model/networkAcl.ts'
import type { Direction } from '../../src/core/model/packet.ts'
import type { PortRange } from '../../src/core/model/ports.ts'
import { parseProtocol } from '../../src/core/model/protocol.ts'
import type { Peer, PortMatch, Rule } from '../../src/core/model/rule.ts'
import { ACCOUNT, aclEntryWith, ruleIn } from './resources.ts'

/**
 * `ID GROUP ingress|egress accept|drop PROTOCOL[/TYPE[/CODE]] PORTS PEER [at N] [own CIDR] [sport PORTS] [nic internet]`
 * with PORTS = `any`, `22,8000-8100` or a port list's id, PEER = CIDR, `sg-…` or `pl-…`.
 */
export function parseRule(words: readonly string[]): Rule {
  const [id = '', groupId = '', direction, action, protocolText = '', portText = '', peerText = '', ...rest] =
    words
  if (direction !== 'ingress' && direction !== 'egress') throw new Error(`not a direction: \`${direction}\``)
  if (action !== 'accept' && action !== 'drop') throw new Error(`not an action: \`${action}\``)
  const [name = '', type, code] = protocolText.split('/')
  const protocol = parseProtocol(name)
  if (protocol === undefined) throw new Error(`not a protocol: \`${protocolText}\``)
  const options = pairsOf(rest)
  return ruleIn(groupId, id, {
    direction,
    action,
    protocol,
    icmp: type === undefined ? null : { type: Number(type), code: code === undefined ? null : Number(code) },
    ports: portMatchOf(portText),
    peer: peerOf(peerText),
    precedence: Number(options.at ?? 1),
    ownCidr: options.own ?? null,
    sourcePorts: options.sport === undefined ? null : parsePorts(options.sport),
    nic: options.nic === 'internet' ? 'internet' : 'intranet',
  })
}

/** `ID ACL ingress|egress accept|drop PROTOCOL PORTS PEER`, with one range of ports and no group as peer. */
export function parseAclEntry(words: readonly string[]): {
  readonly aclId: string
  readonly direction: Direction
  readonly entry: NetworkAclEntry
} {
  const { id, groupId, direction, action, protocol, ports, peer, ownCidr, sourcePorts } = parseRule(words)
  if (peer.kind === 'group' || ports.kind === 'list')
    throw new Error('an entry of a network ACL names no such')
  const range = ports.kind === 'any' ? null : (ports.ranges[0] ?? null)
  const entry = aclEntryWith(id, {
    ...{ action, protocol, ports: range, peer },
    ...(ownCidr === null ? {} : { ownCidr }),
    ...(sourcePorts?.[0] === undefined ? {} : { sourcePorts: sourcePorts[0] }),
  })
  return { aclId: groupId, direction, entry }
}

export function parsePorts(text: string): readonly PortRange[] {
  return text.split(',').map((part) => {
    const match = /^(\d+)(?:-(\d+))?$/.exec(part)
    if (match === null) throw new Error(`not ports: \`${text}\``)
    const first = Number(match[1])
    return { first, last: Number(match[2] ?? first) }
  })
}

function portMatchOf(text: string): PortMatch {
  if (text === 'any') return { kind: 'any' }
  if (text.startsWith('prl-')) return { kind: 'list', listId: asId(text) }
  return { kind: 'ranges', ranges: parsePorts(text) }
}

function peerOf(text: string): Peer {
  if (text.startsWith('sg-')) return { kind: 'group', groupId: asId(text), accountId: asId(ACCOUNT) }
  if (text.startsWith('pl-')) return { kind: 'prefixList', listId: asId(text) }
  if (!/^[\d.:a-f]+(\/\d+)?$/i.test(text)) throw new Error(`not a peer: \`${text}\``)
  return { kind: 'cidr', cidr: text }
}

function pairsOf(words: readonly string[]): Readonly<Record<string, string>> {
  const pairs: Record<string, string> = {}
  for (let index = 0; index < words.length; index += 2) {
    const key = words[index] ?? ''
    const value = words[index + 1]
    if (!['at', 'own', 'sport', 'nic'].includes(key) || value === undefined)
      throw new Error(`unknown word \`${key}\``)
    pairs[key] = value
  }
  return pairs
}
