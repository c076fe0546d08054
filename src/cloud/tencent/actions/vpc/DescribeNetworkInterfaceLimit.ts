// How many network interfaces and addresses an instance may have.

import { findInstance } from '../../../../service/instance/find.ts'
import { action } from '../../action.ts'
import { required, text } from '../../fields.ts'
import { instanceTypeOf, USUAL_TYPE } from '../../instanceTypes.ts'
import { malformed } from '../fields.ts'

export const DescribeNetworkInterfaceLimit = action({
  name: 'DescribeNetworkInterfaceLimit',
  service: 'vpc',
  version: '2017-03-12',
  summary: 'Show how many network interfaces an instance may have.',
  effect: 'read',
  input: {
    InstanceId: required(
      text({ about: 'Instance or network interface.', check: /^(ins|eni)-[a-z0-9]{8}$/, invalid: malformed }),
    ),
  },
  faults: ['instanceNotFound'],
  missing: [],
  example: { InstanceId: 'ins-abcd1234' },
  run(call, { InstanceId }, { region }) {
    const holder = InstanceId.startsWith('eni-') ? call.state.get('eni', InstanceId)?.instanceId : InstanceId
    const { instanceType } = findInstance(call, holder ?? InstanceId, region)
    const capacity = instanceTypeOf(instanceType) ?? instanceTypeOf(USUAL_TYPE)
    return {
      EniQuantity: capacity?.enis ?? 0,
      EniPrivateIpAddressQuantity: capacity?.ipv4PerEni ?? 0,
      ExtendEniQuantity: 0,
      ExtendEniPrivateIpAddressQuantity: 0,
      SubEniQuantity: 0,
      SubEniPrivateIpAddressQuantity: 0,
    }
  },
})
