// Sets when an instance goes by itself: none does.

import { unsupported } from './unsupported.ts'

export const ModifyInstanceAutoReleaseTime = unsupported({
  name: 'ModifyInstanceAutoReleaseTime',
  summary: 'Set when an instance is released by itself.',
  of: 'InstanceId',
  parameters: ['AutoReleaseTime'],
  because: 'instances stay until they are deleted',
})
