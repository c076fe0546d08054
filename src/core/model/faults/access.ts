// Faults of who may do what, and with which keys: roles, permissions, key pairs.

export type AccessFault =
  /** The caller's role does not allow it. */
  | { readonly name: 'notAuthorised'; readonly permission: string }
  | { readonly name: 'keyPairNotFound'; readonly keyPair: string }
  | { readonly name: 'keyPairExists'; readonly keyPair: string }
  | { readonly name: 'keyPairInUse'; readonly keyPair: string; readonly instanceIds: readonly string[] }
  | {
      readonly name: 'tooManyKeyPairs'
      readonly region: string
      readonly current: number
      readonly maximum: number
    }
  | { readonly name: 'roleNotFound'; readonly role: string }
  | { readonly name: 'roleExists'; readonly role: string }
  /** Policies are attached to it. */
  | { readonly name: 'roleInUse'; readonly role: string; readonly policies: readonly string[] }
  | { readonly name: 'tooManyRoles'; readonly current: number; readonly maximum: number }
  /** Its trust policy does not name the service of instances. */
  | { readonly name: 'roleNotForInstances'; readonly role: string }
  /** Roles are for instances in VPCs. */
  | { readonly name: 'roleInClassicNetwork'; readonly role: string }
  /** An instance has a role already. */
  | { readonly name: 'instanceHasRole'; readonly instanceId: string; readonly role: string }
  /** Not the role of this instance. */
  | { readonly name: 'instanceHasOtherRole'; readonly instanceId: string; readonly role: string }
  | { readonly name: 'ramPolicyNotFound'; readonly policy: string }
  | { readonly name: 'ramPolicyExists'; readonly policy: string }
  /** Roles have it. */
  | { readonly name: 'ramPolicyInUse'; readonly policy: string; readonly roles: readonly string[] }
  | { readonly name: 'tooManyRamPolicies'; readonly current: number; readonly maximum: number }
  | { readonly name: 'ramPolicyAttached'; readonly policy: string; readonly role: string }
  | { readonly name: 'ramPolicyNotAttached'; readonly policy: string; readonly role: string }
  | { readonly name: 'ramDocumentMalformed'; readonly why: string }
