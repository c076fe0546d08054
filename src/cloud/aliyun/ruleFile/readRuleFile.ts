// Reads a file of rules, JSON or CSV, into rows that are each a rule or the reason why not (semantics T5).

import { fail } from '../../../core/model/faults.ts'
import type { Call } from '../../../service/call.ts'
import type { ImportRow } from '../../../service/rule/importRules.ts'
import { type RawRow, readCsv } from '../../files/csv.ts'
import { textOf } from '../../files/text.ts'
import { LOWEST_PRIORITY } from '../actions/ruleFields.ts'
import { isRegion } from '../regions.ts'
import { columnNamed } from './columns.ts'
import { readJson } from './readJson.ts'
import { type Lowest, readRow } from './readRow.ts'

export interface RuleFileContent {
  readonly rows: readonly ImportRow[]
  /** Where the rules come from, when the file or its name says so. */
  readonly fromRegion: string | null
}

export interface RawFile {
  readonly rows: readonly RawRow[]
  readonly region: string | null
}

/** What stands in the file decides what it is, not its name. */
export function readRuleFile(
  call: Call,
  bytes: Uint8Array,
  name: string,
  lowest: Lowest = LOWEST_PRIORITY,
): RuleFileContent {
  const text = textOf(bytes)
  if (text.trim() === '') fail({ name: 'fileUnreadable', reason: 'empty', detail: '' })
  const file = /^\s*[[{]/.test(text)
    ? readJson(text)
    : { rows: readCsv(text, columnNamed, 'Description'), region: null }
  return {
    rows: file.rows.map(({ row, cells }) => ('row' in cells ? cells : readRow(call, row, cells, lowest))),
    fromRegion: file.region ?? regionInName(name),
  }
}

/** `ecs_cn-qingdao_sg-123.json`, `ecs_sgRule_sg-123_cn-qingdao_2020-01-20.csv`. */
function regionInName(name: string): string | null {
  return name.split(/[_.]/).find(isRegion) ?? null
}
