// A table in CSV, also after a spreadsheet has been at the file: other separators, line ends, quotes, empty lines.

import { parse } from 'csv-parse/sync'
import { type Fault, fail } from '../../core/model/faults.ts'
import { unguarded } from './cells.ts'

/** One row as it stands in the file, its fields under their proper names, or why it cannot be read. */
export interface RawRow {
  readonly row: number
  readonly cells: ReadonlyMap<string, string> | { readonly row: number; readonly fault: Fault }
}

/** The column as the file's kind spells it; undefined for one that it does not have. */
export type ColumnNamed = (text: string) => string | undefined

/** `row` is the line as a spreadsheet numbers it, the header being 1; blanks around the cells of `verbatim` stay. */
export function readCsv(text: string, columnNamed: ColumnNamed, verbatim: string): readonly RawRow[] {
  const [hint, body] = separatorHint(text)
  const [header = [], ...records] = recordsOf(body, hint ?? separatorOf(body))
  const columns = columnsOf(header, columnNamed)
  const first = hint === undefined ? 2 : 3
  const rows = records.map((cells, index) => rowOf(cells, columns, index + first, verbatim))
  return rows.filter(({ cells }) => 'row' in cells || cells.size > 0)
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
function columnsOf(header: readonly string[], columnNamed: ColumnNamed): readonly (string | null)[] {
  const columns = header.map((text) => {
    if (text.trim() === '') return null
    return columnNamed(unguarded(text)) ?? fail({ name: 'fileColumnUnknown', column: text.trim() })
  })
  const repeated = columns.find((one, index) => one !== null && columns.indexOf(one) !== index)
  return typeof repeated === 'string' ? fail({ name: 'fileColumnRepeated', column: repeated }) : columns
}

/** A row without any text in it has no cells. */
function rowOf(
  record: readonly string[],
  columns: readonly (string | null)[],
  row: number,
  verbatim: string,
): RawRow {
  const cells = new Map<string, string>()
  for (const [index, text] of record.entries()) {
    const column = columns[index]
    // Blanks around are the spreadsheet's; those of a description may be meant.
    const cell = column === verbatim ? text : text.trim()
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
