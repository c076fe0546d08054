// `menshen sessions`: live sessions, and which of them the rules no longer allow.

import type { Why } from '../../core/model/verdict.ts'
import type { SessionItem } from '../../server/sessions/liveSessions.ts'
import { type CommandContext, FINDING, printJson, printLine } from '../context.ts'
import { whyText } from '../explain.ts'
import { getJson } from '../serverClient.ts'
import { printTable } from '../table.ts'

interface Options {
  readonly eni?: string
  readonly group?: string
  readonly grandfathered?: true
  readonly limit?: string
  readonly json?: true
}

interface Answer {
  readonly items: readonly SessionItem[]
  readonly total: number
  readonly silent: readonly { readonly hostId: string; readonly reason: string }[]
}

export async function sessions(context: CommandContext, options: Options): Promise<void> {
  const { eni, group, limit, grandfathered } = options
  const fate = grandfathered ? 'grandfathered' : undefined
  const answer = await getJson<Answer>(context, 'sessions', { eni, group, limit, fate })
  if (answer.silent.length > 0) process.exitCode = FINDING
  if (options.json) return printJson(context, answer)
  const { t } = context
  printTable(
    context,
    [
      'column.session',
      'column.sessionState',
      'column.expires',
      'column.fate',
      'column.decidedBy',
      'column.sessionHost',
    ],
    answer.items.map((item) => [
      item.session,
      item.state,
      t('sessions.seconds', { seconds: item.expiresIn }),
      t(`sessions.${item.fate}`),
      decidedBy(context, item),
      item.host,
    ]),
  )
  if (answer.total > answer.items.length && !grandfathered)
    printLine(context, t('sessions.more', { shown: answer.items.length, total: answer.total }))
  for (const { reason } of answer.silent) printLine(context, t('sessions.silent', { reason }))
}

/** The side that drops, otherwise the last one that accepts. */
function decidedBy(context: CommandContext, { sides }: SessionItem): string {
  const side = sides.find(({ action }) => action === 'drop') ?? sides.at(-1)
  return side === undefined ? '-' : whyText(context, side.why as unknown as Why, side.action)
}
