// Says whether addresses are under attack or blocked: nobody attacks here.

import { action } from '../../action.ts'
import { ignored, texts } from '../../fields.ts'

const NORMAL = '2'

export const DescribeBasicDeviceStatus = action({
  name: 'DescribeBasicDeviceStatus',
  service: 'antiddos',
  version: '2020-03-09',
  summary: 'Show whether addresses are under attack.',
  effect: 'read',
  input: {
    IpList: texts({ about: 'Addresses.', max: 100 }),
    IdList: texts({ about: 'Resources.', max: 100 }),
    CnameWafIdList: ignored('There are no such resources here.', 'list'),
    FilterRegion: ignored('Every address is looked at.', 'integer'),
  },
  faults: [],
  missing: [],
  example: { IpList: ['198.51.100.1'] },
  run: (_, { IpList = [] }) => ({
    Data: IpList.map((Key) => ({ Key, Value: NORMAL })),
    CLBData: [],
  }),
})
