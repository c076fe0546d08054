// Instance types: what a name says of itself (`S5.MEDIUM4` is 2 cores and 4 GiB), and what a machine of that size bears.

import type { Capacity } from '../../service/eni/room.ts'

export interface InstanceType extends Capacity {
  readonly id: string
  readonly family: string
  readonly cpu: number
  /** GiB. */
  readonly memory: number
}

const CORES: Readonly<Record<string, number>> = {
  SMALL: 1,
  MEDIUM: 2,
  LARGE: 4,
  '2XLARGE': 8,
  '4XLARGE': 16,
  '8XLARGE': 32,
  '12XLARGE': 48,
  '16XLARGE': 64,
}

/** GiB that the sizes come with. */
const MEMORIES: readonly (readonly [size: string, memories: readonly number[]])[] = [
  ['SMALL', [1, 2, 4]],
  ['MEDIUM', [2, 4, 8]],
  ['LARGE', [8, 16]],
  ['2XLARGE', [16, 32]],
  ['4XLARGE', [32, 64]],
  ['8XLARGE', [64, 128]],
]

const FAMILIES = ['S5', 'S6', 'SA2', 'SA3', 'C5', 'C6', 'M5', 'M6', 'S8', 'SA5']

/** Choice, by cores: the numbers of the cloud's own table differ by family. */
const CAPACITIES: readonly (readonly [cores: number, enis: number, ipv4: number])[] = [
  [1, 2, 6],
  [2, 4, 10],
  [4, 4, 10],
  [8, 6, 20],
  [Infinity, 8, 30],
]

function typeOf(id: string, family: string, cpu: number, memory: number): InstanceType {
  const [, enis, ipv4] = CAPACITIES.find(([cores]) => cpu <= cores) ?? [0, 8, 30]
  return { id, family, cpu, memory, enis, ipv4PerEni: ipv4, ipv6PerEni: ipv4 }
}

/** Those that lists show; any name of the same form is taken as well. */
export const INSTANCE_TYPES: readonly InstanceType[] = FAMILIES.flatMap((family) =>
  MEMORIES.flatMap(([size, memories]) =>
    memories.map((memory) => typeOf(`${family}.${size}${memory}`, family, CORES[size] ?? 1, memory)),
  ),
)

/** What is made when no type is named. */
export const USUAL_TYPE = 'S5.MEDIUM4'

export function instanceTypeOf(id: string): InstanceType | undefined {
  const match = /^([A-Z][A-Za-z0-9]{0,7})\.(\d{0,2}[A-Z]+)(\d{1,4})$/.exec(id)
  const [, family = '', size = '', memory = ''] = match ?? []
  const cpu = CORES[size]
  return cpu === undefined ? undefined : typeOf(id, family, cpu, Number(memory))
}
