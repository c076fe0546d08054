// Findings as SARIF 2.1.0, which code hosts show beside the lines of a change.

import { CHECKS } from '../../core/analysis/audit/index.ts'
import type { ReportedFinding } from '../../server/api/audit/report.ts'
import type { Translate } from '../../text/index.ts'
import { version } from '../../version.ts'

const LEVELS = { high: 'error', medium: 'warning', low: 'note', info: 'note' } as const

/** The location is the first file: which of several holds a rule does not matter to readers. */
export const sarifOf = (t: Translate, findings: readonly ReportedFinding[], files: readonly string[]) => ({
  $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
  version: '2.1.0',
  runs: [
    {
      tool: {
        driver: {
          name: 'menshen',
          version,
          rules: CHECKS.map(({ id }) => ({
            id,
            shortDescription: { text: t(`audit.${id}.title`) },
          })),
        },
      },
      results: findings.map((finding) => ({
        ruleId: finding.check,
        level: LEVELS[finding.severity],
        message: { text: `${finding.message}. ${finding.remedy}` },
        locations: [
          {
            physicalLocation: { artifactLocation: { uri: uriOf(files[0] ?? '') } },
            logicalLocations: [...finding.groups, ...finding.rules].map((name) => ({
              name,
              kind: 'resource',
            })),
          },
        ],
        partialFingerprints: {
          'menshen/v1': [finding.check, ...finding.groups, ...finding.rules].join('|'),
        },
      })),
    },
  ],
})

const uriOf = (file: string): string => encodeURI(file.replaceAll('\\', '/'))
