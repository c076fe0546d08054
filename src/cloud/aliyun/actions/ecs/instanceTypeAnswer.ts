// An instance type as the answer of DescribeInstanceTypes shows it; what says nothing about networks is made up.

import type { InstanceType } from '../../instanceTypes.ts'

export const instanceTypeAnswer = (type: InstanceType) => ({
  InstanceTypeId: type.id,
  InstanceTypeFamily: type.family,
  InstanceFamilyLevel: type.family.startsWith('ecs.t') ? 'CreditEntryLevel' : 'EnterpriseLevel',
  InstanceCategory: categoryOf(type),
  CpuArchitecture: 'X86',
  CpuCoreCount: type.cpu,
  CpuSpeedFrequency: 2.5,
  CpuTurboFrequency: 3.2,
  PhysicalProcessorModel: 'Intel Xeon(Ice Lake) Platinum 8369B',
  QueuePairNumber: 0,
  MemorySize: type.memory,
  EniQuantity: type.enis,
  EniTotalQuantity: type.enis,
  EniPrivateIpAddressQuantity: type.ipv4PerEni,
  EniIpv6AddressQuantity: type.ipv6PerEni,
  EniTrunkSupported: false,
  EriQuantity: 0,
  PrimaryEniQueueNumber: 1,
  SecondaryEniQueueNumber: 1,
  MaximumQueueNumberPerEni: 1,
  TotalEniQueueQuantity: type.enis,
  NetworkCardQuantity: 1,
  InstanceBandwidthRx: 1_024_000,
  InstanceBandwidthTx: 1_024_000,
  InstancePpsRx: 300_000,
  InstancePpsTx: 300_000,
  DiskQuantity: 17,
  NvmeSupport: 'unsupported',
  LocalStorageAmount: 0,
  LocalStorageCapacity: 0,
  LocalStorageCategory: '',
  GPUAmount: 0,
  GPUSpec: '',
  BaselineCredit: 0,
  InitialCredit: 0,
})

/** As the letter of the family says. */
function categoryOf({ family }: InstanceType): string {
  if (/^ecs\.(t|e|s\d|n)/.test(family)) return 'Shared'
  if (/^ecs\.(c|sn1)/.test(family)) return 'Compute-optimized'
  return /^ecs\.(r|se1)/.test(family) ? 'Memory-optimized' : 'General-purpose'
}
