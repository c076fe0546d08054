// The one dialog through which every change of the console goes.

import { lazy, type ReactNode, Suspense, useCallback, useState } from 'react'
import {
  type Answer,
  ChangeContextProvider,
  type ChangeRequest,
  type MakeChange,
  type WriteName,
} from './request.ts'

/** Loaded with the first change. */
const ChangeDialog = lazy(async () => ({ default: (await import('./ChangeDialog.tsx')).ChangeDialog }))

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
        <Suspense>
          <ChangeDialog key={asking.key} request={asking.request} settle={asking.settle} onClose={close} />
        </Suspense>
      )}
    </ChangeContextProvider>
  )
}
