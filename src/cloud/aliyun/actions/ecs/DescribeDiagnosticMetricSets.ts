// Lists sets of metrics: the one that every diagnosis uses.

import { action } from '../../action.ts'
import { choice, list, text, withDefault } from '../../fields.ts'
import { owner, regionId } from '../fields.ts'
import { meets, meetsAny } from '../filters.ts'
import { diagnosticPaging, METRIC_SET, METRICS, RESOURCE_TYPE } from './diagnosticMetrics.ts'

export const DescribeDiagnosticMetricSets = action({
  name: 'DescribeDiagnosticMetricSets',
  product: 'Ecs',
  version: '2014-05-26',
  summary: 'List sets of metrics for diagnoses.',
  effect: 'read',
  permission: 'ecs:DescribeDiagnosticMetricSets',
  input: {
    RegionId: regionId,
    MetricSetIds: list(text({ about: 'Set.' }), { about: 'Only these sets, up to 100.', max: 100 }),
    ResourceType: text({ about: 'Only those about resources of this type.' }),
    Type: withDefault(
      choice(['User', 'Common'], {
        about: 'User (default): made by a user, which nobody can here. Common: of the cloud.',
      }),
      'User',
    ),
    ...diagnosticPaging.fields,
    ...owner,
  },
  faults: [],
  missing: [],
  example: { RegionId: 'cn-hangzhou', Type: 'Common' },
  run(_, parameters) {
    const { MetricSetIds, ResourceType, Type } = parameters
    const found = [{ id: METRIC_SET, createdAt: 0 }]
      .filter(({ id }) => meetsAny(MetricSetIds, [id]))
      // Naming a set is saying enough.
      .filter(() => Type === 'Common' || MetricSetIds.length > 0)
      .filter(() => meets(ResourceType, RESOURCE_TYPE))
    const { items, envelope } = diagnosticPaging.cut(found, parameters)
    return {
      ...envelope,
      MetricSets: items.map(({ id }) => ({
        MetricSetId: id,
        MetricSetName: 'Reachability of the usual services',
        Description: 'Whether security groups and network ACLs let the usual services reach an instance.',
        Type: 'Common',
        ResourceType: RESOURCE_TYPE,
        MetricIds: METRICS.map((metric) => metric.id),
      })),
    }
  },
})
