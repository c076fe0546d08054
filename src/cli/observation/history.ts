// `menshen changes`: who changed what, when, by which call; `menshen undo`: one of them taken back.

import { change } from '../changes.ts'
import { type CommandContext, printJson, printLine } from '../context.ts'
import { getJson } from '../serverClient.ts'
import { printTable } from '../table.ts'
import type { Asking, Changing } from '../verbs.ts'

interface Options extends Asking {
  readonly resource?: string
  readonly by?: string
  readonly limit?: string
}

interface Answer {
  readonly items: readonly {
    readonly revision: number
    readonly at: string | null
    readonly by: string | null
    readonly action: string | null
    readonly changes: readonly { readonly kind: string; readonly id: string; readonly change: string }[]
    readonly left: number
  }[]
  readonly next: number | null
}

/** More of one change than these are told by their number. */
const MOST = 4
const SIGNS: Readonly<Record<string, string>> = { added: '+', changed: '~', removed: '-' }

export async function listChanges(context: CommandContext, options: Options): Promise<void> {
  const { resource, by, limit = '20', json } = options
  const answer = await getJson<Answer>(context, 'changes', { resource, by, limit })
  if (json) return printJson(context, answer)
  const { t } = context
  printTable(
    context,
    ['column.revision', 'column.at', 'column.by', 'column.call', 'column.changes'],
    answer.items.map(({ revision, at, by: who, action, changes, left }) => {
      const more = changes.length - MOST + left
      return [
        String(revision),
        at ?? '-',
        who ?? '-',
        action ?? '-',
        [
          ...changes.slice(0, MOST).map(({ kind, id, change }) => `${SIGNS[change] ?? ''} ${kind} ${id}`),
          ...(more > 0 ? [t('changes.more', { count: more })] : []),
        ].join('\n'),
      ]
    }),
  )
  if (answer.next !== null) printLine(context, t('changes.older'))
}

export async function undo(context: CommandContext, revision: string, options: Changing): Promise<void> {
  const path = `changes/${encodeURIComponent(revision)}/revert`
  await change(context, path, { method: 'POST' }, options)
}
