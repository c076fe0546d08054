// Rows of a flow log with their cells by name, however it was saved: JSON lines, a JSON list, a table with or without a header.

import { problem } from '../problem.ts'
import { isTree, type Tree, trees } from '../tree.ts'

/** By names in small letters without hyphens: `dst-port`, `dstPort` and `dstport` are one. */
export type FlowRow = ReadonlyMap<string, string>

/** Tencent's records in a bucket have no header; the order is the one of its manual. */
const WITHOUT_HEADER = [
  ...['version', 'accountid', 'interfaceid', 'srcaddr', 'dstaddr', 'srcport', 'dstport', 'protocol'],
  ...['packets', 'bytes', 'start', 'end', 'action', 'logstatus'],
]

export function* flowRows(content: string): Iterable<FlowRow> {
  const text = content.replace(/^\uFEFF/, '').trimStart()
  if (text.startsWith('[')) yield* rowsOf(listIn(text))
  else if (text.startsWith('{')) yield* jsonLines(text)
  else yield* tableRows(text)
}

const nameOf = (name: string): string => name.toLowerCase().replace(/[^a-z0-9]/g, '')

function rowOf(tree: Tree): FlowRow {
  const cells = Object.entries(tree).flatMap(([name, value]): [string, string][] =>
    typeof value === 'string' || typeof value === 'number' ? [[nameOf(name), String(value)]] : [],
  )
  return new Map(cells)
}

const rowsOf = (list: readonly Tree[]): Iterable<FlowRow> => list.map(rowOf)

function listIn(text: string): readonly Tree[] {
  const value = parsed(text, '')
  return Array.isArray(value) ? value.filter(isTree) : problem('unknownShape')
}

/** One object a line; or one object for all, as the API answers. */
function* jsonLines(text: string): Iterable<FlowRow> {
  const lines = text.split('\n')
  const first = attempt(lines[0] ?? '')
  if (first === undefined || trees(first, 'items').length > 0) {
    const whole = parsed(text, '')
    yield* rowsOf(isTree(whole) ? trees(whole, 'items') : [])
    return
  }
  for (const [at, line] of lines.entries()) {
    if (line.trim() === '') continue
    const value = parsed(line, String(at + 1))
    if (!isTree(value)) problem('unknownShape')
    else yield rowOf(value)
  }
}

function attempt(line: string): Tree | undefined {
  try {
    const value: unknown = JSON.parse(line)
    return isTree(value) ? value : undefined
  } catch {
    return undefined
  }
}

function parsed(text: string, line: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    const { message } = error as Error
    return problem('json', { reason: line === '' ? message : `line ${line}: ${message}` })
  }
}

function* tableRows(text: string): Iterable<FlowRow> {
  const lines = text.split(/\r?\n/)
  const separator = separatorOf(lines[0] ?? '')
  const cellsOf = (line: string): readonly string[] =>
    line.split(separator).map((cell) => cell.trim().replace(/^"(.*)"$/, '$1'))
  const header = cellsOf(lines[0] ?? '').map(nameOf)
  const isHeader = header.includes('srcaddr') || header.includes('source')
  const names = isHeader ? header : WITHOUT_HEADER
  for (const line of isHeader ? lines.slice(1) : lines) {
    if (line.trim() === '') continue
    const cells = cellsOf(line)
    if (cells.length < names.length) continue
    yield new Map(names.map((name, at) => [name, cells[at] ?? '']))
  }
}

function separatorOf(line: string): string | RegExp {
  if (line.includes('\t')) return '\t'
  return line.includes(',') ? ',' : / +/
}
