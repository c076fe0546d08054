// Shows one report of self-diagnosis, service by service.

import { action } from '../../action.ts'
import { required, text } from '../../fields.ts'
import { owner, regionId } from '../fields.ts'
import { metricResults, reportAnswer } from './diagnosticAnswer.ts'

export const DescribeDiagnosticReportAttributes = action({
  name: 'DescribeDiagnosticReportAttributes',
  product: 'Ecs',
  version: '2014-05-26',
  summary: 'Show a report of a diagnosis.',
  effect: 'read',
  permission: 'ecs:DescribeDiagnosticReportAttributes',
  input: { RegionId: regionId, ReportId: required(text({ about: 'Report.' })), ...owner },
  faults: [],
  missing: [],
  example: { RegionId: 'cn-hangzhou', ReportId: 'dr-uf6i0tv2refv8wz4****' },
  run(call, parameters) {
    const report = call.state.get('diagnosticReport', parameters.ReportId)
    // Choice: the document names no error for a report that is not there; an empty answer says so.
    if (report?.accountId !== call.accountId)
      return { ReportId: '', Attributes: '', MetricResults: { MetricResult: [] } }
    return { ...reportAnswer(report), Attributes: '', MetricResults: { MetricResult: metricResults(report) } }
  },
})
