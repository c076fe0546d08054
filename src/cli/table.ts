// Tables on a terminal; the library keeps columns straight where cells hold Chinese.

import Table from 'cli-table3'
import type { TextKey } from '../text/index.ts'
import { type CommandContext, printLine } from './context.ts'

const PLAIN = { top: '', 'top-mid': '', 'top-left': '', 'top-right': '', bottom: '', 'bottom-mid': '' }
const BORDERLESS = {
  ...PLAIN,
  'bottom-left': '',
  'bottom-right': '',
  left: '',
  'left-mid': '',
  mid: '',
  'mid-mid': '',
}

export function formatTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const table = new Table({
    head: [...head],
    chars: { ...BORDERLESS, right: '', 'right-mid': '', middle: '  ' },
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': 0 },
  })
  table.push(...rows.map((row) => [...row]))
  return table.toString()
}

export const printTable = (
  context: CommandContext,
  head: readonly TextKey[],
  rows: readonly (readonly string[])[],
): void =>
  printLine(
    context,
    rows.length === 0
      ? context.t('table.empty')
      : formatTable(
          head.map((key) => context.t(key)),
          rows,
        ),
  )
