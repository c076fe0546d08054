// How often rules decided, as columns of tables and as lines of their own.

import type { TextKey } from '../../text/index.ts'
import type { HitItem, HitsAnswer } from '../answers.ts'
import { type CommandContext, printLine } from '../context.ts'
import { getJson } from '../serverClient.ts'
import { printTable } from '../table.ts'

export const HIT_HEAD: readonly TextKey[] = ['column.hits', 'column.bytes', 'column.lastHit']

export const hitsOf = (
  context: CommandContext,
  query: Readonly<Record<string, string | undefined>>,
): Promise<HitsAnswer> => getJson<HitsAnswer>(context, 'hits', query)

export function hitCells(context: CommandContext, { items }: HitsAnswer, ruleId: string): readonly string[] {
  const item = items.find(({ subject }) => subject === ruleId)
  return countCells(context, item ?? { hits: 0, bytes: 0, lastHit: null })
}

/** What decided about packets of the group beside its rules, and rules that are gone. */
export function printOtherHits(context: CommandContext, { since, items }: HitsAnswer): void {
  const { t } = context
  const others = items.filter(({ kind, gone }) => kind !== 'rule' || gone)
  if (others.length > 0) {
    printLine(context)
    printTable(
      context,
      [...HIT_HEAD, 'column.direction', 'column.decidedBy'],
      others.map((item) => hitRow(context, item)),
    )
  }
  printLine(context, t('hits.since', { since }))
}

/** Counts, side and what decided: one line about one of them. */
export const hitRow = (context: CommandContext, item: HitItem): readonly string[] => [
  ...countCells(context, item),
  sideOf(context, item),
  subjectOf(context, item),
]

const countCells = (
  { t }: CommandContext,
  { hits, bytes, lastHit }: Pick<HitItem, 'hits' | 'bytes' | 'lastHit'>,
): readonly string[] => [String(hits), bytesText(bytes), lastHit ?? t('hits.never')]

const sideOf = ({ t }: CommandContext, { direction }: Pick<HitItem, 'direction'>): string =>
  direction === null ? '' : t(`explain.${direction}`)

/** In words: which default, whose inner access, which reason. */
function subjectOf(
  { t }: CommandContext,
  item: Pick<HitItem, 'kind' | 'subject' | 'groupIds' | 'gone'>,
): string {
  if (item.kind === 'rule') return item.gone ? t('hits.gone', { rule: item.subject }) : item.subject
  if (item.kind === 'default') return t('hits.default', { groups: item.groupIds.join(', ') })
  if (item.kind === 'innerAccess') return t('hits.inner', { groups: item.groupIds.join(', ') })
  const known = REASONS[item.subject]
  return known === undefined ? item.subject : t(known)
}

const REASONS: Readonly<Record<string, TextKey>> = {
  spoofed: 'why.spoofed',
  smtp: 'why.smtp',
  noSuchAddress: 'why.noRoute.noSuchAddress',
  noPublicAddress: 'why.noRoute.noPublicAddress',
  invalid: 'hits.invalid',
  related: 'hits.related',
  unknown: 'hits.unknown',
  router: 'hits.router',
  dropped: 'hits.dropped',
}

const UNITS = ['B', 'KiB', 'MiB', 'GiB', 'TiB'] as const

function bytesText(bytes: number): string {
  let amount = bytes
  let unit = 0
  while (amount >= 1024 && unit < UNITS.length - 1) {
    amount /= 1024
    unit++
  }
  return `${unit === 0 ? amount : amount.toFixed(1)} ${UNITS[unit]}`
}
