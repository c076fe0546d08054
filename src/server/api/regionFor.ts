// The region that a request means: one of the account's own cloud, its usual one where none is named.

import { cloudOf, FIRST_REGIONS, REGIONS } from '../../cloud/index.ts'
import type { Call } from '../../service/call.ts'
import { FieldError } from './refusal.ts'

export function regionFor({ state, accountId }: Call, wish: string | undefined): string {
  const cloud = cloudOf(state, accountId)
  const wanted = wish ?? FIRST_REGIONS[cloud]
  if (REGIONS[cloud].some(({ id }) => id === wanted)) return wanted
  throw new FieldError('region', wanted, 'expected.region')
}
