// What stands in a rule form while it is filled in, how it is read, and the rules that it would make.

import { parseAddress } from '../../../../src/core/model/address.ts'
import { parseCidr } from '../../../../src/core/model/cidr.ts'
import { asId, type RuleId } from '../../../../src/core/model/ids.ts'
import { formatPorts, parsePorts } from '../../../../src/core/model/portText.ts'
import { formatProtocol, hasPorts } from '../../../../src/core/model/protocol.ts'
import type { ResourceReader } from '../../../../src/core/model/resources.ts'
import type { Nic, Rule } from '../../../../src/core/model/rule.ts'
import type { SecurityGroup } from '../../../../src/core/model/securityGroup.ts'
import { parseServices } from '../../../../src/core/model/services.ts'
import type { RuleForm } from '../../client/generated.ts'
import { peerOf } from '../../model/peer.ts'
import { isInSequence, placeOf } from './sequence.ts'

export interface Draft {
  readonly direction: Rule['direction']
  readonly nic: Nic
  readonly action: Rule['action']
  /** Null: behind the last one, where rules are in sequence. */
  readonly priority: number | null
  readonly services: readonly string[]
  readonly peers: readonly string[]
  readonly description: string
  readonly sourcePorts: string
  readonly own: string
}

export const emptyDraft = (group: SecurityGroup, direction: Rule['direction'], nic: Nic): Draft => ({
  direction,
  nic,
  action: 'accept',
  priority: isInSequence(group) ? null : 1,
  services: [],
  peers: [],
  description: '',
  sourcePorts: '',
  own: '',
})

/** The form that an existing rule would have come from: to edit it, or to make one like it. */
export const draftOf = (rule: Rule, group: SecurityGroup): Draft => ({
  direction: rule.direction,
  nic: rule.nic,
  action: rule.action,
  priority: Math.min(100, placeOf(rule, group)),
  services: [serviceText(rule)],
  peers: [peerText(rule)],
  description: rule.description,
  sourcePorts: rule.sourcePorts === null ? '' : formatPorts(rule.sourcePorts),
  own: rule.ownCidr ?? '',
})

export const peerText = ({ peer }: Rule): string =>
  peer.kind === 'cidr' ? peer.cidr : peer.kind === 'group' ? peer.groupId : peer.listId

export function serviceText({ protocol, ports }: Rule): string {
  const name = formatProtocol(protocol)
  // A list that says the protocol itself.
  if (protocol === 'all' && ports.kind === 'list') return ports.listId
  if (!hasPorts(protocol) || ports.kind === 'any') return name
  return `${name}/${ports.kind === 'list' ? ports.listId : formatPorts(ports.ranges)}`
}

/** Pieces of what was pasted, as people write lists of ports and blocks. */
export const pieces = (text: string): readonly string[] =>
  text.split(/[\s,，;；、]+/).filter((piece) => piece !== '')

/** `22`, `80` alone are taken for TCP, as everybody means it. */
export function servicesText(services: readonly string[]): string {
  let hasProtocol = false
  return services
    .map((piece) => {
      const isPort = /^\d/.test(piece)
      const text = isPort && !hasProtocol ? `tcp/${piece}` : piece
      hasProtocol = isPort || piece.includes('/')
      return text
    })
    .join(',')
}

/** Found by name as well as by what would be written. */
export const isOptionMeant = (
  text: string,
  option: { readonly label?: unknown; readonly value?: unknown } | undefined,
): boolean => `${option?.label} ${option?.value}`.toLowerCase().includes(text.toLowerCase())

export interface Reading {
  readonly servicesWrong: boolean
  readonly peersWrong: readonly string[]
  readonly ownWrong: boolean
  readonly sourcePortsWrong: boolean
  /** Undefined while something is wrong or missing. */
  readonly form: RuleForm | undefined
}

export function readDraft(draft: Draft): Reading {
  const services = servicesText(draft.services)
  const servicesWrong = draft.services.length > 0 && parseServices(services) === undefined
  const peersWrong = draft.peers.filter((peer) => !isPeer(peer))
  const ownWrong = draft.own !== '' && !isBlock(draft.own)
  const sourcePortsWrong = draft.sourcePorts !== '' && parsePorts(draft.sourcePorts)?.length !== 1
  const isWhole = draft.services.length > 0 && draft.peers.length > 0
  const isGood = isWhole && !servicesWrong && peersWrong.length === 0 && !ownWrong && !sourcePortsWrong
  return {
    servicesWrong,
    peersWrong,
    ownWrong,
    sourcePortsWrong,
    form: isGood ? formOf(draft, services) : undefined,
  }
}

const formOf = (draft: Draft, services: string): RuleForm => ({
  direction: draft.direction,
  services,
  peers: draft.peers,
  action: draft.action,
  ...(draft.priority === null ? {} : { priority: draft.priority }),
  ...(draft.description === '' ? {} : { description: draft.description }),
  ...(draft.sourcePorts === '' ? {} : { sourcePorts: draft.sourcePorts }),
  ...(draft.own === '' ? {} : { own: draft.own }),
  ...(draft.nic === 'internet' ? { nic: draft.nic } : {}),
})

const isBlock = (text: string): boolean => parseAddress(text) !== undefined || parseCidr(text) !== undefined

const isPeer = (text: string): boolean => /^(sg|pl|ipmg?)-[\w-]+(@\w+)?$/.test(text) || isBlock(text)

/** The rules of the draft as they would be, under ids of their own. */
export function rulesOf(reader: ResourceReader, group: SecurityGroup, draft: Draft): readonly Rule[] {
  const services = parseServices(servicesText(draft.services)) ?? []
  const first = precedenceOf(reader, group, draft)
  return services.flatMap(({ protocol, ports }, service) =>
    draft.peers.map((peer, place) => ({
      id: asId<RuleId>(`sgr-draft-${service}-${place}`),
      groupId: group.id,
      direction: draft.direction,
      action: draft.action,
      precedence: first + (isInSequence(group) ? (service * draft.peers.length + place) * STEP : 0),
      protocol,
      ports,
      sourcePorts: draft.sourcePorts === '' ? null : (parsePorts(draft.sourcePorts) ?? null),
      icmp: null,
      peer: peerOf(reader, group.id, peer),
      ownCidr: draft.own === '' ? null : draft.own,
      nic: draft.nic,
      description: draft.description,
      system: false,
      createdAt: 0,
    })),
  )
}

/** So many new rules find room between two neighbours of a list. */
const STEP = 1 / 4096

/** In sequence: between the rule before the wanted place and the one that stands there now. */
function precedenceOf(reader: ResourceReader, group: SecurityGroup, { direction, priority }: Draft): number {
  if (!isInSequence(group)) return priority ?? 1
  const last = reader.by('rule', 'group', group.id).filter((rule) => rule.direction === direction).length
  return Math.min((priority ?? last + 1) - 1, last) - 0.5
}
