// The one dialog through which every change of the console goes.

import { type ReactNode, useCallback, useState } from 'react'
import { ChangeDialog } from './ChangeDialog.tsx'
import {
  type Answer,
  ChangeContextProvider,
  type ChangeRequest,
  type MakeChange,
  type WriteName,
} from './request.ts'

interface Asking {
  readonly request: ChangeRequest
  readonly settle: (answer: Answer<WriteName> | null) => void
  readonly key: number
}

let count = 0

export function ChangeProvider({ children }: { readonly children: ReactNode }) {
  const [asking, setAsking] = useState<Asking>()
  const change = useCallback(
    (request: ChangeRequest) =>
      new Promise<Answer<WriteName> | null>((settle) => setAsking({ request, settle, key: ++count })),
    [],
  ) as MakeChange
  const close = useCallback(() => setAsking(undefined), [])
  return (
    <ChangeContextProvider value={change}>
      {children}
      {asking !== undefined && (
        <ChangeDialog key={asking.key} request={asking.request} settle={asking.settle} onClose={close} />
      )}
    </ChangeContextProvider>
  )
}
