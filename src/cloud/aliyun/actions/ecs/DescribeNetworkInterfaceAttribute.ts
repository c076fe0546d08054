// Shows one network interface.

import { fail } from '../../../../core/model/faults.ts'
import { owned } from '../../../../service/owned.ts'
import { action } from '../../action.ts'
import { choice } from '../../fields.ts'
import { owner, regionId, tags } from '../fields.ts'
import { eniAnswer } from './eniAnswer.ts'
import { eniId } from './eniFields.ts'

export const DescribeNetworkInterfaceAttribute = action({
  name: 'DescribeNetworkInterfaceAttribute',
  product: 'Ecs',
  version: '2014-05-26',
  summary: 'Show one network interface.',
  effect: 'read',
  permission: 'ecs:DescribeNetworkInterfaceAttribute',
  input: {
    RegionId: regionId,
    NetworkInterfaceId: eniId,
    Attribute: choice(['attachment', 'connectionTrackingConfiguration'], {
      about: 'connectionTrackingConfiguration shows the timeouts of idle sessions as well.',
    }),
    Tag: tags,
    ...owner,
  },
  faults: ['eniNotFound'],
  missing: [],
  example: { RegionId: 'cn-hangzhou', NetworkInterfaceId: 'eni-bp1example' },
  run(call, { RegionId, NetworkInterfaceId, Attribute }) {
    const eni =
      owned(call, 'eni', NetworkInterfaceId, RegionId) ??
      fail({ name: 'eniNotFound', eniId: NetworkInterfaceId })
    const { Attachment, ...answer } = eniAnswer(call.state, eni)
    return {
      ...answer,
      Attachment: { ...Attachment, MemberNetworkInterfaceIds: { MemberNetworkInterfaceId: [] } },
      ...(Attribute === 'connectionTrackingConfiguration'
        ? {
            ConnectionTrackingConfiguration: {
              TcpEstablishedTimeout: eni.timeouts.tcpEstablished,
              TcpClosedAndTimeWaitTimeout: eni.timeouts.tcpClosed,
              UdpTimeout: eni.timeouts.udp,
            },
          }
        : {}),
    }
  },
})
