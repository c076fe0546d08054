// `menshen sg clone`.

import type { Left, RuleItem } from '../answers.ts'
import { change, printLeft } from '../changes.ts'
import { type CommandContext, printLine } from '../context.ts'
import { ruleLine } from '../rule/rows.ts'
import type { Changing } from '../verbs.ts'

interface Cloning extends Changing {
  readonly region?: string
  readonly vpc?: string
  readonly classic?: true
  readonly project?: string
  readonly name?: string
  readonly description?: string
  readonly rules: boolean
  readonly tags?: true
}

export async function cloneGroup(context: CommandContext, id: string, options: Cloning): Promise<void> {
  const { region, vpc, classic, project, name, description, rules, tags } = options
  const body = {
    region,
    vpcId: classic ? null : vpc,
    project,
    name,
    description,
    keepRules: rules,
    keepTags: tags === true,
  }
  const answer = await change<{ lowered: readonly RuleItem[]; left: readonly Left[] }>(
    context,
    `groups/${encodeURIComponent(id)}/clone`,
    { method: 'POST', body },
    options,
  )
  if (options.json) return
  if (answer.lowered.length > 0) {
    printLine(context, context.t('clone.lowered', { count: answer.lowered.length }))
    for (const rule of answer.lowered) printLine(context, `  ${ruleLine(context, rule)}`)
  }
  printLeft(context, answer.left)
}
