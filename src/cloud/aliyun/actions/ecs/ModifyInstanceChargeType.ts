// Changes how instances are paid for: noted and shown, never billed.

import { modifyInstance } from '../../../../service/instance/modify.ts'
import { action } from '../../action.ts'
import { choice, list, missingOf, text, withDefault } from '../../fields.ts'
import { clientToken, dryRun, owner, regionId } from '../fields.ts'
import { allIgnored } from './instanceFields.ts'

export const ModifyInstanceChargeType = action({
  name: 'ModifyInstanceChargeType',
  product: 'Ecs',
  version: '2014-05-26',
  summary: 'Change how instances are paid for.',
  effect: 'write',
  permission: 'ecs:ModifyInstanceChargeType',
  input: {
    RegionId: regionId,
    InstanceIds: list(text({ about: 'Instance.' }), {
      about: 'Instances: a JSON array, up to 20.',
      min: 1,
      max: 20,
      missing: missingOf('InstanceIds'),
      malformed: {
        status: 400,
        code: 'InvalidParameter.InstanceIds',
        message: 'The specified InstanceIds are invalid.',
      },
      tooMany: {
        status: 400,
        code: 'InstancesIdQuotaExceed',
        message: 'The maximum number of Instances is exceeded.',
      },
    }),
    InstanceChargeType: withDefault(
      choice(['PrePaid', 'PostPaid'], { about: 'Default PrePaid.' }),
      'PrePaid' as const,
    ),
    DryRun: dryRun,
    ClientToken: clientToken,
    ...allIgnored(
      ['AutoPay', 'IncludeDataDisks', 'IsDetailFee', 'Period', 'PeriodUnit'],
      'Nothing is billed here.',
    ),
    ...owner,
  },
  faults: ['instanceNotFound'],
  missing: [],
  example: { RegionId: 'cn-hangzhou', InstanceIds: '["i-bp1example"]', InstanceChargeType: 'PostPaid' },
  run(call, { RegionId, InstanceIds, InstanceChargeType }) {
    for (const instanceId of InstanceIds) {
      modifyInstance(call, { instanceId, region: RegionId, chargeType: InstanceChargeType })
    }
    return { OrderId: '', FeeOfInstances: { FeeOfInstance: [] } }
  },
})
