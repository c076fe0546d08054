// Lists reports of self-diagnosis.

import { action } from '../../action.ts'
import { list, text } from '../../fields.ts'
import { owner, regionId } from '../fields.ts'
import { meets, meetsAny } from '../filters.ts'
import { issueAnswers, reportAnswer, severityOf } from './diagnosticAnswer.ts'
import { diagnosticPaging } from './diagnosticMetrics.ts'

export const DescribeDiagnosticReports = action({
  name: 'DescribeDiagnosticReports',
  product: 'Ecs',
  version: '2014-05-26',
  summary: 'List reports of diagnoses.',
  effect: 'read',
  permission: 'ecs:DescribeDiagnosticReports',
  input: {
    RegionId: regionId,
    ReportIds: list(text({ about: 'Report.' }), { about: 'Only these reports, up to 100.', max: 100 }),
    ResourceIds: list(text({ about: 'Instance.' }), {
      about: 'Only of these instances, up to 100.',
      max: 100,
    }),
    Severity: text({ about: 'Only those with this severity: Unknown, Normal or Warn.' }),
    Status: text({ about: 'Only those with this status; all are Finished.' }),
    ...diagnosticPaging.fields,
    ...owner,
  },
  faults: [],
  missing: [],
  example: { RegionId: 'cn-hangzhou', MaxResults: '10' },
  run(call, parameters) {
    const found = call.state
      .by('diagnosticReport', 'account', call.accountId)
      .filter((one) => one.regionId === parameters.RegionId)
      .filter((one) => meetsAny(parameters.ReportIds, [one.id]))
      .filter((one) => meetsAny(parameters.ResourceIds, [one.instanceId]))
      .filter((one) => meets<string>(parameters.Severity, severityOf(one)))
      .filter(() => meets(parameters.Status, 'Finished'))
    const { items, envelope } = diagnosticPaging.cut(found, parameters)
    return {
      ...envelope,
      Reports: {
        Report: items.map((one) => ({ ...reportAnswer(one), Issues: { Issue: issueAnswers(one) } })),
      },
    }
  },
})
