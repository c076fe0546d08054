// Policy tests as JUnit XML: one case per test.

import type { CommandContext } from '../context.ts'
import { resultLines, type TestsItem } from '../policy/results.ts'
import { escaped } from './junit.ts'

export function junitOfTests(context: CommandContext, { results, failed, undecided }: TestsItem): string {
  const cases = results.map((result) => {
    const { suite, name, place } = result
    const open = `    <testcase classname="${escaped(suite)}" name="${escaped(name)}" file="${escaped(place.file)}" line="${place.line}"`
    // That it is true of nobody may be a slip of the pen: it stands in the report too.
    const note = result.vacuous
      ? `>\n      <system-out>${escaped(context.t('prove.vacuous'))}</system-out>\n    </testcase>`
      : '/>'
    if (result.result === 'passes') return `${open}${note}`
    const [, ...lines] = resultLines(context, result)
    const kind = result.result === 'fails' ? 'failure' : 'error'
    const message = escaped(result.witness ?? lines[0]?.trim() ?? '')
    return `${open}>\n      <${kind} message="${message}">${escaped(lines.join('\n'))}</${kind}>\n    </testcase>`
  })
  const counts = `tests="${results.length}" failures="${failed}" errors="${undecided}"`
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites ${counts}>`,
    `  <testsuite name="menshen test" ${counts}>`,
    ...cases,
    '  </testsuite>',
    '</testsuites>',
  ].join('\n')
}
