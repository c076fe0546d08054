// Failing policy tests as SARIF 2.1.0: shown beside their line, with the rule to blame beside its own.

import { version } from '../../version.ts'
import type { CommandContext } from '../context.ts'
import { type ResultItem, resultLines, type TestsItem } from '../policy/results.ts'

export const sarifOfTests = (context: CommandContext, { results }: TestsItem) => ({
  $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
  version: '2.1.0',
  runs: [
    {
      tool: { driver: { name: 'menshen', version, rules: RULES } },
      results: results.filter(({ result }) => result !== 'passes').map((each) => resultOf(context, each)),
    },
  ],
})

const RULES = (['allow', 'deny', 'only'] as const).map((claim) => ({
  id: `policy-test-${claim}`,
  shortDescription: { text: `policy test: ${claim}` },
}))

const resultOf = (context: CommandContext, test: ResultItem) => ({
  ruleId: `policy-test-${test.claim}`,
  level: test.result === 'fails' ? 'error' : 'warning',
  message: { text: [`${test.claim} ${test.text}`, ...resultLines(context, test).slice(1)].join('\n') },
  locations: [{ physicalLocation: locationOf(test.place) }],
  relatedLocations: test.rules.flatMap(({ place, ruleId }, id) =>
    place === null ? [] : [{ id, physicalLocation: locationOf(place), message: { text: ruleId } }],
  ),
  partialFingerprints: { 'menshen/v1': `${test.suite}|${test.claim}|${test.text}` },
})

const locationOf = ({ file, line, column }: ResultItem['place']) => ({
  artifactLocation: { uri: encodeURI(file.replaceAll('\\', '/')) },
  region: { startLine: line, startColumn: column },
})
