// The entries that the system keeps in every route table: one for each vSwitch, one for the cloud's own services.

import type { Vpc } from '../../../../core/model/network.ts'
import type { ResourceReader } from '../../../../core/model/resources.ts'

const SERVICES = '100.64.0.0/10'

export interface SystemRoute {
  readonly table: string
  readonly cidr: string
  readonly description: string
}

export const systemRoutes = (state: ResourceReader, vpc: Vpc): readonly SystemRoute[] => [
  ...state.by('vSwitch', 'vpc', vpc.id).flatMap((vSwitch) =>
    [vSwitch.cidr, ...(vSwitch.ipv6Cidr === null ? [] : [vSwitch.ipv6Cidr])].map((cidr) => ({
      table: vpc.routeTableId,
      cidr,
      description: 'Created with VSwitch by system.',
    })),
  ),
  { table: vpc.routeTableId, cidr: SERVICES, description: 'Created by system.' },
]
