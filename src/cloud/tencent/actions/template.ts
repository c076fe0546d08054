// Parameter templates as answers show them, and the parameters that their actions share.

import type { ResourceReader } from '../../../core/model/resources.ts'
import type { OpenList } from '../../../service/openList/write.ts'
import { refuse } from '../error.ts'
import { choice, flag, ignored, list, object, required, text } from '../fields.ts'
import { missing } from '../gatewayErrors.ts'
import { addressMembers, type GivenMember, type ShownMember, serviceMembers } from '../templateCodec.ts'
import { formatLocal } from '../time.ts'
import { coexist, idField, name, tagSet } from './fields.ts'

export const templateName = name('Name, up to 60 characters.')
export const addressTemplateId = required(idField('ipm', 'Address template.'))
export const addressGroupId = required(idField('ipmg', 'Address template group.'))
export const serviceTemplateId = required(idField('ppm', 'Service template.'))
export const serviceGroupId = required(idField('ppmg', 'Service template group.'))

const plain = (about: string) => list(required(text({ about: 'One of them.' })), { about })

const extra = <N extends string>(member: N, about: string) =>
  list(
    object(
      {
        [member]: required(text({ about: 'The member itself.' })),
        Description: text({ about: 'What it is for.' }),
        UpdatedTime: ignored('Set by the server.'),
      } as { readonly [K in N]: ReturnType<typeof required<string>> } & {
        Description: ReturnType<typeof text>
        UpdatedTime: ReturnType<typeof ignored>
      },
      { about: 'One member.' },
    ),
    { about },
  )

const FORMS = 'Addresses, blocks and spans `a-b` of IPv4 or IPv6'
export const addressFields = {
  Addresses: plain(`${FORMS}.`),
  AddressesExtra: extra('Address', `${FORMS}, with descriptions.`),
}

const SERVICES = '`tcp:80`, `tcp:80,443`, `tcp:3306-20000`, `udp:all`'
export const serviceFields = {
  Services: plain(`${SERVICES}.`),
  ServicesExtra: extra('Service', `${SERVICES}, with descriptions.`),
}

/** The one list or the other, with its place in the request; undefined when neither is there. */
export function membersIn(
  plainName: string,
  given: readonly string[] | undefined,
  extraName: string,
  extras: readonly GivenMember[] | undefined,
): { readonly members: readonly GivenMember[]; readonly path: string } | undefined {
  const hasBoth = (given ?? []).length > 0 && (extras ?? []).length > 0
  if (hasBoth) return refuse(coexist(plainName, extraName))
  if (extras !== undefined && extras.length > 0) return { members: extras, path: extraName }
  if (given === undefined && extras === undefined) return undefined
  return { members: (given ?? []).map((each) => ({ text: each, description: '' })), path: plainName }
}

export const neededMembers = <T>(found: T | undefined, name: string): T => found ?? refuse(missing(name))

/** Order of a page; members always stand in the order in which they were given. */
export const templateOrder = {
  NeedMemberInfo: flag({ about: 'Members are shown in either case.' }),
  OrderField: choice(
    [
      'CreatedTime',
      'UpdateTime',
      'UpdatedTime',
      'AddressTemplateId',
      'ServiceTemplateId',
      'AddressTemplateGroupId',
      'ServiceTemplateGroupId',
    ],
    { about: 'What to sort by.' },
  ),
  OrderDirection: choice(['ASC', 'DESC'], { about: 'ASC or DESC.' }),
  MemberOrderField: ignored('Members stand in the order given.'),
  MemberOrderDirection: ignored('Members stand in the order given.'),
}

export function ordered<L extends OpenList>(
  lists: readonly L[],
  {
    OrderField,
    OrderDirection,
  }: { readonly OrderField: string | undefined; readonly OrderDirection: string | undefined },
): readonly L[] {
  const keyOf = ({ id, createdAt, changedAt }: L): string | number => {
    if (OrderField?.endsWith('Id')) return id
    return OrderField?.startsWith('Update') ? (changedAt ?? createdAt) : createdAt
  }
  const compare = (a: L, b: L): number => (keyOf(a) < keyOf(b) ? -1 : keyOf(a) > keyOf(b) ? 1 : 0)
  const ascending = OrderField === undefined ? lists : lists.toSorted(compare)
  return OrderDirection === 'DESC' ? ascending.toReversed() : ascending
}

const times = ({ createdAt, changedAt }: OpenList) => ({
  CreatedTime: formatLocal(createdAt),
  UpdatedTime: formatLocal(changedAt ?? createdAt),
})

const extraSet = (member: string, members: readonly ShownMember[]) =>
  members.map(({ text: shown, description, changedAt }) => ({
    [member]: shown,
    Description: description,
    UpdatedTime: formatLocal(changedAt),
  }))

export const addressTemplateView = (template: OpenList<'prefixList'>): object => ({
  AddressTemplateName: template.name,
  AddressTemplateId: template.id,
  AddressSet: addressMembers(template).map((member) => member.text),
  AddressExtraSet: extraSet('Address', addressMembers(template)),
  ...times(template),
  TagSet: tagSet(template.tags),
})

export const serviceTemplateView = (template: OpenList<'portList'>): object => ({
  ServiceTemplateName: template.name,
  ServiceTemplateId: template.id,
  ServiceSet: serviceMembers(template).map((member) => member.text),
  ServiceExtraSet: extraSet('Service', serviceMembers(template)),
  ...times(template),
  TagSet: tagSet(template.tags),
})

export const addressGroupView = (state: ResourceReader, group: OpenList<'prefixList'>): object => ({
  AddressTemplateGroupName: group.name,
  AddressTemplateGroupId: group.id,
  AddressTemplateIdSet: [...(group.includes ?? [])],
  AddressTemplateSet: (group.includes ?? [])
    .flatMap((id) => state.get('prefixList', id) ?? [])
    .map((template) => ({
      AddressTemplateId: template.id,
      AddressTemplateName: template.name,
      From: '',
      To: '',
      Description: template.description,
      UpdatedTime: times(template).UpdatedTime,
    })),
  ...times(group),
  TagSet: tagSet(group.tags),
})

export const serviceGroupView = (state: ResourceReader, group: OpenList<'portList'>): object => ({
  ServiceTemplateGroupName: group.name,
  ServiceTemplateGroupId: group.id,
  ServiceTemplateIdSet: [...(group.includes ?? [])],
  ServiceTemplateSet: (group.includes ?? [])
    .flatMap((id) => state.get('portList', id) ?? [])
    .map(serviceTemplateView),
  ...times(group),
  TagSet: tagSet(group.tags),
})
