// Rules in JSON: the answer of DescribeSecurityGroupAttribute, its list of rules alone, or with any wrapper between.

import { fail } from '../../../core/model/faults.ts'
import type { RawRow } from '../../files/csv.ts'
import { isRegion } from '../regions.ts'
import { columnNamed } from './columns.ts'
import type { RawFile } from './readRuleFile.ts'

export function readJson(text: string): RawFile {
  const parsed = parse(text)
  const list = listIn(parsed)
  if (list === undefined) return fail({ name: 'fileUnreadable', reason: 'shape', detail: '' })
  const region = isObject(parsed) ? parsed.RegionId : undefined
  return {
    rows: list.map((item, index) => rowOf(item, index + 1)),
    region: typeof region === 'string' && isRegion(region) ? region : null,
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    return fail({ name: 'fileUnreadable', reason: 'json', detail: (error as Error).message })
  }
}

/** `[…]`, `{Permission: […]}`, `{Permissions: …}`, each with or without the ones around it. */
function listIn(value: unknown): readonly unknown[] | undefined {
  if (Array.isArray(value)) return value
  if (!isObject(value)) return undefined
  return listIn(value.Permissions ?? value.Permission)
}

function rowOf(item: unknown, row: number): RawRow {
  if (!isObject(item)) return { row, cells: { row, fault: { name: 'rowNotAnObject' } } }
  const cells = new Map<string, string>()
  for (const [key, value] of Object.entries(item)) {
    const column = columnNamed(key)
    if (column === undefined)
      return { row, cells: { row, fault: { name: 'fileColumnUnknown', column: key } } }
    cells.set(column, typeof value === 'string' ? value : value === null ? '' : JSON.stringify(value))
  }
  return { row, cells }
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
