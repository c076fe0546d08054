// Shows instances by id or by filters.

import type { Instance } from '../../../../core/model/network.ts'
import type { Call } from '../../../../service/call.ts'
import { publicAddressOf } from '../../../../service/instance/publicAddress.ts'
import { action } from '../../action.ts'
import { refuse, spec } from '../../error.ts'
import { formatUtc } from '../../time.ts'
import { projectText } from '../fields.ts'
import { type Facts, type Filter, passesFilters, tagFacts } from '../filters.ts'
import { pageOf, paging } from '../paging.ts'
import { filters, instanceIds } from './cvmFields.ts'
import { enisOf, instanceView, stateOf } from './instanceAnswer.ts'

const BOTH = spec(
  'InvalidParameterCombination',
  '参数 `InstanceIds` 与 `Filters` 不能同时指定。',
  'The parameters `InstanceIds` and `Filters` must not be given together.',
)

export const DescribeInstances = action({
  name: 'DescribeInstances',
  service: 'cvm',
  version: '2017-03-12',
  summary: 'List instances.',
  effect: 'read',
  input: {
    InstanceIds: instanceIds,
    Filters: filters([
      'zone',
      'project-id',
      'host-id',
      'dedicated-cluster-id',
      'vpc-id',
      'subnet-id',
      'instance-id',
      'security-group-id',
      'instance-name',
      'instance-charge-type',
      'instance-state',
      'instance-type',
      'image-id',
      'private-ip-address',
      'public-ip-address',
      'ipv6-address',
      'uuid',
      'tag-key',
      'tag-value',
      'tag:',
      'creation-start-time',
      'creation-end-time',
    ]),
    ...paging('integer'),
  },
  faults: [],
  missing: [],
  example: { Offset: 0, Limit: 20 },
  run(call, parameters, { region }) {
    const { InstanceIds: ids = [], Filters: given = [] } = parameters
    if (ids.length > 0 && given.length > 0) refuse(BOTH)
    const found = instancesIn(call, region)
      .filter((instance) => ids.length === 0 || ids.includes(instance.id))
      .filter((instance) => passesFilters(others(given), factsOf(call, instance)))
      .filter((instance) => isWithin(given, formatUtc(instance.createdAt)))
    return {
      InstanceSet: pageOf(found, parameters).map((instance) => instanceView(call, instance)),
      TotalCount: found.length,
    }
  },
})

export const instancesIn = (call: Call, region: string): readonly Instance[] =>
  call.state.by('instance', 'account', call.accountId).filter((instance) => instance.region === region)

const isTime = ({ name }: Filter): boolean => name.startsWith('creation-')
const others = (given: readonly Filter[]): readonly Filter[] => given.filter((filter) => !isTime(filter))

/** `2026-11-21T12:00:00Z`: texts in this form sort as the moments do. */
const isWithin = (given: readonly Filter[], created: string): boolean =>
  given
    .filter(isTime)
    .every(({ name, values }) =>
      values.every((value) => (name === 'creation-start-time' ? created >= value : created <= value)),
    )

const factsOf =
  (call: Call, instance: Instance): Facts =>
  (name) => {
    const enis = enisOf(call.state, instance)
    switch (name) {
      case 'zone':
        return [instance.zone]
      case 'project-id':
        return [projectText(instance.resourceGroupId)]
      case 'vpc-id':
        return [instance.vpcId]
      case 'subnet-id':
        return [instance.vSwitchId]
      case 'instance-id':
        return [instance.id]
      case 'security-group-id':
        return call.state.get('eni', instance.primaryEniId)?.securityGroupIds ?? []
      case 'instance-name':
        return { fuzzy: [instance.name] }
      case 'instance-charge-type':
        return [instance.chargeType]
      case 'instance-state':
        return [stateOf(instance)]
      case 'instance-type':
        return [instance.instanceType]
      case 'image-id':
        return [instance.imageId]
      case 'private-ip-address':
        return enis.flatMap((eni) => [eni.primaryAddress, ...eni.secondaryAddresses])
      case 'public-ip-address':
        return publicAddressOf(call, instance)?.address.split(' ') ?? []
      case 'ipv6-address':
        return enis.flatMap(({ ipv6Addresses }) => ipv6Addresses)
      case 'tag-value':
        return Object.values(instance.tags)
      default:
        return tagFacts(name, instance.tags) ?? []
    }
  }
