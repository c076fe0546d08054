// Hooks that give pages the account's resources as they are now.

import { createContext, useContext, useSyncExternalStore } from 'react'
import type { Account } from '../../../src/core/model/account.ts'
import type { ResourceReader } from '../../../src/core/model/resources.ts'
import { useSettings } from '../app/settings.ts'
import { Replica, type Snapshot } from './replica.ts'

export const replica = new Replica()

export const useReplica = (): Snapshot => useSyncExternalStore(replica.subscribe, replica.read)

export interface Model {
  readonly reader: ResourceReader
  readonly revision: number
  /** The account that is looked at. */
  readonly account: Account
  /** Empty: all regions. */
  readonly region: string
}

const ModelContext = createContext<Model | undefined>(undefined)
export const ModelProvider = ModelContext.Provider

/** Only below the frame, which waits for the first state. */
export function useModel(): Model {
  const model = useContext(ModelContext)
  if (model === undefined) throw new Error('a page was shown before the state had come')
  return model
}

/** What the frame gives to its pages; undefined while there is nothing yet. */
export function useNewModel(): Model | undefined {
  const { reader, revision } = useReplica()
  const { account: wish, region } = useSettings()
  if (reader === undefined) return undefined
  const accounts = [...reader.list('account')]
  const account =
    accounts.find(({ id, name }) => id === wish || name === wish) ??
    accounts.find(({ cloud }) => cloud === 'aliyun') ??
    accounts[0]
  return account === undefined ? undefined : { reader, revision, account, region }
}
