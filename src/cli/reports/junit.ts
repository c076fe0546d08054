// Findings as JUnit XML: one case per check, failed when it found something.

import { CHECKS } from '../../core/analysis/audit/index.ts'
import type { ReportedFinding } from '../../server/api/audit/report.ts'
import type { Translate } from '../../text/index.ts'

export function junitOf(t: Translate, findings: readonly ReportedFinding[]): string {
  const failed = CHECKS.filter(({ id }) => findings.some(({ check }) => check === id)).length
  const cases = CHECKS.flatMap(({ id }) => {
    const found = findings.filter(({ check }) => check === id)
    const open = `    <testcase classname="menshen.check" name="${escaped(`${id}: ${t(`audit.${id}.title`)}`)}"`
    if (found.length === 0) return [`${open}/>`]
    const text = found.map(({ severity, message, remedy }) => `${severity}: ${message}. ${remedy}`).join('\n')
    return [
      `${open}>`,
      `      <failure message="${escaped(found[0]?.message ?? '')}">${escaped(text)}</failure>`,
      '    </testcase>',
    ]
  })
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites tests="${CHECKS.length}" failures="${failed}">`,
    `  <testsuite name="menshen check" tests="${CHECKS.length}" failures="${failed}">`,
    ...cases,
    '  </testsuite>',
    '</testsuites>',
  ].join('\n')
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

/** Control characters cannot stand in XML at all. */
export const escaped = (text: string): string =>
  [...text]
    .filter((each) => each >= ' ' || each === '\n' || each === '\t')
    .map((each) => ENTITIES[each] ?? each)
    .join('')
