// `menshen host token create|ls|rm`.

import { change } from '../changes.ts'
import { type CommandContext, ExitError, printJson, printLine, USAGE } from '../context.ts'
import { callApi, getJson } from '../serverClient.ts'
import { printTable } from '../table.ts'
import type { Asking, Changing } from '../verbs.ts'

interface TokenItem {
  readonly id: string
  readonly createdAt: string
  readonly expiresAt: string
  readonly eniId: string | null
}

interface Made {
  readonly token: string | null
  readonly expiresAt: string
}

interface CreateOptions extends Changing {
  readonly expires: string
  readonly eni?: string
}

const UNITS = { s: 1, m: 60, h: 3600, d: 86_400 } as const

export async function createToken(context: CommandContext, options: CreateOptions): Promise<void> {
  const { t } = context
  const [, number, unit] = /^(\d{1,6})([smhd])$/.exec(options.expires) ?? []
  if (number === undefined) throw new ExitError(USAGE, t('token.badTime', { time: options.expires }))
  const expiresInSeconds = Number(number) * UNITS[unit as keyof typeof UNITS]
  const made = await callApi<Made>(context, 'hosts/tokens', {
    method: 'POST',
    query: options.dryRun ? { dryRun: 'true' } : {},
    body: { expiresInSeconds, ...(options.eni === undefined ? {} : { eniId: options.eni }) },
  })
  if (options.json) return printJson(context, made)
  if (made.token === null) return printLine(context, t('change.preview'))
  printLine(context, made.token)
  context.stderr.write(`${t('token.use', { expires: made.expiresAt })}\n`)
}

export async function listTokens(context: CommandContext, options: Asking): Promise<void> {
  const { items } = await getJson<{ items: readonly TokenItem[] }>(context, 'hosts/tokens')
  if (options.json) return printJson(context, items)
  printTable(
    context,
    ['token.column.token', 'token.column.expires', 'port.column.eni'],
    items.map((token) => [token.id, token.expiresAt, token.eniId ?? '']),
  )
}

export async function removeToken(context: CommandContext, id: string, options: Changing): Promise<void> {
  await change(context, `hosts/tokens/${encodeURIComponent(id)}`, { method: 'DELETE' }, options)
}
