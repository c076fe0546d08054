// Turns the traffic log by the second on and off: lines in a file of the server's, in place of a log service.

import { modifyEip } from '../../../../service/eip/modify.ts'
import { LOG_NAME } from '../../../../service/traffic/history.ts'
import { action } from '../../action.ts'
import { choice, required, text } from '../../fields.ts'
import { owner, regionId } from '../fields.ts'

export const SetHighDefinitionMonitorLogStatus = action({
  name: 'SetHighDefinitionMonitorLogStatus',
  product: 'Vpc',
  version: '2016-04-28',
  summary: 'Turn the fine traffic log of an elastic IP address on or off.',
  effect: 'write',
  permission: 'vpc:SetHighDefinitionMonitorLogStatus',
  input: {
    RegionId: regionId,
    InstanceId: required(text({ about: 'Elastic IP address.' })),
    InstanceType: choice(['EIP'], { about: 'EIP.' }),
    LogProject: required(text({ about: 'Folder of the log; made when it is not there.', check: LOG_NAME })),
    LogStore: required(text({ about: 'File in it.', check: LOG_NAME })),
    Status: required(choice(['ON', 'OFF'], { about: 'ON or OFF.' })),
    ...owner,
  },
  faults: ['eipNotFound'],
  missing: [],
  example: {
    RegionId: 'cn-hangzhou',
    InstanceId: 'eip-bp1example',
    LogProject: 'monitor',
    LogStore: 'eip',
    Status: 'ON',
  },
  run(call, parameters) {
    const { InstanceId, RegionId, LogProject: project, LogStore: store, Status } = parameters
    const monitorLog = Status === 'ON' ? { project, store } : null
    modifyEip(call, { eipId: InstanceId, region: RegionId, monitorLog })
    return { Success: 'true' }
  },
})
