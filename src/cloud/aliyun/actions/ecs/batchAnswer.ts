// What came of each instance of a batch, as StartInstances and StopInstances show it.

import type { InstanceState } from '../../../../core/model/network.ts'
import type { BatchResult } from '../../../../service/instance/batch.ts'
import { answerOf } from '../../faults.ts'
import { instanceStatus } from './instanceAnswer.ts'

export const batchMode = (optimization: 'AllTogether' | 'SuccessFirst' | undefined) =>
  optimization === 'SuccessFirst' ? 'successFirst' : 'allTogether'

export const batchAnswer = (action: string, results: readonly BatchResult[]) => ({
  InstanceResponses: {
    InstanceResponse: results.map(({ instanceId, before, after, fault }) => {
      const place = { product: 'Ecs', version: '2014-05-26', action }
      const { code, message } = fault === null ? SUCCESS : answerOf(fault, place)
      return {
        InstanceId: instanceId,
        PreviousStatus: statusOf(before),
        CurrentStatus: statusOf(after),
        Code: code,
        Message: message,
      }
    }),
  },
})

const SUCCESS = { code: '200', message: 'success' }

const statusOf = (state: InstanceState | null): string => (state === null ? '' : instanceStatus(state))
