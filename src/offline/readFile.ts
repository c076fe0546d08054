// One file of whatever kind into what it says; what stands in it decides what it is, not its name.

import { columnNamed } from '../cloud/aliyun/ruleFile/columns.ts'
import { readCsv } from '../cloud/files/csv.ts'
import { FaultError } from '../core/model/faults.ts'
import { readAliyunContext } from './aliyun/context.ts'
import { isGroupAnswer, isRuleRow, readGroupAnswer, readRuleRows } from './aliyun/group.ts'
import { fileText } from './fileText.ts'
import { readHandwritten } from './handwritten.ts'
import { joinFiles } from './joinFiles.ts'
import type { Part } from './part.ts'
import { problem } from './problem.ts'
import { readTencentContext } from './tencent/context.ts'
import { isPolicyAnswer, readPolicyAnswer } from './tencent/group.ts'
import { isTerraform } from './terraform/plan.ts'
import { readPlan } from './terraform/readPlan.ts'
import { isTree, part, type Tree, text } from './tree.ts'

/** `name` may carry an id that the content leaves out. */
export function readFile(name: string, bytes: Uint8Array): Part {
  const content = fileText(bytes)
  if (content.trim() === '') return problem('empty')
  return /^\s*[[{]/.test(content) ? readTree(parseJson(content), name) : readTable(content, name)
}

function parseJson(content: string): unknown {
  try {
    return JSON.parse(content)
  } catch (error) {
    return problem('json', { reason: (error as Error).message })
  }
}

/** Clients print answers bare, or below one of these. */
const ENVELOPES = ['body', 'Response', 'data', 'Result']

function readTree(value: unknown, name: string): Part {
  if (Array.isArray(value)) {
    if (value.length > 0 && value.every(isRuleRow)) return readRuleRows(value, name)
    // Answers one after another, but no lists within lists.
    return joinFiles(value.map((item) => (isTree(item) ? readTree(item, name) : problem('unknownShape'))))
  }
  if (!isTree(value)) return problem('unknownShape')
  const answer = unwrap(value)
  return readAnswer(answer, value, name) ?? problem('unknownShape')
}

function unwrap(tree: Tree): Tree {
  let answer = tree
  for (let depth = 0; depth < ENVELOPES.length; depth++) {
    const inner = ENVELOPES.map((envelope) => part(answer, envelope)).find(isTree)
    if (inner === undefined) break
    answer = inner
  }
  return answer
}

function readAnswer(answer: Tree, outer: Tree, name: string): Part | undefined {
  if (isTerraform(answer)) return readPlan(answer)
  if (isGroupAnswer(answer)) return readGroupAnswer(answer, name)
  if (isPolicyAnswer(answer)) return readPolicyAnswer(answer, outer, name)
  refuseError(answer)
  return readAliyunContext(answer, name) ?? readTencentContext(answer) ?? readHandwritten(answer)
}

/** The answer to a call that was refused, saved all the same. */
function refuseError(answer: Tree): void {
  const error = part(answer, 'Error')
  const from = isTree(error) ? error : answer
  if (text(from, 'Code') !== '' && text(from, 'Message') !== '') {
    problem('answerIsError', { code: text(from, 'Code'), message: text(from, 'Message') })
  }
}

const NEEDED: readonly (readonly string[])[] = [
  ['Direction'],
  ['Policy'],
  ['Priority'],
  ['IpProtocol'],
  ['PortRange', 'PortRangeListId'],
  ['SourceCidrIp', 'Ipv6SourceCidrIp', 'SourceGroupId', 'SourcePrefixListId', 'DestCidrIp', 'Ipv6DestCidrIp'],
]

function readTable(content: string, name: string): Part {
  const rows = tableRows(content)
  const seen = new Set(rows.flatMap((row) => Object.keys(row)))
  for (const names of NEEDED) {
    if (rows.length > 0 && !names.some((one) => seen.has(one))) {
      problem('columnMissing', { column: names.join('` or `') })
    }
  }
  return readRuleRows(rows, name, FIRST_ROW)
}

/** As a spreadsheet numbers them, the header being 1. */
const FIRST_ROW = 2

function tableRows(content: string): readonly Tree[] {
  try {
    return readCsv(content, columnNamed, 'Description').map(({ row, cells }) =>
      'row' in cells
        ? problem('row', { row, reason: 'its cells do not fit the header' })
        : Object.fromEntries(cells),
    )
  } catch (error) {
    if (!(error instanceof FaultError)) throw error
    const { fault } = error
    if (fault.name === 'fileColumnUnknown') return problem('columnUnknown', { column: fault.column })
    if (fault.name === 'fileColumnRepeated') return problem('columnRepeated', { column: fault.column })
    return problem('csv', { reason: fault.name === 'fileUnreadable' ? fault.detail : fault.name })
  }
}
