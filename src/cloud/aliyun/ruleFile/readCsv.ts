// Rules in CSV, also after a spreadsheet has been at the file: other separators, line ends, quotes, empty lines.

import { parse } from 'csv-parse/sync'
import { fail } from '../../../core/model/faults.ts'
import { columnNamed, unguarded } from './columns.ts'
import type { RawFile, RawRow } from './readRuleFile.ts'

/** `row` is the line as a spreadsheet numbers it, the header being 1. */
export function readCsv(text: string): RawFile {
  const [hint, body] = separatorHint(text)
  const [header = [], ...records] = recordsOf(body, hint ?? separatorOf(body))
  const columns = columnsOf(header)
  const first = hint === undefined ? 2 : 3
  const rows = records.map((cells, index) => rowOf(cells, columns, index + first))
  return { rows: rows.filter(({ cells }) => 'row' in cells || cells.size > 0), region: null }
}

/** Excel's own first line: `sep=;`. */
function separatorHint(text: string): readonly [string | undefined, string] {
  const match = /^\uFEFF?sep=([,;\t])\r?\n/.exec(text)
  return match === null ? [undefined, text] : [match[1], text.slice(match[0].length)]
}

/** Where the comma is the decimal sign, spreadsheets part cells with semicolons; "Unicode text" has tabs. */
function separatorOf(text: string): string {
  const header = text.split(/[\r\n]/, 1)[0] ?? ''
  const counts = [',', ';', '\t'].map((one) => [header.split(one).length, one] as const)
  return counts.reduce((best, one) => (one[0] > best[0] ? one : best))[1]
}

function recordsOf(text: string, delimiter: string): readonly (readonly string[])[] {
  try {
    return parse(text, {
      bom: true,
      delimiter,
      record_delimiter: ['\r\n', '\n', '\r'],
      relax_column_count: true,
    })
  } catch (error) {
    return fail({ name: 'fileUnreadable', reason: 'csv', detail: (error as Error).message })
  }
}

/** Null for columns without a name, which must stay empty. */
function columnsOf(header: readonly string[]): readonly (string | null)[] {
  const columns = header.map((text) => {
    if (text.trim() === '') return null
    return columnNamed(unguarded(text)) ?? fail({ name: 'fileColumnUnknown', column: text.trim() })
  })
  const repeated = columns.find((one, index) => one !== null && columns.indexOf(one) !== index)
  return typeof repeated === 'string' ? fail({ name: 'fileColumnRepeated', column: repeated }) : columns
}

/** A row without any text in it has no cells. */
function rowOf(record: readonly string[], columns: readonly (string | null)[], row: number): RawRow {
  const cells = new Map<string, string>()
  for (const [index, text] of record.entries()) {
    const column = columns[index]
    // Blanks around are the spreadsheet's; those of a description may be meant.
    const cell = column === 'Description' ? text : text.trim()
    if (cell === '') continue
    // An unquoted separator within a cell moves all others: better no rule than a wrong one.
    if (column === undefined || column === null) {
      return {
        row,
        cells: { row, fault: { name: 'rowShape', cells: record.length, columns: columns.length } },
      }
    }
    cells.set(column, unguarded(cell))
  }
  return { row, cells }
}
