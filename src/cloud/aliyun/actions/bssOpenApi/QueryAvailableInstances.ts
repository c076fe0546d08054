// Answers that nothing is bought: Terraform asks while it starts, to learn what kind of account it has.

import { action } from '../../action.ts'
import { ignored, integer, withDefault } from '../../fields.ts'
import { owner } from '../fields.ts'

const NOTHING_BOUGHT = 'There are no purchases here.'

export const QueryAvailableInstances = action({
  name: 'QueryAvailableInstances',
  product: 'BssOpenApi',
  version: '2017-12-14',
  summary: 'List what is bought: nothing.',
  effect: 'read',
  permission: 'bssapi:QueryAvailableInstances',
  input: {
    PageNum: withDefault(integer({ about: 'Page to answer, from 1.', min: 1 }), 1),
    PageSize: withDefault(integer({ about: 'Entries on a page, 1 to 300.', min: 1, max: 300 }), 20),
    ProductCode: ignored(NOTHING_BOUGHT),
    ProductType: ignored(NOTHING_BOUGHT),
    SubscriptionType: ignored(NOTHING_BOUGHT),
    InstanceIDs: ignored(NOTHING_BOUGHT),
    Region: ignored(NOTHING_BOUGHT),
    RenewStatus: ignored(NOTHING_BOUGHT),
    CreateTimeStart: ignored(NOTHING_BOUGHT),
    CreateTimeEnd: ignored(NOTHING_BOUGHT),
    EndTimeStart: ignored(NOTHING_BOUGHT),
    EndTimeEnd: ignored(NOTHING_BOUGHT),
    ...owner,
  },
  faults: [],
  missing: [],
  example: { PageNum: '1', PageSize: '50', ProductCode: 'vipcloudfw', SubscriptionType: 'Subscription' },
  run: (_, { PageNum, PageSize }) => ({
    Success: true,
    Data: { PageNum, PageSize, TotalCount: 0, InstanceList: [] },
  }),
})
