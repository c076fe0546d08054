// Lists network interfaces.

import type { Eni } from '../../../../core/model/network.ts'
import { regionKey } from '../../../../core/model/resources.ts'
import type { Call } from '../../../../service/call.ts'
import { action } from '../../action.ts'
import { choice, type Decoded, flag, text } from '../../fields.ts'
import { byEither } from '../../pagination.ts'
import { owner, regionId, tags } from '../fields.ts'
import { meetsAny } from '../filters.ts'
import { hasTags } from '../tags.ts'
import { eniAnswer, eniStatus, eniType, isElastic } from './eniAnswer.ts'
import { textList } from './instanceFields.ts'

const parts = byEither({ default: 10, max: 500 }, { default: 10, min: 10, max: 500, clamp: true })

const input = {
  RegionId: regionId,
  NetworkInterfaceId: textList('Only these network interfaces, up to 100.'),
  NetworkInterfaceName: text({ about: 'Only those with this name.' }),
  InstanceId: text({ about: 'Only those of this instance.' }),
  VpcId: text({ about: 'Only those in this VPC.' }),
  VSwitchId: text({ about: 'Only those in this vSwitch.' }),
  SecurityGroupId: text({ about: 'Only members of this security group.' }),
  PrimaryIpAddress: text({ about: 'Only the one with this primary address.' }),
  PrivateIpAddress: textList('Only those with one of these private addresses, up to 100.'),
  Ipv6Address: textList('Only those with one of these IPv6 addresses, up to 100.'),
  Type: choice(['Primary', 'Secondary'], { about: 'Only those of this type.' }),
  Status: choice(
    [
      'Available',
      'Attaching',
      'InUse',
      'Detaching',
      'Deleting',
      'CreateFailed',
      'Linked',
      'Linking',
      'Unlinking',
    ],
    { about: 'Only those in this state.' },
  ),
  ServiceManaged: flag({ about: 'Only those that a cloud product owns, or only others.' }),
  ResourceGroupId: text({ about: 'Only those of this resource group.' }),
  Tag: tags,
  ...parts.fields,
  ...owner,
}

export const DescribeNetworkInterfaces = action({
  name: 'DescribeNetworkInterfaces',
  product: 'Ecs',
  version: '2014-05-26',
  summary: 'List network interfaces.',
  effect: 'read',
  permission: 'ecs:DescribeNetworkInterfaces',
  input,
  faults: [],
  missing: [],
  example: { RegionId: 'cn-hangzhou', InstanceId: 'i-bp1example', MaxResults: '50' },
  run(call, parameters) {
    const tests = testsOf(parameters)
    const near = elastic(narrowest(call, parameters))
    const isMine = (eni: Eni): boolean =>
      eni.accountId === call.accountId && eni.region === parameters.RegionId
    // Without any wish these are all of the account in the region: nothing is left to pick.
    const found =
      tests.length === 0 ? near : near.filter((eni) => isMine(eni) && tests.every((test) => test(eni)))
    const { items, envelope } = parts.cut(found, parameters)
    return {
      NetworkInterfaceSets: { NetworkInterfaceSet: items.map((eni) => eniAnswer(call.state, eni)) },
      ...envelope,
    }
  },
})

type Wanted = Decoded<typeof input>

/** Where an index knows, only those; else all of the account in the region. In the order of creation. */
function narrowest({ state, accountId }: Call, wanted: Wanted): readonly Eni[] {
  const { NetworkInterfaceId: ids, InstanceId, SecurityGroupId, VSwitchId } = wanted
  const [id] = ids
  if (id !== undefined && ids.length === 1) {
    const eni = state.get('eni', id)
    return eni === undefined ? [] : [eni]
  }
  if (InstanceId !== undefined) return state.by('eni', 'instance', InstanceId)
  if (SecurityGroupId !== undefined) return state.by('eni', 'group', SecurityGroupId)
  if (VSwitchId !== undefined) return state.by('eni', 'vSwitch', VSwitchId)
  return state.by('eni', 'region', regionKey({ accountId, region: wanted.RegionId }))
}

/** An index hands out the same list until one of its interfaces changes: pages of thousands are picked once. */
const ELASTIC = new WeakMap<readonly Eni[], readonly Eni[]>()

function elastic(enis: readonly Eni[]): readonly Eni[] {
  const known = ELASTIC.get(enis)
  if (known !== undefined) return known
  const picked = enis.filter(isElastic)
  ELASTIC.set(enis, picked)
  return picked
}

type Test = (eni: Eni) => boolean

/** Only what is asked for: each test is run on every interface. */
const testsOf = (wanted: Wanted): readonly Test[] => [
  ...listed(wanted.NetworkInterfaceId, (eni) => [eni.id]),
  ...equal(wanted.NetworkInterfaceName, (eni) => eni.name),
  ...equal(wanted.InstanceId, (eni) => eni.instanceId),
  ...equal(wanted.VpcId, (eni) => eni.vpcId),
  ...equal(wanted.VSwitchId, (eni) => eni.vSwitchId),
  ...listed(present(wanted.SecurityGroupId), (eni) => eni.securityGroupIds),
  ...equal(wanted.PrimaryIpAddress, (eni) => eni.primaryAddress),
  ...listed(wanted.PrivateIpAddress, (eni) => [eni.primaryAddress, ...eni.secondaryAddresses]),
  ...listed(wanted.Ipv6Address, (eni) => eni.ipv6Addresses),
  ...equal(wanted.Type, eniType),
  ...equal(wanted.Status, eniStatus),
  ...equal(wanted.ServiceManaged, (eni) => eni.managed),
  ...equal(wanted.ResourceGroupId, (eni) => eni.resourceGroupId),
  ...(wanted.Tag.length === 0 ? [] : [(eni: Eni) => hasTags(eni.tags, wanted.Tag)]),
]

const present = (value: string | undefined): readonly string[] => (value === undefined ? [] : [value])

const equal = <T>(wanted: T | undefined, of: (eni: Eni) => T | string | null): readonly Test[] =>
  wanted === undefined ? [] : [(eni) => of(eni) === wanted]

const listed = (wanted: readonly string[], of: (eni: Eni) => readonly string[]): readonly Test[] =>
  wanted.length === 0 ? [] : [(eni) => meetsAny(wanted, of(eni))]
