// Rules as files: export and import.

import { z } from '@hono/zod-openapi'
import { readRuleFile } from '../../../cloud/aliyun/ruleFile/readRuleFile.ts'
import { writeRuleFile } from '../../../cloud/aliyun/ruleFile/writeRuleFile.ts'
import { readRuleFile as readListFile } from '../../../cloud/tencent/ruleFile/readRuleFile.ts'
import {
  templateFile,
  writeRuleFile as writeListFile,
} from '../../../cloud/tencent/ruleFile/writeRuleFile.ts'
import { fail } from '../../../core/model/faults.ts'
import type { ResourceReader } from '../../../core/model/resources.ts'
import { importRules, type RowResult } from '../../../service/rule/importRules.ts'
import { findGroup } from '../../../service/securityGroup/findGroup.ts'
import { importLists } from '../../../service/sequence/importRules.ts'
import type { Translate } from '../../../text/index.ts'
import { flag, groupParams } from '../fields.ts'
import { operation } from '../operation.ts'
import { reasonSchema, reasonView } from '../reason.ts'
import { ruleSchema, ruleView } from '../views.ts'

const rowSchema = z.object({
  row: z
    .int()
    .openapi({ description: 'line of a CSV file, the header being 1; place in a JSON list, from 1' }),
  outcome: z.enum(['added', 'present', 'repeated', 'ignored', 'refused']),
  rule: ruleSchema.nullable(),
  reason: reasonSchema.nullable(),
})

export const fileOperations = [
  operation({
    name: 'exportRules',
    method: 'get',
    path: '/groups/{groupId}/export',
    summary: 'Export all rules of a security group as a file',
    effect: 'read',
    params: groupParams,
    query: z.strictObject({
      format: z.enum(['json', 'csv']).default('json'),
      template: flag.openapi({
        description: '`true`: rules to start from instead, to be edited and imported into an empty group',
      }),
    }),
    givesFile: true,
    answer: z.object({ name: z.string(), type: z.string(), text: z.string() }),
    run(call, { params, query: { format, template } }) {
      const group = findGroup(call, params.groupId)
      if (group.order === 'merged') return { ...writeRuleFile(call.state, group, format, call.now) }
      return { ...(template === 'true' ? templateFile(format) : writeListFile(call.state, group, format)) }
    },
  }),
  operation({
    name: 'importRules',
    method: 'post',
    path: '/groups/{groupId}/import',
    summary:
      'Import rules from a file: adds what is new; where rules are in sequence the file takes the place of all of them',
    effect: 'write',
    params: groupParams,
    query: z.strictObject({
      keepGood: flag.openapi({ description: '`true`: imports the good rows although others are refused' }),
      fileName: z.string().default('').openapi({ description: 'may tell the region of the rules' }),
    }),
    takesFile: true,
    answer: z.object({
      replaces: z.boolean().openapi({ description: 'whether the rules that were there are gone' }),
      rows: z.array(rowSchema),
      counts: z.object({
        rows: z.int(),
        added: z.int(),
        present: z.int(),
        repeated: z.int(),
        ignored: z.int(),
        refused: z.int(),
      }),
    }),
    run(call, { params, query, bytes, dryRun, t }) {
      const keepGood = query.keepGood === 'true'
      const replaces = findGroup(call, params.groupId).order === 'inSequence'
      const results = replaces
        ? importLists(call, {
            ...params,
            keepGood,
            rows: readListFile(bytes, { ...call, clientAddress: '' }),
          })
        : importRules(call, { ...params, ...readRuleFile(call, bytes, query.fileName), keepGood })
      const refused = results.filter(({ outcome }) => outcome === 'refused').map(({ row }) => row)
      // A preview shows the rows themselves, so that the reasons can be read before anything is mended.
      if (refused.length > 0 && !keepGood && !dryRun) {
        fail({ name: 'importRefused', refused: refused.length, rows: refused })
      }
      const rows = results.map((result) => rowView(call.state, result, t))
      return { replaces, rows, counts: countsOf(results) }
    },
  }),
]

function rowView(state: ResourceReader, result: RowResult, t: Translate): z.input<typeof rowSchema> {
  const { row, outcome } = result
  const rule = 'rule' in result && result.rule !== null ? ruleView(state, result.rule) : null
  switch (outcome) {
    case 'added':
      return { row, outcome, rule, reason: null }
    case 'present':
      return { row, outcome, rule, reason: { code: outcome, text: t('import.present') } }
    case 'repeated':
      return { row, outcome, rule, reason: { code: outcome, text: t('import.repeated', { row: result.of }) } }
    default:
      return { row, outcome, rule, reason: reasonView(result.reason, t) }
  }
}

function countsOf(results: readonly RowResult[]) {
  const counts = { rows: results.length, added: 0, present: 0, repeated: 0, ignored: 0, refused: 0 }
  for (const { outcome } of results) counts[outcome]++
  return counts
}
