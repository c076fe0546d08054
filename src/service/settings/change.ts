// The operator's settings: of the whole installation, and of one account.

import type { Account } from '../../core/model/account.ts'
import { fail } from '../../core/model/faults.ts'
import type { Transaction } from '../../store/store.ts'
import { policySettings, type WholeSettings } from './read.ts'

export type SettingsChange = {
  readonly [K in keyof Omit<WholeSettings, 'id'>]?: WholeSettings[K] | undefined
}

/** What is undefined stays. Groups and rules that are there already stay as they are. */
export function changeSettings(state: Transaction, change: SettingsChange): WholeSettings {
  const settings = { ...policySettings(state), ...given(change) }
  state.put('policySettings', settings)
  return settings
}

export interface AccountChange {
  /** S3 */
  readonly smtpReleased?: boolean | undefined
  /** K */
  readonly classicNetwork?: boolean | undefined
  readonly images?: readonly string[] | undefined
}

export function changeAccount(state: Transaction, account: string, change: AccountChange): Account {
  const found = state.get('account', account) ?? fail({ name: 'accountNotFound', account })
  const changed: Account = { ...found, ...given(change) }
  state.put('account', changed)
  return changed
}

type Given<T> = { [K in keyof T]?: Exclude<T[K], undefined> }

const given = <T extends object>(change: T): Given<T> =>
  Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined)) as Given<T>
