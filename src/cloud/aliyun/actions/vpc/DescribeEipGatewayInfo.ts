// Shows by which gateway the public addresses that stand on an interface leave, for those who set them up by hand.

import { formatAddress } from '../../../../core/model/address.ts'
import { parseCidr } from '../../../../core/model/cidr.ts'
import { fail } from '../../../../core/model/faults.ts'
import { gatewayOf } from '../../../../core/model/system.ts'
import { owned } from '../../../../service/owned.ts'
import { action } from '../../action.ts'
import { required, text } from '../../fields.ts'
import { owner, regionId } from '../fields.ts'

/** An address of its own, without neighbours: everybody else is behind the gateway. */
const MASK = '255.255.255.255'

export const DescribeEipGatewayInfo = action({
  name: 'DescribeEipGatewayInfo',
  product: 'Vpc',
  version: '2016-04-28',
  summary: 'Show gateway and mask of the elastic IP addresses that are visible on a network interface.',
  effect: 'read',
  permission: 'vpc:DescribeEipGatewayInfo',
  input: {
    RegionId: regionId,
    InstanceId: required(text({ about: 'Secondary network interface in mode MULTI_BINDED.' })),
    ...owner,
  },
  faults: ['eniNotFound'],
  missing: [],
  example: { RegionId: 'cn-hangzhou', InstanceId: 'eni-bp1example' },
  run(call, { RegionId, InstanceId }) {
    const eni = owned(call, 'eni', InstanceId, RegionId)
    if (eni === undefined || eni.nic !== undefined) fail({ name: 'eniNotFound', eniId: InstanceId })
    const vSwitch = call.state.get('vSwitch', eni.vSwitchId)
    const block = parseCidr(vSwitch?.cidr ?? '')
    const gateway = block === undefined ? '' : formatAddress(gatewayOf(block, vSwitch))
    const shown = call.state
      .by('eip', 'eni', eni.id)
      .filter(({ association }) => association?.mode === 'multiEip')
    return {
      Code: '200',
      Message: 'successful',
      EipInfos: { EipInfo: shown.map(({ address }) => ({ Ip: address, IpGw: gateway, IpMask: MASK })) },
    }
  },
})
