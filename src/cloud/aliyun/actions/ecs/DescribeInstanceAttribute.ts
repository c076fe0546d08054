// Shows one instance in the older form.

import { findInstance } from '../../../../service/instance/find.ts'
import { action } from '../../action.ts'
import { optionalRegionId, owner } from '../fields.ts'
import { instanceAnswer } from './instanceAnswer.ts'
import { instanceId } from './instanceFields.ts'

const NOTHING_MORE = { metadataOptions: false, primaryEniAddresses: false }

export const DescribeInstanceAttribute = action({
  name: 'DescribeInstanceAttribute',
  product: 'Ecs',
  version: '2014-05-26',
  summary: 'Show one instance.',
  effect: 'read',
  permission: 'ecs:DescribeInstanceAttribute',
  input: {
    InstanceId: instanceId,
    RegionId: optionalRegionId,
    ...owner,
  },
  faults: ['instanceNotFound'],
  missing: [],
  example: { InstanceId: 'i-bp1example' },
  run(call, { InstanceId, RegionId }) {
    const instance = findInstance(call, InstanceId, RegionId)
    const { EipAddress, ...answer } = instanceAnswer(call, instance, NOTHING_MORE)
    const { IsSupportUnassociate, ...eip } = EipAddress
    // A text here, unlike in DescribeInstances.
    return { ...pick(answer), IoOptimized: 'optimized', EipAddress: eip }
  },
})

type Answer = Omit<ReturnType<typeof instanceAnswer>, 'EipAddress'>

/** This answer has fewer fields. */
const pick = (answer: Answer) => ({
  InstanceId: answer.InstanceId,
  InstanceName: answer.InstanceName,
  Description: answer.Description,
  HostName: answer.HostName,
  Status: answer.Status,
  RegionId: answer.RegionId,
  ZoneId: answer.ZoneId,
  ClusterId: answer.ClusterId,
  ImageId: answer.ImageId,
  InstanceType: answer.InstanceType,
  Cpu: answer.Cpu,
  Memory: answer.Memory,
  InstanceNetworkType: answer.InstanceNetworkType,
  VpcAttributes: answer.VpcAttributes,
  PublicIpAddress: answer.PublicIpAddress,
  InnerIpAddress: answer.InnerIpAddress,
  SecurityGroupIds: answer.SecurityGroupIds,
  InstanceChargeType: answer.InstanceChargeType,
  InternetChargeType: answer.InternetChargeType,
  InternetMaxBandwidthIn: answer.InternetMaxBandwidthIn,
  InternetMaxBandwidthOut: answer.InternetMaxBandwidthOut,
  OperationLocks: answer.OperationLocks,
  SerialNumber: answer.SerialNumber,
  StoppedMode: answer.StoppedMode,
  CreationTime: answer.CreationTime,
  ExpiredTime: answer.ExpiredTime,
  DedicatedHostAttribute: answer.DedicatedHostAttribute,
  VlanId: answer.VlanId,
  CreditSpecification: '',
})
