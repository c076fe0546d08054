// How Alibaba answers the faults of the call itself.

import type { CallFault } from '../../../core/model/faults/call.ts'
import type { FaultRows } from './rows.ts'

export const callFaults: FaultRows<CallFault> = {
  regionNotFound: () => ({
    status: 404,
    code: 'InvalidRegionId.NotFound',
    message: 'The specified RegionId does not exist.',
  }),
  zoneNotFound: () => ({
    status: 404,
    code: 'InvalidZoneId.NotFound',
    message: 'The specified ZoneId does not exist.',
  }),
  clientTokenMismatch: () => ({
    status: 400,
    code: 'IdempotentParameterMismatch',
    message: 'The specified parameters are different from the original request with the same client token.',
  }),
  dryRunPassed: (_, { action }) =>
    // Calls for several instances say it in their own way.
    /^(Start|Stop|Reboot|Delete)Instances$/.test(action)
      ? { status: 400, code: 'DRYRUN.SUCCESS', message: 'The dry run succeeded.' }
      : {
          status: 400,
          code: 'DryRunOperation',
          message: 'Request validation has been passed with DryRun flag set.',
        },
  // Choice: only our own API refuses this, since no cloud has a word for "all the same".
  channelCut: ({ host, server, by }) => ({
    status: 403,
    code: 'OperationDenied',
    message: `The operation is denied: host "${host}" would lose its way to ${server} by ${by}.`,
  }),
  // Choice: no code of the manual means it; this one says that the state of things forbids the call.
  policyTestFails: ({ test, place, witness, rule, undecided }) => ({
    status: 403,
    code: 'OperationDenied',
    message: [
      `The operation is denied: the policy test "${test}" (${place}) ${undecided ? 'could not be decided in time' : 'would fail'}.`,
      ...(witness === null ? [] : [`Witness: ${witness}.`]),
      ...(rule === null ? [] : [`Rule: ${rule}.`]),
    ].join(' '),
  }),
}
