// How a change is to be made: what every change of the own API takes besides its own parameters.

import { z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { confirmWithin } from './confirmationView.ts'

export const changeQuery = z.object({
  dryRun: z
    .enum(['true', 'false'])
    .default('false')
    .openapi({ description: '`true`: answers exactly what would change, and changes nothing' }),
  confirmWithin,
  allowCutOff: z
    .enum(['true', 'false'])
    .default('false')
    .openapi({ description: '`true`: also when rules then forbid a host the way to its own server' }),
})

const OVERRIDE_HEADER = 'x-menshen-override-tests'

export const accountHeader = z.object({
  'x-menshen-account': z.string().optional().openapi({
    description: 'id or name of the account to act for; the first Alibaba account when left out',
  }),
})

export const writeHeaders = accountHeader.extend({
  [OVERRIDE_HEADER]: z.string().optional().openapi({
    description: 'why policy tests may fail this time; goes into the log',
  }),
})

/** A header holds Latin letters only: other scripts come as in a URL. */
export function overrideIn(c: Context): string | null {
  const text = c.req.header(OVERRIDE_HEADER)
  if (text === undefined || text.trim() === '') return null
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
