// All files together: documents that the policy code reads, and what of them nobody knows.

import type { Knowledge } from '../core/analysis/exposure/doubt.ts'
import type { AddressSet } from '../core/model/addressSet.ts'
import { wholeFamily } from '../core/model/addressSet.ts'
import { asId, type EniId, type RuleId, type SecurityGroupId } from '../core/model/ids.ts'
import { NOT_INTERNET } from '../core/model/internet.ts'
import type { Kind, Resources } from '../core/model/resources.ts'
import type { Rule } from '../core/model/rule.ts'
import type { SecurityGroup } from '../core/model/securityGroup.ts'
import { ResourceTables } from '../core/model/tables.ts'
import { eniWith, NETWORK } from './documents.ts'
import type { KnownEni, Part, TemplateService } from './part.ts'
import { problem } from './problem.ts'

export interface OfflineWorld {
  readonly reader: ResourceTables
  readonly knowledge: Knowledge
  /** Those asked about, in the order given. */
  readonly groups: readonly SecurityGroup[]
  readonly enis: readonly KnownEni[]
  /** Those said to be in the classic network. */
  readonly classic: ReadonlySet<SecurityGroupId>
  /** Adds an interface of unknown address that is bound to groups in this order. */
  readonly bind: (groups: readonly SecurityGroup[], nic?: 'internet' | 'intranet') => EniId
}

/** G1: private addresses; a member's IPv6 addresses can be any. */
const STRANGERS: AddressSet = [...NOT_INTERNET.filter(({ family }) => family === 4), wholeFamily(6)]

/** `context` answers what rules of `asked` refer to; its own groups are not asked about. */
export function assemble(asked: Part, context: Part): OfflineWorld {
  const reader = new ResourceTables()
  const put = <K extends Kind>(kind: K, body: Resources[K] & { readonly id: string }): void =>
    reader.write({ kind, id: body.id, body } as Parameters<ResourceTables['write']>[0])
  const parts = [asked, context]
  const groups = distinct(asked.groups)
  refuseMixture(groups)
  refusePages(asked)
  for (const list of parts.flatMap(({ prefixLists }) => prefixLists)) put('prefixList', list)
  for (const list of parts.flatMap(({ portLists }) => portLists)) put('portList', list)
  for (const list of addressGroupsOf(parts, reader)) put('prefixList', list)
  for (const group of groups) put('securityGroup', group)
  const enis = placed(
    parts.flatMap(({ enis }) => enis),
    groups,
  )
  for (const { eni } of enis) put('eni', eni)
  const services = servicesOf(parts)
  for (const rule of distinct(asked.rules)) for (const each of expanded(rule, services)) put('rule', each)
  const bind = (bound: readonly SecurityGroup[], nic?: 'internet' | 'intranet'): EniId => {
    const id = `interface in ${bound.map((group) => group.id).join(', ')}${nic === undefined ? '' : ` on the ${nic}`}`
    const vpcId = bound.find((group) => group.vpcId !== null)?.vpcId ?? asId('')
    put('eni', eniWith(id, { vpcId, securityGroupIds: bound.map((group) => group.id), ...(nic && { nic }) }))
    return asId(id)
  }
  const knowledge = {
    complete: false,
    rules: new Map(asked.doubts),
    innerAccess: new Set<SecurityGroupId>(asked.innerAccessUnsaid),
    memberless: new Set<SecurityGroupId>(parts.flatMap(({ memberless }) => memberless)),
    strangers: STRANGERS,
  }
  return { reader, knowledge, groups, enis, classic: new Set(asked.classic), bind }
}

/** A rule that a template made several of has one id in words, and so have rules of two files. */
export const shownId = (id: RuleId): string => id.replace(/(?: \[\d+\])?(?: \(\d+\))?$/, '')

const distinct = <T extends { readonly id: string }>(items: readonly T[]): readonly T[] => [
  ...new Map(items.map((item) => [item.id, item])).values(),
]

function refuseMixture(groups: readonly SecurityGroup[]): void {
  if (new Set(groups.map(({ order }) => order)).size > 1) problem('mixedClouds')
}

/** The last page of a group has no token; without it there are rules that nobody gave. */
function refusePages({ groups, pages }: Part): void {
  const count = (list: readonly SecurityGroupId[], id: SecurityGroupId): number =>
    list.filter((each) => each === id).length
  const ids = groups.map(({ id }) => id)
  const open = pages.find((id) => count(pages, id) >= count(ids, id))
  if (open !== undefined) problem('incomplete', { rows: open, total: '?' })
}

/** Where the files do not say which VPC, or groups belong to none, all stand in one network. */
function placed(enis: readonly KnownEni[], groups: readonly SecurityGroup[]): readonly KnownEni[] {
  const [first] = groups
  if (first?.vpcId == null) return enis
  const { vpcId } = first
  const network = asId<typeof vpcId>(NETWORK)
  const isOneNetwork = first.order === 'inSequence' || vpcId === network
  return enis.map((known) =>
    isOneNetwork || known.eni.vpcId === network ? { ...known, eni: { ...known.eni, vpcId } } : known,
  )
}

/** Known only when all their members are. */
function addressGroupsOf(parts: readonly Part[], reader: ResourceTables) {
  return parts
    .flatMap(({ addressGroups }) => addressGroups)
    .flatMap(({ id, members }) => {
      const lists = members.map((member) => reader.get('prefixList', member))
      const [list] = lists
      if (list === undefined || lists.includes(undefined)) return []
      return [
        { ...list, id: asId<typeof list.id>(id), entries: lists.flatMap((each) => each?.entries ?? []) },
      ]
    })
}

type Services = ReadonlyMap<string, readonly TemplateService[]>

function servicesOf(parts: readonly Part[]): Services {
  const services = new Map(parts.flatMap((each) => each.services).map(({ id, entries }) => [id, entries]))
  for (const { id, members } of parts.flatMap((each) => each.serviceGroups)) {
    const lists = members.map((member) => services.get(member))
    if (lists.every((list) => list !== undefined)) services.set(id, lists.flat())
  }
  return services
}

/** One rule for each line of its template: same place, same action, so their order does not matter. */
function expanded(rule: Rule, services: Services): readonly Rule[] {
  const entries = rule.ports.kind === 'list' ? services.get(rule.ports.listId) : undefined
  if (entries === undefined) return [rule]
  return entries.map(({ protocol, ports }, index) => ({
    ...rule,
    id: index === 0 ? rule.id : asId<RuleId>(`${rule.id} (${index + 1})`),
    protocol,
    ports: ports === null ? { kind: 'any' as const } : { kind: 'ranges' as const, ranges: ports },
  }))
}
