// Rules that cannot follow into another group, each with the reason.

import { z } from '@hono/zod-openapi'
import type { ResourceReader } from '../../core/model/resources.ts'
import type { LeftRule } from '../../service/rule/copyRule.ts'
import type { Translate } from '../../text/index.ts'
import { reasonSchema, reasonView } from './reason.ts'
import { ruleSchema, ruleView } from './views.ts'

export const leftSchema = z
  .array(z.object({ rule: ruleSchema, reason: reasonSchema }))
  .openapi({ description: 'rules that cannot follow, each with the reason' })

export const leftView = (
  state: ResourceReader,
  rules: readonly LeftRule[],
  t: Translate,
): z.input<typeof leftSchema> =>
  rules.map(({ rule, reason }) => ({ rule: ruleView(state, rule), reason: reasonView(reason, t) }))
