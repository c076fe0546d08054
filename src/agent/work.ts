// What the agent still has to do: joined with what comes in meanwhile, so that one pass does it all.

import type { VpcId } from '../core/model/ids.ts'
import type { Touched } from './footprints.ts'

export interface Work {
  revision: number
  vpcIds: 'all' | Set<VpcId>
  layout: boolean
}

export const copyOf = (touched: Touched): Pick<Work, 'vpcIds' | 'layout'> => ({
  vpcIds: touched.vpcIds === 'all' ? 'all' : new Set(touched.vpcIds),
  layout: touched.layout,
})

export function merged(a: Work | null, b: Work): Work {
  if (a === null) return b
  return {
    revision: Math.max(a.revision, b.revision),
    vpcIds: a.vpcIds === 'all' || b.vpcIds === 'all' ? 'all' : new Set([...a.vpcIds, ...b.vpcIds]),
    layout: a.layout || b.layout,
  }
}
