// An answer that is a file and not JSON.

import type { Context } from 'hono'

export interface RuleFileValue {
  readonly name: string
  readonly type: string
  readonly text: string
}

export function fileAnswer(c: Context, { name, type, text }: RuleFileValue): Response {
  c.header('content-type', type)
  c.header('content-disposition', `attachment; filename="${name}"`)
  return c.body(text)
}
