// The system route table of a VPC: the only one there is, with labels of its own.

import { fail } from '../../core/model/faults.ts'
import type { Vpc } from '../../core/model/network.ts'
import type { Call } from '../call.ts'

export interface RouteTableChange {
  readonly routeTableId: string
  readonly region: string
  readonly name?: string | undefined
  readonly description?: string | undefined
  readonly propagation?: boolean | undefined
}

/** The VPC whose table it is. */
export const findByRouteTable = (call: Call, routeTableId: string, region: string): Vpc =>
  call.state
    .by('vpc', 'account', call.accountId)
    .find((vpc) => vpc.routeTableId === routeTableId && vpc.region === region) ??
  fail({ name: 'routeTableNotFound', routeTableId })

export const routeTableOf = (vpc: Vpc): NonNullable<Vpc['routeTable']> =>
  vpc.routeTable ?? { name: '', description: '', propagation: true }

export function modifyRouteTable(call: Call, change: RouteTableChange): void {
  const vpc = findByRouteTable(call, change.routeTableId, change.region)
  const table = routeTableOf(vpc)
  call.state.put('vpc', {
    ...vpc,
    routeTable: {
      name: change.name ?? table.name,
      description: change.description ?? table.description,
      propagation: change.propagation ?? table.propagation,
    },
  })
}
