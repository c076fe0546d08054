// Reads a file of rules, JSON or CSV, into rows that are each a rule or the reason why not (semantics T5).

import { fail } from '../../../core/model/faults.ts'
import type { Call } from '../../../service/call.ts'
import type { ImportRow } from '../../../service/rule/importRules.ts'
import { isRegion } from '../regions.ts'
import { readCsv } from './readCsv.ts'
import { readJson } from './readJson.ts'
import { readRow } from './readRow.ts'

export interface RuleFileContent {
  readonly rows: readonly ImportRow[]
  /** Where the rules come from, when the file or its name says so. */
  readonly fromRegion: string | null
}

/** One row as it stands in the file, its fields under their proper names. */
export interface RawRow {
  readonly row: number
  readonly cells: ReadonlyMap<string, string> | ImportRow
}

export interface RawFile {
  readonly rows: readonly RawRow[]
  readonly region: string | null
}

/** What stands in the file decides what it is, not its name. */
export function readRuleFile(call: Call, bytes: Uint8Array, name: string): RuleFileContent {
  const text = textOf(bytes)
  if (text.trim() === '') fail({ name: 'fileUnreadable', reason: 'empty', detail: '' })
  const file = /^\s*[[{]/.test(text) ? readJson(text) : readCsv(text)
  return {
    rows: file.rows.map(({ row, cells }) => ('row' in cells ? cells : readRow(call, row, cells))),
    fromRegion: file.region ?? regionInName(name),
  }
}

/** Spreadsheets save as UTF-8, as "Unicode text" in UTF-16, and in China as GBK. */
function textOf(bytes: Uint8Array): string {
  const [first, second] = bytes
  // `PK`: a workbook, which is a zip archive, under the name of a text file.
  if (first === 0x50 && second === 0x4b) fail({ name: 'fileUnreadable', reason: 'encoding', detail: 'zip' })
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be').decode(bytes)
  for (const encoding of ['utf-8', 'gb18030']) {
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(bytes)
    } catch {
      // Not in this one.
    }
  }
  return fail({ name: 'fileUnreadable', reason: 'encoding', detail: '' })
}

/** `ecs_cn-qingdao_sg-123.json`, `ecs_sgRule_sg-123_cn-qingdao_2020-01-20.csv`. */
function regionInName(name: string): string | null {
  return name.split(/[_.]/).find(isRegion) ?? null
}
