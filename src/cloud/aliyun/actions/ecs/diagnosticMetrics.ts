// What a self-diagnosis asks about: one metric for each usual service, all in one set.
//
// None looks into an instance: there is no system inside one here, only its network.

import { USUAL_SERVICES } from '../../../../service/diagnosis/reports.ts'
import { byToken } from '../../pagination.ts'

/** More than there may be is brought within instead of refused, as documented. */
export const diagnosticPaging = byToken({ default: 10, min: 1, max: 100, clamp: true })

/** The set that the cloud uses when none is named. */
export const METRIC_SET = 'dms-instancedefault'
export const CATEGORY = 'SecurityGroup'
export const RESOURCE_TYPE = 'instance'

/** Choice: the cloud's own names of metrics are in no document. */
export const metricOf = (service: string): string => `${CATEGORY}.${service}`

/** In the form that lists are cut into parts by. */
export const METRICS = USUAL_SERVICES.map((service, createdAt) => ({
  id: metricOf(service),
  service,
  createdAt,
}))
