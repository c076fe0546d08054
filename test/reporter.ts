// Vitest's own output, then why tests were skipped, then one plain closing line that scripts can read.
import { DefaultReporter, type TestCase, type TestModule, type TestSuite } from 'vitest/node'

type Ended = Parameters<DefaultReporter['onTestRunEnd']>

export default class ClosingLineReporter extends DefaultReporter {
  override onTestRunEnd(...[modules, errors, reason]: Ended): void {
    super.onTestRunEnd(modules, errors, reason)
    const tests = modules.flatMap((module) => [...module.children.allTests()])
    const skipped = tests.filter((test) => test.result().state === 'skipped')
    const passed = tests.filter((test) => test.result().state === 'passed').length
    // A file that cannot even be loaded, a set-up that fails, an error outside all tests: failures without a test to their name.
    const groups = modules.flatMap((module) => [module, ...module.children.allSuites()])
    const broken = groups.filter((group) => group.errors().length > 0).length + errors.length
    const failed = tests.length - skipped.length - passed + broken
    for (const line of reasonsOf(skipped)) this.log(line)
    this.log(`${passed} passed, ${failed} failed, ${skipped.length} skipped`)
  }
}

/** One line for each reason, with the number of tests and the files they stand in. */
function reasonsOf(skipped: readonly TestCase[]): string[] {
  const byReason = Map.groupBy(skipped, (test) => skipReasonOf(test) ?? 'no reason given')
  return [...byReason].map(([reason, tests]) => {
    const files = [...new Set(tests.map((test) => test.module.relativeModuleId))]
    return `skipped ${tests.length} in ${files.join(', ')}: ${reason}`
  })
}

function skipReasonOf(test: TestCase): string | undefined {
  const result = test.result()
  if (result.state === 'skipped' && result.note !== undefined) return result.note
  let task: TestCase | TestSuite | TestModule = test
  while (task.type !== 'module') {
    const { skipReason } = task.meta()
    if (skipReason !== undefined) return skipReason
    task = task.parent
  }
  return undefined
}
