// Asks whether the usual services of an instance can be reached, and keeps the answer as a report.

import { createReport } from '../../../../service/diagnosis/reports.ts'
import { action } from '../../action.ts'
import { required, text, withDefault } from '../../fields.ts'
import { owner, regionId } from '../fields.ts'
import { METRIC_SET } from './diagnosticMetrics.ts'

export const CreateDiagnosticReport = action({
  name: 'CreateDiagnosticReport',
  product: 'Ecs',
  version: '2014-05-26',
  summary: 'Diagnose an instance: can its usual services be reached?',
  effect: 'write',
  permission: 'ecs:CreateDiagnosticReport',
  input: {
    RegionId: regionId,
    ResourceId: required(text({ about: 'Instance to diagnose.' })),
    MetricSetId: withDefault(
      text({
        about: `Set of metrics; there is one, ${METRIC_SET}, which asks about security groups.`,
        check: (id) => id === METRIC_SET,
        malformed: {
          status: 404,
          code: 'InvalidMetricSetId.NotFound',
          message: 'The specified MetricSetId does not exist.',
        },
      }),
      METRIC_SET,
    ),
    StartTime: text({ about: 'Kept as given: a diagnosis is about now.' }),
    EndTime: text({ about: 'Kept as given.' }),
    AdditionalOptions: text({
      about:
        'JSON: `Source`, an address or instance (the internet when left out), and `Port`, asked about besides.',
    }),
    ...owner,
  },
  faults: ['instanceNotFound'],
  missing: [],
  example: { RegionId: 'cn-hangzhou', ResourceId: 'i-uf6i0tv2refv8wz4****' },
  run(call, parameters) {
    const { source, port } = optionsOf(parameters.AdditionalOptions)
    const { id } = createReport(call, {
      ...{ region: parameters.RegionId, instanceId: parameters.ResourceId, source, port },
      metricSetId: parameters.MetricSetId,
      startTime: parameters.StartTime ?? '',
      endTime: parameters.EndTime ?? '',
    })
    return { ReportId: id }
  },
})

/** What cannot be read says nothing: the document names no field of it. */
function optionsOf(text: string | undefined): { readonly source: string; readonly port: number | null } {
  const none = { source: 'internet', port: null }
  if (text === undefined) return none
  try {
    const options = JSON.parse(text) as Readonly<Record<string, unknown>> | null
    const port = Number(options?.Port)
    return {
      source: typeof options?.Source === 'string' ? options.Source : none.source,
      port: Number.isInteger(port) && port > 0 && port <= 65_535 ? port : null,
    }
  } catch {
    return none
  }
}
