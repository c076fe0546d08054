// Why one rule or row was left out: a code for programs, a line for people.

import { z } from '@hono/zod-openapi'
import type { Fault } from '../../core/model/faults.ts'
import { faultText } from '../../text/faultText.ts'
import type { Translate } from '../../text/index.ts'

export const reasonSchema = z.object({ code: z.string(), text: z.string() }).openapi('Reason')

export const reasonView = (fault: Fault, t: Translate): z.input<typeof reasonSchema> => ({
  code: fault.name,
  text: faultText(fault, t),
})
