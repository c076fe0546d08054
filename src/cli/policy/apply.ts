// `menshen apply`: makes the state what a plan, or policy files, declare.

import { change } from '../changes.ts'
import { type CommandContext, ExitError, USAGE } from '../context.ts'
import type { Changing } from '../verbs.ts'
import { policyFilesAt } from './files.ts'
import { printKept } from './plan.ts'

interface Options extends Changing {
  readonly file: readonly string[]
}

interface Answer {
  readonly kept: readonly { readonly eniId: string; readonly groupId: string }[]
}

export async function apply(
  context: CommandContext,
  planId: string | undefined,
  options: Options,
): Promise<void> {
  if ((planId === undefined) === (options.file.length === 0)) {
    throw new ExitError(USAGE, context.t('apply.planOrFiles'))
  }
  const body = planId === undefined ? { files: policyFilesAt(context, options.file) } : { planId }
  const done = await change<Answer>(context, 'apply', { method: 'POST', body, patience: 60_000 }, options)
  if (!options.json) printKept(context, done.kept)
}
