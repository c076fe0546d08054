// A change that a page asks for: it is previewed, applied, and followed until every host enforces it.

import { createContext, useContext } from 'react'
import type { Asked } from '../../client/client.ts'
import type { Change, Operations } from '../../client/generated.ts'
import type { CloudCalls } from '../SameThing.tsx'

/** Operations that change something answer what they change. */
export type WriteName = {
  [N in keyof Operations]: Operations[N]['answer'] extends {
    readonly dryRun: boolean
    readonly revision: number
    readonly changes: readonly Change[]
  }
    ? N
    : never
}[keyof Operations]

export interface ChangeRequest<N extends WriteName = WriteName> {
  /** What the button said: `Delete web-sg`. */
  readonly title: string
  readonly name: N
  readonly asked: Asked<N>
  /** The same as a command. */
  readonly command: string
  /** The same as the cloud's own call. */
  readonly cloud?: CloudCalls
  /** The button is red. */
  readonly danger?: boolean
}

export type Answer<N extends WriteName> = Operations[N]['answer']

/** Settles with the answer once it is applied; null when the person thought better of it. */
export type MakeChange = <N extends WriteName>(request: ChangeRequest<N>) => Promise<Answer<N> | null>

const ChangeContext = createContext<MakeChange | undefined>(undefined)
export const ChangeContextProvider = ChangeContext.Provider

export function useChange(): MakeChange {
  const change = useContext(ChangeContext)
  if (change === undefined) throw new Error('a change was asked for outside of the frame')
  return change
}
