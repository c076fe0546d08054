// How Alibaba answers the faults of permissions, roles and key pairs.

import type { AccessFault } from '../../../core/model/faults/access.ts'
import type { ErrorSpec } from '../error.ts'
import type { FaultPlace, FaultRows } from './rows.ts'

const bad = (code: string, message: string): ErrorSpec => ({ status: 400, code, message })
const forbidden = (code: string, message: string): ErrorSpec => ({ status: 403, code, message })
const notFound = (code: string, message: string): ErrorSpec => ({ status: 404, code, message })
const conflict = (code: string, message: string): ErrorSpec => ({ status: 409, code, message })

/** Elsewhere roles are RAM's own. */
const inEcs = ({ product }: FaultPlace): boolean => product === 'Ecs'
const givesRoles = ({ action }: FaultPlace): boolean =>
  /^(RunInstances|CreateInstance|AttachInstanceRamRole)$/.test(action)

export const accessFaults: FaultRows<AccessFault> = {
  notAuthorised: ({ permission }, place) => {
    if (givesRoles(place) && permission === 'ram:PassRole')
      return forbidden(
        'InvalidUser.PassRoleForbidden',
        'The RAM user does not have the privilege to pass a role.',
      )
    return /^(Ecs|Vpc)$/.test(place.product)
      ? forbidden(
          'Forbidden.RAM',
          `User not authorized to operate on the specified resource, or this API doesn't support RAM: ${permission}.`,
        )
      : forbidden(
          'NoPermission',
          `You are not authorized to do this action. You should be authorized by RAM: ${permission}.`,
        )
  },
  keyPairNotFound: () => bad('InvalidKeyPairName.NotFound', 'The specified KeyPairName does not exist.'),
  keyPairExists: () => bad('KeyPair.AlreadyExist', 'The key pair already exist.'),
  keyPairInUse: ({ keyPair, instanceIds }) =>
    bad(
      'InvalidParameter.KeypairAlreadyAttachedInstance',
      `The key pair ${keyPair} is attached to instances: ${instanceIds.join(', ')}.`,
    ),
  tooManyKeyPairs: ({ maximum }) =>
    forbidden('QuotaExceed.KeyPair', `The number of key pairs reaches its quota: ${maximum}.`),
  roleNotFound: (_, place) =>
    inEcs(place)
      ? notFound('InvalidRamRole.NotFound', 'The specified RamRole does not exist.')
      : notFound('EntityNotExist.Role', 'The role does not exist.'),
  roleExists: () => conflict('EntityAlreadyExists.Role', 'The role does already EXIST.'),
  roleInUse: ({ policies }) =>
    conflict(
      'DeleteConflict.Role.Policy',
      `The role CAN NOT has any policy while deleting the role: ${policies.join(', ')}.`,
    ),
  tooManyRoles: ({ maximum }) =>
    conflict('LimitExceeded.Role', `The count of role beyond the current limits: ${maximum}.`),
  roleNotForInstances: (_, { action }) =>
    action === 'AttachInstanceRamRole'
      ? notFound('InvalidRamRole.NotEcsRole', 'The specified RamRole is not authorized for ecs.')
      : {
          status: 401,
          code: 'InvalidRamRole.NotEcsRole',
          message: 'The specified RamRole is not authorized for ecs.',
        },
  roleInClassicNetwork: () =>
    forbidden(
      'InvalidNetworkType.MismatchRamRole',
      'Ram role cannot be applied to instances of Classic network type.',
    ),
  instanceHasRole: ({ role }) =>
    bad('InvalidInstanceId.RamRoleExist', `The specified instance already has the RamRole ${role}.`),
  instanceHasOtherRole: ({ role }) =>
    bad('InvalidInstanceId.RamRoleNotExist', `The specified instance does not have the RamRole ${role}.`),
  ramPolicyNotFound: () => notFound('EntityNotExist.Policy', 'The policy does not exist.'),
  ramPolicyExists: () => conflict('EntityAlreadyExists.Policy', 'The policy does already EXIST.'),
  ramPolicyInUse: ({ roles }) =>
    conflict(
      'DeleteConflict.Policy.Role',
      `The policy CAN NOT been attached to any role while deleting the policy: ${roles.join(', ')}.`,
    ),
  tooManyRamPolicies: ({ maximum }) =>
    conflict('LimitExceeded.Policy', `The count of policy beyond the current limits: ${maximum}.`),
  ramPolicyAttached: () =>
    conflict('EntityAlreadyExists.Role.Policy', 'The policy has been attached to the role already.'),
  ramPolicyNotAttached: () =>
    notFound('EntityNotExist.Role.Policy', 'The policy is not attached to the role.'),
  ramDocumentMalformed: ({ why }, { product }) =>
    product === 'Sts'
      ? bad('InvalidParameter.PolicyGrammar', `The parameter Policy has not passed grammar check: ${why}.`)
      : bad('MalformedPolicyDocument', `The policy document is malformed: ${why}.`),
}
