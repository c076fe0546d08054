// Tests that the machine cannot run are skipped with a reason, and the reporter lists the reasons.
import { describe } from 'vitest'

declare module 'vitest' {
  interface TaskMeta {
    skipReason?: string
  }
}

/** `describe`, skipped when there is a reason to. */
export function describeUnless(reason: string | undefined, title: string, body: () => void): void {
  if (reason === undefined) describe(title, body)
  else describe.skip(title, { meta: { skipReason: reason } }, body)
}
