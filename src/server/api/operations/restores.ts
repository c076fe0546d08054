// Restoring the rules of a group: from another group, from its own past, from a file.

import { z } from '@hono/zod-openapi'
import { fail } from '../../../core/model/faults.ts'
import type { ResourceReader } from '../../../core/model/resources.ts'
import { findChangeableGroup } from '../../../service/securityGroup/findGroup.ts'
import { type Restoration, restoreGroup } from '../../../service/securityGroup/restoreGroup.ts'
import type { TextKey, Translate } from '../../../text/index.ts'
import { flag, groupParams, resourceId } from '../fields.ts'
import { rulesInFile } from '../fileRules.ts'
import { leftSchema, leftView } from '../leftRules.ts'
import { operation } from '../operation.ts'
import { reasonSchema, reasonView } from '../reason.ts'
import { rulesAt } from '../rulesAt.ts'
import { ruleSchema, ruleView } from '../views.ts'

const mode = z.enum(['full', 'partial']).openapi({
  description: '`full`: the rules become those that are taken; `partial`: only missing ones are added',
})

const restored = {
  added: z.array(ruleSchema).openapi({ description: 'rules that are missing here (green)' }),
  surplus: z
    .array(ruleSchema)
    .openapi({ description: 'rules that only this group has (red); a full restore removes them' }),
  left: leftSchema,
}

export const restoreOperations = [
  operation({
    name: 'restoreGroup',
    method: 'post',
    path: '/groups/{groupId}/restore',
    summary: 'Restore the rules of a security group from another one, or as they were at an earlier revision',
    effect: 'write',
    params: groupParams,
    body: z
      .strictObject({
        from: resourceId
          .optional()
          .openapi({ description: 'the group whose rules are taken (the target of the manual)' }),
        revision: z
          .int()
          .min(0)
          .optional()
          .openapi({ description: 'instead of `from`: the group’s own rules as this revision left them' }),
        mode,
        systemRulesAt100: z.boolean().default(false),
      })
      .refine(({ from, revision }) => (from === undefined) !== (revision === undefined), {
        path: ['from'],
        message: 'expected.restoreSource' satisfies TextKey,
      }),
    answer: z.object(restored),
    prepare: async ({ params: { groupId }, body: { revision }, parts }) =>
      revision === undefined ? undefined : await rulesAt(parts.store, groupId, revision),
    run(call, { params, body: { from = '', revision, ...options }, t }, rules) {
      const source = rules === undefined ? { groupId: from } : { rules }
      return shown(call.state, restoreGroup(call, { ...params, from: source, ...options }), t)
    },
  }),
  operation({
    name: 'restoreGroupFromFile',
    method: 'post',
    path: '/groups/{groupId}/restore-from-file',
    summary: 'Restore the rules of a security group from a file that was exported',
    effect: 'write',
    params: groupParams,
    query: z.strictObject({
      mode: mode.default('full'),
      systemRulesAt100: flag,
      keepGood: flag.openapi({ description: '`true`: takes the good rows although others are refused' }),
      fileName: z.string().default('').openapi({ description: 'may tell the region of the rules' }),
    }),
    takesFile: true,
    answer: z.object({
      ...restored,
      refused: z
        .array(z.object({ row: z.int(), reason: reasonSchema }))
        .openapi({ description: 'rows that are no rules; a preview shows them' }),
    }),
    run(call, { params, query, bytes, dryRun, t }) {
      const group = findChangeableGroup(call, params.groupId)
      const { rules, refused } = rulesInFile(call, group, bytes, query.fileName)
      // What is left out of a file would be taken out of the group.
      if (refused.length > 0 && query.keepGood !== 'true' && !dryRun)
        fail({ name: 'importRefused', refused: refused.length, rows: refused.map(({ row }) => row) })
      const systemRulesAt100 = query.systemRulesAt100 === 'true'
      const input = { ...params, from: { rules }, mode: query.mode, systemRulesAt100 }
      return {
        ...shown(call.state, restoreGroup(call, input), t),
        refused: refused.map(({ row, fault }) => ({ row, reason: reasonView(fault, t) })),
      }
    },
  }),
]

const shown = (state: ResourceReader, { added, surplus, left }: Restoration, t: Translate) => ({
  added: added.map((rule) => ruleView(state, rule)),
  surplus: surplus.map((rule) => ruleView(state, rule)),
  left: leftView(state, left, t),
})
