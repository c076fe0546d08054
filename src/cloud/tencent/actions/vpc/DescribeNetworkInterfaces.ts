// Shows network interfaces by id or by filters.

import type { Eni } from '../../../../core/model/network.ts'
import type { ResourceReader } from '../../../../core/model/resources.ts'
import { regionKey } from '../../../../core/model/resources.ts'
import { action } from '../../action.ts'
import { idList } from '../fields.ts'
import { type Facts, type Filter, filters, notBoth, passesFilters, tagFacts } from '../filters.ts'
import { pageOf, paging } from '../paging.ts'
import { eniView } from './eniAnswer.ts'

export const DescribeNetworkInterfaces = action({
  name: 'DescribeNetworkInterfaces',
  service: 'vpc',
  version: '2017-03-12',
  summary: 'List network interfaces.',
  effect: 'read',
  input: {
    NetworkInterfaceIds: idList('eni', 'Network interfaces to show.'),
    Filters: filters([
      'vpc-id',
      'subnet-id',
      'network-interface-id',
      'attachment.instance-id',
      'groups.security-group-id',
      'network-interface-name',
      'network-interface-description',
      'address-ip',
      'ip-exact-match',
      'tag-key',
      'tag:',
      'is-primary',
      'eni-type',
      'eni-qos',
      'address-ipv6',
      'public-address-ip',
      'address-type',
      'termination-protection',
      'traffic-protection',
    ]),
    ...paging('integer'),
  },
  faults: [],
  missing: [],
  example: { Offset: 0, Limit: 20 },
  run(call, parameters, { region }) {
    const { NetworkInterfaceIds: ids, Filters: given } = parameters
    notBoth(ids, given, 'NetworkInterfaceIds')
    const found = call.state
      .by('eni', 'region', regionKey({ accountId: call.accountId, region }))
      .filter((eni) => ids === undefined || ids.length === 0 || ids.includes(eni.id))
      .filter((eni) => passesFilters(given, factsOf(call.state, eni, given ?? [])))
    return {
      NetworkInterfaceSet: pageOf(found, parameters).map((eni) => eniView(call.state, eni)),
      TotalCount: found.length,
    }
  },
})

const factsOf =
  (state: ResourceReader, eni: Eni, given: readonly Filter[]): Facts =>
  (name) => {
    const addresses = [eni.primaryAddress, ...eni.secondaryAddresses]
    switch (name) {
      case 'vpc-id':
        return [eni.vpcId]
      case 'subnet-id':
        return [eni.vSwitchId]
      case 'network-interface-id':
        return [eni.id]
      case 'attachment.instance-id':
        return eni.instanceId === null ? [] : [eni.instanceId]
      case 'groups.security-group-id':
        return eni.securityGroupIds
      case 'network-interface-name':
        return { fuzzy: [eni.name] }
      case 'network-interface-description':
        return { fuzzy: [eni.description] }
      case 'address-ip':
        // One value is looked for anywhere, several are meant exactly (tencent.md 3.2).
        return isSingle(given, name) ? { fuzzy: addresses } : addresses
      case 'ip-exact-match':
        return addresses
      case 'is-primary':
        return spelled(eni.kind === 'primary')
      case 'eni-type':
        return [eni.kind === 'primary' ? '1' : '0']
      case 'eni-qos':
        return ['DEFAULT']
      case 'address-ipv6':
        return eni.ipv6Addresses
      case 'public-address-ip':
        return state.by('eip', 'eni', eni.id).map(({ address }) => address)
      case 'termination-protection':
      case 'traffic-protection':
        return spelled(false)
      default:
        return tagFacts(name, eni.tags) ?? []
    }
  }

const spelled = (value: boolean): readonly string[] => [String(value), String(value).toUpperCase()]

const isSingle = (given: readonly Filter[], name: string): boolean =>
  given.some((filter) => filter.name === name && filter.values.length === 1)
