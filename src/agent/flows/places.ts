// Where this host's rules log, and whose interface each one there is.

import { portName } from '../../core/compile/ports.ts'
import type { ResourceReader } from '../../core/model/resources.ts'
import type { GatePort } from '../hostGate.ts'
import { type HostLayout, networkOfPort } from '../layout.ts'
import type { LoggedPlace } from './flowLog.ts'

/** Every router of this host, by what the agent has built, and its gate if something is bound there. */
export const loggedPlaces = (
  layout: HostLayout | null,
  gate: readonly GatePort[],
  state: ResourceReader,
): readonly LoggedPlace[] => [
  ...routersOf(layout),
  ...(gate.length === 0 ? [] : [{ namespace: null, vpcId: null, ports: gate.map(gatePort(state)) }]),
]

const routersOf = (layout: HostLayout | null): readonly LoggedPlace[] =>
  [...(layout?.routers.values() ?? [])].map(({ vpcId, namespace }) => ({
    ...{ vpcId, namespace },
    ports: [...(layout?.instances.values() ?? [])]
      .flatMap((instance) => instance.ports.filter((port) => networkOfPort({ instance, port }) === vpcId))
      .map(({ eniId, instanceId }) => ({ name: portName(eniId), eniId, instanceId, vpcId })),
  }))

const gatePort =
  (state: ResourceReader) =>
  ({ name, eniId, policy }: GatePort): LoggedPlace['ports'][number] => ({
    ...{ name, eniId, vpcId: policy?.vpcId ?? null },
    instanceId: state.get('eni', eniId)?.instanceId ?? null,
  })
