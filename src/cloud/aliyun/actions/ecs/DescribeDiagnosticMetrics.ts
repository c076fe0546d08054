// Lists what a self-diagnosis asks about.

import { action } from '../../action.ts'
import { list, text } from '../../fields.ts'
import { owner, regionId } from '../fields.ts'
import { meets, meetsAny } from '../filters.ts'
import { CATEGORY, diagnosticPaging, METRICS, RESOURCE_TYPE } from './diagnosticMetrics.ts'

export const DescribeDiagnosticMetrics = action({
  name: 'DescribeDiagnosticMetrics',
  product: 'Ecs',
  version: '2014-05-26',
  summary: 'List metrics of diagnoses.',
  effect: 'read',
  permission: 'ecs:DescribeDiagnosticMetrics',
  input: {
    RegionId: regionId,
    MetricIds: list(text({ about: 'Metric.' }), { about: 'Only these metrics, up to 100.', max: 100 }),
    ResourceType: text({ about: 'Only those about resources of this type; all are about `instance`.' }),
    ...diagnosticPaging.fields,
    ...owner,
  },
  faults: [],
  missing: [],
  example: { RegionId: 'cn-hangzhou', ResourceType: 'instance' },
  run(_, parameters) {
    const found = METRICS.filter(({ id }) => meetsAny(parameters.MetricIds, [id])).filter(() =>
      meets(parameters.ResourceType, RESOURCE_TYPE),
    )
    const { items, envelope } = diagnosticPaging.cut(found, parameters)
    return {
      ...envelope,
      Metrics: items.map(({ id, service }) => ({
        MetricId: id,
        MetricName: `Reachability of ${service}`,
        MetricCategory: CATEGORY,
        Description: `Whether security groups and network ACLs let ${service} reach the instance.`,
        ResourceType: RESOURCE_TYPE,
        GuestMetric: false,
        SupportedOperatingSystem: 'All',
      })),
    }
  },
})
