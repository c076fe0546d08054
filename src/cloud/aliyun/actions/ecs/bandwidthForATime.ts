// More public bandwidth for a time, as ModifyInstanceNetworkSpec and ModifyInstanceSpec ask for it.

import type { Call } from '../../../../service/call.ts'
import { boostBandwidth } from '../../../../service/instance/bandwidth.ts'
import { findInstance } from '../../../../service/instance/find.ts'
import { elasticAddressOf } from '../../../../service/instance/publicAddress.ts'
import { AliyunError } from '../../error.ts'
import { integer, parsed, refuse } from '../../fields.ts'
import { parseMinute } from '../../time.ts'

const bad = (code: string, message: string) => ({ status: 400, code, message })

const WRONG_TIMES = bad(
  'InvalidStartTime.ValueNotSupported',
  'The specified times are not valid: such as 2017-12-05T22:40Z and 2017-12-06T22Z, at least three hours apart and not past.',
)

const parseHour = (text: string): number | undefined => parseMinute(text.replace(/T(\d\d)Z$/, 'T$1:00Z'))

export const boostStart = parsed(
  'When more bandwidth for a time begins, such as 2017-12-05T22:40Z.',
  WRONG_TIMES,
  parseMinute,
)
export const boostEnd = parsed(
  'When it ends, such as 2017-12-06T22Z; three hours later at least.',
  WRONG_TIMES,
  parseHour,
)
export const boostBandwidthField = integer({
  about: 'Mbit/s for that time, 1 to 100.',
  min: 1,
  max: 100,
  malformed: bad(
    'InvalidInternetMaxBandwidthOut.ValueNotSupported',
    'The specified InternetMaxBandwidthOut is beyond the permitted range.',
  ),
})

const INCOMPLETE = bad(
  'InvalidParameter.Conflict',
  'More bandwidth for a time needs StartTime, EndTime and InternetMaxBandwidthOut.',
)

const SHORTEST = 3 * 60 * 60 * 1000

interface Asked {
  readonly instanceId: string
  readonly region: string | undefined
  readonly mbits: number | undefined
  readonly from: number | undefined
  readonly until: number | undefined
}

export function boostFor(call: Call, { instanceId, region, mbits, from, until }: Asked): void {
  const instance = findInstance(call, instanceId, region)
  if (mbits === undefined || from === undefined || until === undefined) throw new AliyunError(INCOMPLETE)
  if (until - from < SHORTEST || until <= call.now) refuse(WRONG_TIMES)
  if (elasticAddressOf(call, instance) !== undefined)
    refuse(
      bad(
        'BandwidthUpgradeDenied.EipBoundInstance',
        'The specified VPC instance has bound EIP, temporary bandwidth upgrade is denied.',
      ),
    )
  if (mbits < instance.internetMaxBandwidthOut)
    refuse(
      bad(
        'InvalidBandwidth.ValueNotSupported',
        'Instance upgrade bandwidth of temporary not allow less then existed.',
      ),
    )
  boostBandwidth(call, instance, { mbits, from, until })
}
