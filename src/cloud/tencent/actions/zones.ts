// Which zone a call means.

import { refuse, spec } from '../error.ts'
import { isZoneOf, regionOf, zonesOf } from '../regions.ts'

const unknown = (code: string, zone: string) =>
  spec(code, `可用区 \`${zone}\` 不属于该地域。`, `The zone \`${zone}\` is not in the region.`)

/** The first zone of the region when none is named. */
export function zoneIn(region: string, zone: string | undefined, code = 'InvalidParameterValue'): string {
  if (zone !== undefined) return isZoneOf(zone, region) ? zone : refuse(unknown(code, zone))
  const found = regionOf(region)
  const first = found === undefined ? undefined : zonesOf(found)[0]
  return first?.id ?? refuse(unknown(code, ''))
}
