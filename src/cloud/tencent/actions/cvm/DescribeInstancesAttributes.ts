// Shows the user data of instances.

import { findInstance } from '../../../../service/instance/find.ts'
import { action } from '../../action.ts'
import { required, texts } from '../../fields.ts'
import { instanceIds } from './cvmFields.ts'

export const DescribeInstancesAttributes = action({
  name: 'DescribeInstancesAttributes',
  service: 'cvm',
  version: '2017-03-12',
  summary: 'Show attributes of instances that lists leave out.',
  effect: 'read',
  input: {
    Attributes: required(texts({ about: 'UserData.', check: /^UserData$/ })),
    InstanceIds: required(instanceIds),
  },
  faults: ['instanceNotFound'],
  missing: [],
  example: { Attributes: ['UserData'], InstanceIds: ['ins-abcd1234'] },
  run(call, { InstanceIds }, { region }) {
    const found = InstanceIds.map((id) => findInstance(call, id, region))
    return {
      InstanceSet: found.map(({ id, userData }) => ({ InstanceId: id, Attributes: { UserData: userData } })),
    }
  },
})
