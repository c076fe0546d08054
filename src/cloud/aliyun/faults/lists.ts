// How Alibaba answers the faults of prefix lists and port lists.

import type { ListFault } from '../../../core/model/faults/lists.ts'
import type { ErrorSpec } from '../error.ts'
import { type FaultPlace, type FaultRows, notHere } from './rows.ts'

const bad = (code: string, message: string): ErrorSpec => ({ status: 400, code, message })
const ofPorts = ({ action }: FaultPlace): boolean => action.endsWith('PortRangeList')

export const listFaults: FaultRows<ListFault> = {
  tooManyOpenLists: notHere,
  tooManyEntries: notHere,
  includedListNotFound: notHere,
  listEntryNotFound: notHere,
  listEmpty: notHere,
  tooManyPrefixLists: ({ region, current, maximum }) => ({
    // 404, as documented.
    status: 404,
    code: 'LimitExceed.PrefixListPerRegion',
    message: `The number of prefix lists in the region exceeds the limit. ${region} has ${current} of ${maximum}.`,
  }),
  tooManyPortLists: ({ region, current, maximum }) =>
    bad(
      'InvalidOperation.MaxCountExceed',
      `The number of port range list in the current account has exceeded quota. ${region} has ${current} of ${maximum}.`,
    ),
  listOverfull: ({ entries, maxEntries }, place) =>
    bad(
      'LimitExceed.MaxEntries',
      `The number of entries exceeds the MaxEntries of the specified ${ofPorts(place) ? 'PortRangeList' : 'prefix list'}. ` +
        `There would be ${entries}, MaxEntries is ${maxEntries}.`,
    ),
  entryRepeated: ({ entry }, place) =>
    ofPorts(place)
      ? bad('InvalidParameter.PortRangeDuplicated', `The specified PortRange is duplicated: ${entry}.`)
      : bad('InvalidParameter.CidrDuplicated', `The specified Cidr is duplicated: ${entry}.`),
  entryOfOtherFamily: ({ entry, family }) =>
    bad(
      'InvalidParameter.CidrMalformed',
      `The specified Cidr ${entry} does not match the address family IPv${family} of the prefix list.`,
    ),
  // G6 for lists: the refusal names every referrer.
  listAssociated: ({ referrers }, place) =>
    ofPorts(place)
      ? bad(
          'InvalidPortRangeListId.AssociationExist',
          `The specified port range list has association resources. Resources: ${referrers.join(', ')}.`,
        )
      : bad(
          'NotAllowed.AssociationExist',
          `The specified prefix list has associated resources. Resources: ${referrers.join(', ')}.`,
        ),
  tooManyListUsers: ({ listId, current, maximum }) => ({
    status: 403,
    code: 'LimitExceed.PrefixListAssociationResource',
    message:
      'The number of resources associated with the prefix list exceeds the limit. ' +
      `${listId} has ${current} of ${maximum}.`,
  }),
}
