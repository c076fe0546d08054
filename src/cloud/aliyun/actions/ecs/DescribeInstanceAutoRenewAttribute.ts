// Shows whether subscribed instances are renewed: never by themselves.

import { action } from '../../action.ts'
import { choice, commaList } from '../../fields.ts'
import { byPage } from '../../pagination.ts'
import { owner, regionId } from '../fields.ts'
import { meets, meetsAny } from '../filters.ts'

const pages = byPage({ default: 10, max: 100 })

export const DescribeInstanceAutoRenewAttribute = action({
  name: 'DescribeInstanceAutoRenewAttribute',
  product: 'Ecs',
  version: '2014-05-26',
  summary: 'Show how subscribed instances are renewed.',
  effect: 'read',
  permission: 'ecs:DescribeInstanceAutoRenewAttribute',
  input: {
    RegionId: regionId,
    InstanceId: commaList({ about: 'Only these instances, up to 100, parted by commas.', max: 100 }),
    RenewalStatus: choice(['AutoRenewal', 'Normal', 'NotRenewal'], { about: 'Only those in this state.' }),
    ...pages.fields,
    ...owner,
  },
  faults: [],
  missing: [],
  example: { RegionId: 'cn-hangzhou', InstanceId: 'i-bp1example' },
  run(call, parameters) {
    const found = call.state
      .by('instance', 'account', call.accountId)
      .filter((one) => one.region === parameters.RegionId && one.chargeType === 'PrePaid')
      .filter((one) => meetsAny(parameters.InstanceId, [one.id]))
      .filter(() => meets<string>(parameters.RenewalStatus, 'Normal'))
    const { items, envelope } = pages.cut(found, parameters)
    return {
      InstanceRenewAttributes: {
        InstanceRenewAttribute: items.map((one) => ({
          InstanceId: one.id,
          RenewalStatus: 'Normal',
          AutoRenewEnabled: false,
          Duration: 0,
          PeriodUnit: '',
          EnableExpectedRenewDay: false,
        })),
      },
      ...envelope,
    }
  },
})
