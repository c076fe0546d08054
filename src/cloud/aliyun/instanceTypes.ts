// Instance types of the common families with the numbers that matter here: vCPU, memory, ENIs and addresses.

export interface InstanceType {
  readonly id: string
  readonly family: string
  readonly cpu: number
  /** GiB. */
  readonly memory: number
  readonly enis: number
  readonly ipv4PerEni: number
  readonly ipv6PerEni: number
}

/** Size, vCPUs, ENIs, private IPv4 addresses of each. */
type Size = readonly [size: string, cpu: number, enis: number, ipv4: number]

const FIFTH: readonly Size[] = [
  ['large', 2, 2, 6],
  ['xlarge', 4, 3, 10],
  ['2xlarge', 8, 4, 10],
  ['3xlarge', 12, 6, 10],
  ['4xlarge', 16, 8, 20],
  ['6xlarge', 24, 8, 20],
  ['8xlarge', 32, 8, 20],
  ['16xlarge', 64, 16, 20],
]

const SIXTH: readonly Size[] = [
  ['large', 2, 2, 6],
  ['xlarge', 4, 3, 10],
  ['2xlarge', 8, 4, 10],
  ['3xlarge', 12, 6, 10],
  ['4xlarge', 16, 8, 20],
  ['6xlarge', 24, 8, 20],
  ['8xlarge', 32, 8, 20],
  ['13xlarge', 52, 7, 20],
  ['26xlarge', 104, 15, 20],
]

const SEVENTH: readonly Size[] = [
  ['large', 2, 3, 6],
  ['xlarge', 4, 4, 15],
  ['2xlarge', 8, 4, 15],
  ['3xlarge', 12, 8, 15],
  ['4xlarge', 16, 8, 30],
  ['6xlarge', 24, 8, 30],
  ['8xlarge', 32, 8, 30],
  ['16xlarge', 64, 8, 30],
  ['32xlarge', 128, 15, 30],
]

/** Families by GiB of memory per vCPU. */
const FAMILIES: readonly (readonly [families: string, ratio: number, sizes: readonly Size[]])[] = [
  ['c5 sn1ne', 2, FIFTH],
  ['g5 sn2ne', 4, FIFTH],
  ['r5 se1ne', 8, FIFTH],
  ['c6 c6e c6a', 2, SIXTH],
  ['g6 g6e g6a', 4, SIXTH],
  ['r6 r6e r6a', 8, SIXTH],
  ['c7 c7a c8i c8a c9i u1-c1m2 e-c1m2', 2, SEVENTH],
  ['g7 g7a g8i g8a g9i u1-c1m4 e-c1m4', 4, SEVENTH],
  ['r7 r7a r8i r8a r9i u1-c1m8', 8, SEVENTH],
]

/** Burstable types do not follow their sizes: each row stands for itself. */
const BURSTABLE: readonly (readonly [id: string, cpu: number, memory: number, enis: number, ipv4: number])[] =
  [
    ['ecs.t5-lc2m1.nano', 1, 0.5, 2, 2],
    ['ecs.t5-lc1m1.small', 1, 1, 2, 2],
    ['ecs.t5-lc1m2.small', 1, 2, 2, 2],
    ['ecs.t5-lc1m2.large', 2, 4, 2, 2],
    ['ecs.t5-lc1m4.large', 2, 8, 2, 2],
    ['ecs.t5-c1m1.large', 2, 2, 2, 2],
    ['ecs.t5-c1m2.large', 2, 4, 2, 2],
    ['ecs.t5-c1m4.large', 2, 8, 2, 2],
    ['ecs.t5-c1m1.xlarge', 4, 4, 2, 6],
    ['ecs.t5-c1m2.xlarge', 4, 8, 2, 6],
    ['ecs.t5-c1m4.xlarge', 4, 16, 2, 6],
    ['ecs.t5-c1m1.2xlarge', 8, 8, 2, 6],
    ['ecs.t5-c1m2.2xlarge', 8, 16, 2, 6],
    ['ecs.t5-c1m4.2xlarge', 8, 32, 2, 6],
    ['ecs.t6-c4m1.large', 2, 0.5, 2, 2],
    ['ecs.t6-c2m1.large', 2, 1, 2, 2],
    ['ecs.t6-c1m1.large', 2, 2, 2, 2],
    ['ecs.t6-c1m2.large', 2, 4, 2, 2],
    ['ecs.t6-c1m4.large', 2, 8, 2, 2],
    ['ecs.t6-c1m4.xlarge', 4, 16, 2, 6],
    ['ecs.t6-c1m4.2xlarge', 8, 32, 2, 6],
    ['ecs.n1.tiny', 1, 1, 1, 2],
    ['ecs.n1.small', 1, 2, 1, 2],
    ['ecs.n1.medium', 2, 4, 1, 4],
    ['ecs.n4.small', 1, 2, 1, 2],
    ['ecs.n4.large', 2, 4, 1, 2],
    ['ecs.n4.xlarge', 4, 8, 2, 6],
    ['ecs.s6-c1m1.small', 1, 1, 2, 2],
    ['ecs.s6-c1m2.small', 1, 2, 2, 2],
    ['ecs.s6-c1m2.large', 2, 4, 2, 2],
    ['ecs.s6-c1m2.xlarge', 4, 8, 2, 6],
  ]

/** `ecs.g6.large` is of family `ecs.g6`, `ecs.t6-c1m1.large` of `ecs.t6`, `ecs.u1-c1m2.large` of `ecs.u1`. */
const familyOf = (id: string): string =>
  id.slice(0, id.lastIndexOf('.')).replace(/-c\d+m\d+$|-lc\d+m\d+$/, '')

function typeOf(id: string, cpu: number, memory: number, enis: number, ipv4: number): InstanceType {
  const family = familyOf(id)
  const ipv6 = /^ecs\.(t\d|s6|n\d)$/.test(family) ? 1 : ipv4
  return { id, family, cpu, memory, enis, ipv4PerEni: ipv4, ipv6PerEni: ipv6 }
}

export const INSTANCE_TYPES: readonly InstanceType[] = [
  ...BURSTABLE.map((row) => typeOf(...row)),
  ...FAMILIES.flatMap(([families, ratio, sizes]) =>
    families
      .split(' ')
      .flatMap((family) =>
        sizes.map(([size, cpu, enis, ipv4]) => typeOf(`ecs.${family}.${size}`, cpu, cpu * ratio, enis, ipv4)),
      ),
  ),
]

const byId: ReadonlyMap<string, InstanceType> = new Map(INSTANCE_TYPES.map((type) => [type.id, type]))

export const instanceTypeOf = (id: string): InstanceType | undefined => byId.get(id)
