// Gives the focus back to where it was before a dialog, once the dialog is gone.

import { useEffect, useState } from 'react'

export function useReturn(): void {
  const [before] = useState(() => document.activeElement)
  useEffect(
    () => () => {
      // What opened it may be gone meanwhile, and whoever closed it may have gone on to something else.
      const isNowhere = document.activeElement === null || document.activeElement === document.body
      if (before instanceof HTMLElement && before.isConnected && isNowhere) before.focus()
    },
    [before],
  )
}
