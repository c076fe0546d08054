// Diagnoses with the fixes that their operations would make, and the policy tests that each fix would break.

import { type Diagnosis, diagnose as diagnoseOne } from '../../../core/analysis/diagnose/diagnose.ts'
import type { Fix } from '../../../core/analysis/diagnose/fixes.ts'
import { type Question as Asked, isOpen, waysOf } from '../../../core/analysis/diagnose/question.ts'
import { FaultError } from '../../../core/model/faults.ts'
import type { AccountId } from '../../../core/model/ids.ts'
import type { Write } from '../../../core/model/resources.ts'
import { recording, writesOf } from '../../../service/changes.ts'
import { applyEdits } from '../../../service/diagnosis/applyEdits.ts'
import { Overlay } from '../../../store/overlay.ts'
import type { Question, Tools } from './question.ts'
import { type TestResult, tests } from './tests.ts'

export interface DiagnoseInput {
  readonly questions: readonly Asked[]
  readonly mostWeighed: number
  readonly accountId: AccountId
  readonly now: number
}

export interface Diagnosed {
  readonly diagnosis: Diagnosis
  /** By id of the fix; null: not told in time. */
  readonly breaks: { readonly [fixId: string]: readonly TestResult[] | null }
}

export const diagnose: Question<DiagnoseInput, readonly Diagnosed[]> = (input, tools) =>
  input.questions.map((question, done) => {
    tools.onProgress(done, input.questions.length)
    const found = diagnoseOne(tools.state, question, input.mostWeighed)
    const possible = found.fixes.flatMap((fix) => {
      const writes = writesOfFix(tools, input, question, fix)
      return writes === null ? [] : [{ fix, writes }]
    })
    return {
      diagnosis: { ...found, fixes: possible.map(({ fix }) => fix) },
      breaks: Object.fromEntries(possible.map(({ fix, writes }) => [fix.id, brokenBy(tools, writes)])),
    }
  })

/** By the very operations that would make it, and it must open the way there too; null: it would not. */
function writesOfFix(
  { state }: Tools,
  { accountId, now }: DiagnoseInput,
  question: Asked,
  { edits }: Fix,
): readonly Write[] | null {
  let count = 0
  const ids = { next: (prefix: string) => `${prefix}-new${++count}` }
  const recorder = recording(new Overlay(state))
  try {
    applyEdits({ state: recorder.state, accountId, now, ids }, edits)
  } catch (error) {
    if (error instanceof FaultError) return null
    throw error
  }
  return isOpen(waysOf(recorder.state, question)) ? writesOf(recorder.changes()) : null
}

function brokenBy(tools: Tools, writes: readonly Write[]): readonly TestResult[] | null {
  if (tools.state.count('policyTest') === 0) return []
  if (tools.isOver()) return null
  const { results } = tests({ writes, affectedOnly: true }, tools)
  return results.filter(({ result, before }) => result === 'fails' && before === 'passes')
}
