// What an instance type means in numbers; types outside the catalogue are read by their name.

import { type InstanceType, instanceTypeOf } from '../../instanceTypes.ts'

const FORM = /^ecs\.[a-z0-9-]+\.(?<size>nano|tiny|small|medium|large|(?<times>\d{0,3})xlarge)$/

/** GiB of memory per vCPU where the name does not say: that of the general-purpose families. */
const USUAL_RATIO = 4

/** Undefined when the text is no instance type at all. */
export function instanceShape(id: string): InstanceType | undefined {
  const known = instanceTypeOf(id)
  const found = FORM.exec(id)?.groups
  if (known !== undefined || found === undefined) return known
  const large = found.size === 'large' || found.size === 'medium'
  const cpu = found.times === undefined ? (large ? 2 : 1) : 4 * Number(found.times === '' ? 1 : found.times)
  const enis = Math.min(8, Math.max(2, cpu / 2 + 1))
  return {
    id,
    family: id.slice(0, id.lastIndexOf('.')),
    cpu,
    memory: cpu * USUAL_RATIO,
    enis,
    ipv4PerEni: cpu > 8 ? 20 : 10,
    ipv6PerEni: cpu > 8 ? 20 : 10,
  }
}
