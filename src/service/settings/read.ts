// What the operator has set, with what holds where nothing is set.

import { DEFAULT_POLICY_SETTINGS, type PolicySettings } from '../../core/model/account.ts'
import type { ResourceReader } from '../../core/model/resources.ts'
import type { Call } from '../call.ts'

export type WholeSettings = Required<PolicySettings>

const DEFAULTS: WholeSettings = {
  ...DEFAULT_POLICY_SETTINGS,
  enterpriseRules: 'modern',
  // P8: every older document says 110, and rules made since 2020-05-27 stand at 100.
  defaultRulePriority: 110,
  defaultGroupWeb: false,
  sequenceLimits: 'modern',
  failsafe: [],
}

export const policySettings = (state: ResourceReader): WholeSettings => ({
  ...DEFAULTS,
  ...state.get('policySettings', 'policy'),
})

export const enterpriseRules = (state: ResourceReader): WholeSettings['enterpriseRules'] =>
  policySettings(state).enterpriseRules

/** K: whether the caller's groups and instances without a VPC are classic. */
export const usesClassicNetwork = (call: Call): boolean =>
  call.state.get('account', call.accountId)?.classicNetwork === true
