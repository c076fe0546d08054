// A second account beside the one of every test cloud, and what operators do to accounts.

import { type AccountId, asId } from '../../src/core/model/ids.ts'
import { type AccountChange, changeAccount } from '../../src/service/settings/change.ts'
import { shareVpc } from '../../src/service/vpc/shared.ts'
import { ACCOUNT, addAccount, callAction, type Parameters, type Reply, type TestCloud } from './client.ts'

export const OTHER = asId<AccountId>('6543210987654321')
const SIGNER = { keyId: 'LTAI5tOtherKey', secret: 'other-secret' }

/** Calls as the second account. */
export async function secondAccount(cloud: TestCloud): Promise<(parameters: Parameters) => Promise<Reply>> {
  await addAccount(cloud.store, OTHER, asId(SIGNER.keyId), SIGNER.secret)
  return (parameters) =>
    callAction(cloud.endpoint, { RegionId: 'cn-hangzhou', ...parameters }, cloud.now, SIGNER)
}

export const setAccount = (cloud: TestCloud, change: AccountChange, account: string = ACCOUNT) =>
  cloud.store.transact((state) => changeAccount(state, account, change))

export const share = (cloud: TestCloud, vpcId: string, shared = true) =>
  cloud.store.transact((state) => shareVpc(state, { vpcId, accountId: OTHER, shared }))
