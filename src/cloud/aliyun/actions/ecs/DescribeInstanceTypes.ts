// Lists instance types with their numbers.

import { action } from '../../action.ts'
import { choice, type Decoded, integer, list, text } from '../../fields.ts'
import { INSTANCE_TYPES, type InstanceType } from '../../instanceTypes.ts'
import { byToken } from '../../pagination.ts'
import { optionalRegionId, owner } from '../fields.ts'
import { meets, meetsAny } from '../filters.ts'
import { textList } from './instanceFields.ts'
import { instanceTypeAnswer } from './instanceTypeAnswer.ts'

const parts = byToken({ default: 1600, min: 1, max: 1600 })
const decimal = (about: string) => text({ about, check: /^\d{1,6}(\.\d{1,4})?$/ })

/** Bounds on what the answer shows; those that have fields of their own above are not repeated. */
const BOUNDS = {
  MaximumCpuSpeedFrequency: 'CpuSpeedFrequency',
  MaximumCpuTurboFrequency: 'CpuTurboFrequency',
  MaximumGPUAmount: 'GPUAmount',
  MinimumBaselineCredit: 'BaselineCredit',
  MinimumCpuSpeedFrequency: 'CpuSpeedFrequency',
  MinimumCpuTurboFrequency: 'CpuTurboFrequency',
  MinimumDiskQuantity: 'DiskQuantity',
  MinimumInitialCredit: 'InitialCredit',
  MinimumInstanceBandwidthRx: 'InstanceBandwidthRx',
  MinimumInstanceBandwidthTx: 'InstanceBandwidthTx',
  MinimumInstancePpsRx: 'InstancePpsRx',
  MinimumInstancePpsTx: 'InstancePpsTx',
  MinimumLocalStorageCapacity: 'LocalStorageCapacity',
  MinimumPrimaryEniQueueNumber: 'PrimaryEniQueueNumber',
  MinimumQueuePairNumber: 'QueuePairNumber',
  MinimumSecondaryEniQueueNumber: 'SecondaryEniQueueNumber',
} as const satisfies Readonly<Record<string, keyof ReturnType<typeof instanceTypeAnswer>>>

const bounds = Object.fromEntries(
  Object.keys(BOUNDS).map((name) => [name, decimal('Only those within this bound.')]),
) as { readonly [K in keyof typeof BOUNDS]: ReturnType<typeof decimal> }

const input = {
  RegionId: optionalRegionId,
  InstanceTypes: list(text({ about: 'Instance type.' }), { about: 'Only these types, up to 10.', max: 10 }),
  InstanceTypeFamily: text({ about: 'Only those of this family.' }),
  InstanceTypeFamilies: textList('Only those of these families.'),
  CpuArchitecture: choice(['X86', 'ARM'], { about: 'Only those of this architecture; all are X86.' }),
  MinimumCpuCoreCount: integer({ about: 'Only those with as many vCPUs.' }),
  MaximumCpuCoreCount: integer({ about: 'Only those with no more vCPUs.' }),
  MinimumMemorySize: decimal('Only those with as many GiB of memory.'),
  MaximumMemorySize: decimal('Only those with no more GiB of memory.'),
  MinimumEniQuantity: integer({ about: 'Only those with as many network interfaces.' }),
  MinimumEniPrivateIpAddressQuantity: integer({ about: 'Only those with as many IPv4 addresses each.' }),
  MinimumEniIpv6AddressQuantity: integer({ about: 'Only those with as many IPv6 addresses each.' }),
  MinimumGPUAmount: integer({ about: 'Only those with as many GPUs; none has any.' }),
  MinimumLocalStorageAmount: integer({ about: 'Only those with as many local disks; none has any.' }),
  MinimumEriQuantity: integer({ about: 'Only those with as many RDMA interfaces; none has any.' }),
  AdditionalAttributes: textList('Further attributes to show; all are.'),
  CpuArchitectures: textList('Only those of these architectures; all are X86.'),
  GPUSpec: text({ about: 'Only those with this GPU; none has any.' }),
  GpuSpecs: textList('Only those with one of these GPUs; none has any.'),
  InstanceCategory: text({ about: 'Only those of this category, such as General-purpose.' }),
  InstanceCategories: textList('Only those of these categories.'),
  InstanceFamilyLevel: choice(['EntryLevel', 'EnterpriseLevel', 'CreditEntryLevel'], {
    about: 'Only those of families of this level.',
  }),
  LocalStorageCategory: text({ about: 'Only those with such local disks; none has any.' }),
  LocalStorageCategories: textList('Only those with such local disks; none has any.'),
  NvmeSupport: choice(['required', 'supported', 'unsupported'], {
    about: 'Only those with such support of NVMe; all are unsupported.',
  }),
  PhysicalProcessorModel: text({ about: 'Only those with this processor.' }),
  PhysicalProcessorModels: textList('Only those with one of these processors.'),
  ...bounds,
  ...parts.fields,
  ...owner,
}

