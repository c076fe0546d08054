// How Alibaba answers the faults of tags and resource groups.

import type { LabelFault } from '../../../core/model/faults/labels.ts'
import type { FaultPlace, FaultRows } from './rows.ts'

const moves = ({ action }: FaultPlace): boolean => action === 'MoveResourceGroup'

export const labelFaults: FaultRows<LabelFault> = {
  resourceNotFound: ({ ids }, place) =>
    moves(place)
      ? {
          status: 400,
          code: 'InvalidResourceId.NotFound',
          message: 'The specified ResourceId does not exist.',
        }
      : {
          status: 404,
          code: 'InvalidResourceId.NotFound',
          message: `The specified ResourceIds are not found in our records. ResourceIds: ${ids.join(', ')}.`,
        },
  tooManyTags: ({ id, current, maximum }) => ({
    status: 400,
    code: 'OperationDenied.QuotaExceed',
    message: `The quota of tags on resource is beyond permitted range. ${id} would have ${current} of ${maximum}.`,
  }),
  resourceGroupNotFound: (_, place) => {
    if (moves(place)) {
      return {
        status: 400,
        code: 'InvalidResourceGroupId',
        message: 'The specified ResourceGroupId does not exist.',
      }
    }
    return place.product === 'ResourceManager'
      ? {
          status: 404,
          code: 'EntityNotExists.ResourceGroup',
          message: 'The specified resource group does not exist. You must first create a resource group.',
        }
      : {
          status: 404,
          code: 'InvalidResourceGroup.NotFound',
          message: 'The ResourceGroup provided does not exist in our records.',
        }
  },
}
