// `menshen test`: runs policy tests, of files on the state as they would make it, or those that the server keeps.

import {
  type CommandContext,
  ExitError,
  FINDING,
  printJson,
  printLine,
  UNDECIDED,
  USAGE,
} from '../context.ts'
import { junitOfTests } from '../reports/testsJunit.ts'
import { sarifOfTests } from '../reports/testsSarif.ts'
import { callApi } from '../serverClient.ts'
import type { Asking } from '../verbs.ts'
import { policyFilesAt } from './files.ts'
import { printTests, type TestsItem } from './results.ts'

interface Options extends Asking {
  readonly suite?: string
  readonly junit?: true
  readonly sarif?: true
  readonly within: number | string
}

export async function test(
  context: CommandContext,
  paths: readonly string[],
  options: Options,
): Promise<void> {
  if (options.junit && options.sarif) throw new ExitError(USAGE, context.t('test.oneForm'))
  const { suite, within } = options
  const body = {
    within,
    ...(suite === undefined ? {} : { suite }),
    ...(paths.length === 0 ? {} : { files: policyFilesAt(context, paths) }),
  }
  const patience = 1000 * (Number(within) + 10)
  const tests = await callApi<TestsItem>(context, 'tests/run', { method: 'POST', body, patience })
  if (tests.failed > 0) process.exitCode = FINDING
  else if (tests.undecided > 0) process.exitCode = UNDECIDED
  if (options.json) return printJson(context, tests)
  if (options.junit) return printLine(context, junitOfTests(context, tests))
  if (options.sarif) return printJson(context, sarifOfTests(context, tests))
  printTests(context, tests)
}
