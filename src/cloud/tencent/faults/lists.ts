// Codes of faults of parameter templates and their groups.

import type { ListFault } from '../../../core/model/faults/lists.ts'
import type { Codes } from './rows.ts'

export const listFaults: Codes<ListFault> = {
  tooManyPrefixLists: 'LimitExceeded',
  tooManyPortLists: 'LimitExceeded',
  tooManyOpenLists: 'LimitExceeded',
  listOverfull: 'InvalidParameterValue.LimitExceeded',
  tooManyEntries: 'InvalidParameterValue.LimitExceeded',
  entryRepeated: 'InvalidParameterValue.Duplicate',
  entryOfOtherFamily: 'InvalidParameterValue',
  includedListNotFound: 'ResourceNotFound',
  listEntryNotFound: 'ResourceNotFound',
  listEmpty: 'InvalidParameterValue.Empty',
  // Choice: the documents name no code; this one says what is meant, and clients know it.
  listAssociated: 'ResourceInUse',
  tooManyListUsers: 'LimitExceeded',
}
