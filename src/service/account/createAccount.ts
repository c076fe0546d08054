// A new account with its first access key; ids and secret come from outside.

import type { Account } from '../../core/model/account.ts'
import { fail } from '../../core/model/faults.ts'
import { type AccessKeyId, type AccountId, asId } from '../../core/model/ids.ts'
import type { GroupOrder } from '../../core/model/securityGroup.ts'
import type { Transaction } from '../../store/store.ts'
import { ensureResourceGroups } from '../resourceGroup/standardGroups.ts'

/** What accounts of one cloud have in common. */
export interface AccountTraits {
  /** Whether resource groups are there from the start. */
  readonly findsResourceGroups: boolean
  readonly groupOrder: GroupOrder
  /** Where the gateway of a vSwitch stands: at its first address, or before the last two. */
  readonly gatewayFirst: boolean
}

export interface NewAccount {
  readonly cloud: string
  /** Unique: rules of others may name it instead of the id. */
  readonly name: string
  readonly id: string
  readonly traits: AccountTraits
  readonly key: { readonly id: string; readonly secret: string }
}

export function createAccount(
  { state, now }: { readonly state: Transaction; readonly now: number },
  { cloud, name, id, key, traits }: NewAccount,
): Account {
  for (const other of state.list('account')) {
    if (other.name === name) fail({ name: 'accountNameTaken', account: name })
  }
  const account: Account = {
    id: asId<AccountId>(id),
    cloud,
    name,
    smtpReleased: false,
    createdAt: now,
    ...habitsOf(traits),
  }
  state.put('account', account)
  state.put('accessKey', {
    id: asId<AccessKeyId>(key.id),
    accountId: account.id,
    secret: key.secret,
    active: true,
    createdAt: now,
  })
  if (traits.findsResourceGroups) ensureResourceGroups(state, account.id, now)
  return account
}

const habitsOf = ({
  groupOrder,
  gatewayFirst,
}: AccountTraits): Pick<Account, 'groupOrder' | 'gatewayFirst'> => ({
  ...(groupOrder === 'inSequence' ? { groupOrder } : {}),
  ...(gatewayFirst ? { gatewayFirst } : {}),
})
