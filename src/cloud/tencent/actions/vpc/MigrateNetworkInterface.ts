// Takes a network interface out of one instance and puts it into another, in one step.

import { plugEni, unplugEni } from '../../../../service/eni/attach.ts'
import { action } from '../../action.ts'
import { instanceTypeOf } from '../../instanceTypes.ts'
import { idField } from '../fields.ts'
import { attachType, eniId, instanceId } from './eniFields.ts'

export const MigrateNetworkInterface = action({
  name: 'MigrateNetworkInterface',
  service: 'vpc',
  version: '2017-03-12',
  summary: 'Move a network interface to another instance.',
  effect: 'write',
  input: {
    NetworkInterfaceId: eniId,
    SourceInstanceId: idField('ins', 'Instance that has it; whichever has it when left out.'),
    DestinationInstanceId: instanceId,
    AttachType: attachType,
  },
  faults: [
    'eniNotFound',
    'eniPrimary',
    'eniNotAttached',
    'eniInOtherVpc',
    'eniInOtherZone',
    'instanceNotFound',
    'tooManyEnis',
  ],
  missing: [],
  example: { NetworkInterfaceId: 'eni-abcd1234', DestinationInstanceId: 'ins-abcd1234' },
  run(call, parameters, { region }) {
    const { NetworkInterfaceId: id, DestinationInstanceId: target } = parameters
    const holder = parameters.SourceInstanceId ?? call.state.get('eni', id)?.instanceId ?? undefined
    if (holder !== undefined) unplugEni(call, { eniId: id, instanceId: holder, region })
    plugEni(call, { eniId: id, instanceId: target, region }, instanceTypeOf)
    return {}
  },
})