export const DescribeInstanceTypes = action({
  name: 'DescribeInstanceTypes',
  product: 'Ecs',
  version: '2014-05-26',
  summary: 'List instance types.',
  effect: 'read',
  permission: 'ecs:DescribeInstanceTypes',
  input,
  faults: [],
  missing: [],
  example: { 'InstanceTypes.1': 'ecs.g6.large' },
  run(_, parameters) {
    // The catalogue has no ages: its order is all that tokens need.
    const found = INSTANCE_TYPES.filter((type) => isAsked(type, parameters)).map((type) => ({
      ...type,
      createdAt: 0,
    }))
    const { items, envelope } = parts.cut(found, parameters)
    return { InstanceTypes: { InstanceType: items.map(instanceTypeAnswer) }, ...envelope }
  },
})

const between = (value: number, least: unknown, most?: unknown): boolean =>
  (least === undefined || value >= Number(least)) && (most === undefined || value <= Number(most))

const isAsked = (type: InstanceType, wanted: Decoded<typeof input>): boolean =>
  meetsAny(wanted.InstanceTypes, [type.id]) &&
  meets(wanted.InstanceTypeFamily, type.family) &&
  meetsAny(wanted.InstanceTypeFamilies, [type.family]) &&
  meets<string>(wanted.CpuArchitecture, 'X86') &&
  between(type.cpu, wanted.MinimumCpuCoreCount, wanted.MaximumCpuCoreCount) &&
  between(type.memory, wanted.MinimumMemorySize, wanted.MaximumMemorySize) &&
  between(type.enis, wanted.MinimumEniQuantity) &&
  between(type.ipv4PerEni, wanted.MinimumEniPrivateIpAddressQuantity) &&
  between(type.ipv6PerEni, wanted.MinimumEniIpv6AddressQuantity) &&
  between(0, wanted.MinimumGPUAmount) &&
  between(0, wanted.MinimumLocalStorageAmount) &&
  between(0, wanted.MinimumEriQuantity) &&
  isShown(instanceTypeAnswer(type), wanted)

/** By what the answer shows: one place says what a type has. */
const isShown = (shown: ReturnType<typeof instanceTypeAnswer>, wanted: Decoded<typeof input>): boolean =>
  meetsAny(wanted.CpuArchitectures, [shown.CpuArchitecture]) &&
  meets(wanted.GPUSpec, shown.GPUSpec) &&
  meetsAny(wanted.GpuSpecs, [shown.GPUSpec]) &&
  meets(wanted.InstanceCategory, shown.InstanceCategory) &&
  meetsAny(wanted.InstanceCategories, [shown.InstanceCategory]) &&
  meets<string>(wanted.InstanceFamilyLevel, shown.InstanceFamilyLevel) &&
  meets(wanted.LocalStorageCategory, shown.LocalStorageCategory) &&
  meetsAny(wanted.LocalStorageCategories, [shown.LocalStorageCategory]) &&
  meets<string>(wanted.NvmeSupport, shown.NvmeSupport) &&
  meets(wanted.PhysicalProcessorModel, shown.PhysicalProcessorModel) &&
  meetsAny(wanted.PhysicalProcessorModels, [shown.PhysicalProcessorModel]) &&
  Object.entries(BOUNDS).every(([name, field]) => {
    const bound = wanted[name as keyof typeof BOUNDS]
    return name.startsWith('Minimum') ? between(shown[field], bound) : between(shown[field], undefined, bound)
  })
