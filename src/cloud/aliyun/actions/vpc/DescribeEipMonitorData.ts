// What passed by an elastic IP address, in steps of a minute and more.

import { findEip } from '../../../../service/eip/find.ts'
import type { TrafficMinute } from '../../../../service/traffic/history.ts'
import { action } from '../../action.ts'
import type { ErrorSpec } from '../../error.ts'
import { integer, refuse, required, text } from '../../fields.ts'
import { formatTime, parseTime } from '../../time.ts'
import { optionalRegionId, owner } from '../fields.ts'
import { allocationId } from './eipFields.ts'

const PERIODS = [60, 300, 900, 3600]
const MOST_POINTS = 400
const MINUTE_MS = 60_000
const KEPT_MS = 31 * 24 * 60 * MINUTE_MS

const invalid = (code: string, name: string): ErrorSpec => ({
  ...{ status: 400, code },
  message: `The specified parameter "${name}" is not valid.`,
})

export const DescribeEipMonitorData = action({
  name: 'DescribeEipMonitorData',
  product: 'Vpc',
  version: '2016-04-28',
  alsoIn: ['2014-05-26'],
  summary: 'Show what passed by an elastic IP address.',
  effect: 'read',
  permission: 'vpc:DescribeEipMonitorData',
  input: {
    RegionId: optionalRegionId,
    AllocationId: allocationId,
    StartTime: required(text({ about: 'UTC, 2020-01-05T01:05:05Z; up to 31 days ago.' })),
    EndTime: required(text({ about: 'UTC; up to 400 periods later.' })),
    Period: integer({ about: 'Seconds: 60 (default), 300, 900 or 3600.' }),
    ...owner,
  },
  faults: ['eipNotFound'],
  missing: [],
  example: {
    AllocationId: 'eip-bp1example',
    StartTime: '2020-01-05T01:05:05Z',
    EndTime: '2020-01-05T03:05:10Z',
  },
  run(call, { AllocationId, RegionId, StartTime, EndTime, Period = 60 }) {
    const eip = findEip(call, AllocationId, RegionId)
    const from = nextMinute(StartTime) ?? refuse(invalid('InvalidStartTime.Malformed', 'StartTime'))
    const until = nextMinute(EndTime) ?? refuse(invalid('InvalidEndTime.Malformed', 'EndTime'))
    if (until < from) refuse(invalid('InvalidEndTime.Malformed', 'EndTime'))
    if (!PERIODS.includes(Period)) refuse(invalid('InvalidPeriod.ValueNotSupported', 'Period'))
    if (from < call.now - KEPT_MS)
      refuse({
        ...{ status: 400, code: 'InvalidStartTime.TooEarly' },
        message: 'The specified parameter "StartTime" is too early.',
      })
    const step = Period * 1000
    if ((until - from) / step > MOST_POINTS)
      refuse({
        ...{ status: 400, code: 'OperationDenied.TooManyDataQueried' },
        message: 'Specified operation is denied as too many data to return.',
      })
    const end = Math.min(until, call.now)
    const minutes = call.traffic?.minutes(eip.id, from, end) ?? []
    const points = Array.from({ length: Math.max(0, Math.ceil((end - from) / step)) }, (_, place) =>
      pointOf(minutes, from + place * step, Period),
    )
    return { EipMonitorDatas: { EipMonitorData: points } }
  },
})

/** What is no whole minute means the next one. */
function nextMinute(text: string): number | undefined {
  const at = parseTime(text)
  return at === undefined ? undefined : Math.ceil(at / MINUTE_MS) * MINUTE_MS
}

function pointOf(minutes: readonly TrafficMinute[], at: number, period: number) {
  const within = minutes.filter((minute) => minute.at >= at && minute.at < at + period * 1000)
  const sum = (read: (minute: TrafficMinute) => number): number =>
    within.reduce((all, minute) => all + read(minute), 0)
  const [received, sent] = [sum(({ bytesIn }) => bytesIn), sum(({ bytesOut }) => bytesOut)]
  return {
    TimeStamp: formatTime(at),
    EipRX: received,
    EipTX: sent,
    EipFlow: received + sent,
    EipBandwidth: Math.round((received + sent) / period),
    EipPackets: sum(({ packets }) => packets),
  }
}
