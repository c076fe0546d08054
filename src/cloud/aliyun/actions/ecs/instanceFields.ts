// Parameters that the actions about instances share.

import type { Field } from '../../fields.ts'
import { choice, flag, ignored, list, missingOf, required, text } from '../../fields.ts'
import { regionOf, zonesOf } from '../../regions.ts'

export const instanceId = required(text({ about: 'Instance.' }))

/** `InstanceId.1` to `InstanceId.100`. */
export const instanceIdList = list(text({ about: 'Instance.' }), {
  about: 'Instances, 1 to 100.',
  min: 1,
  max: 100,
  missing: missingOf('InstanceId'),
})

export const batchOptimization = choice(['AllTogether', 'SuccessFirst'], {
  about: 'AllTogether: one failure fails all. SuccessFirst: each for itself. Default AllTogether.',
})

export const stoppedMode = ignored('Stopped instances keep everything; nothing is billed.')
export const forceStop = flag({ about: 'Like pulling the plug: instances stop at once here anyway.' })

/** `Name.1` … or a JSON array in one text, up to 100 entries. */
export const textList = (about: string, code = 'InvalidParameter') =>
  list(text({ about }), {
    about,
    max: 100,
    malformed: { status: 400, code, message: 'The specified list is not a valid JSON array.' },
  })

/** Parameters taken for the sake of clients that send them. */
export const allIgnored = <N extends string>(
  names: readonly N[],
  about: string,
): { readonly [K in N]: Field<undefined> } =>
  Object.fromEntries(names.map((name) => [name, ignored(about)])) as { [K in N]: Field<undefined> }

export const firstZoneOf = (region: string): string => {
  const found = regionOf(region)
  return (found === undefined ? undefined : zonesOf(found)[0]?.id) ?? ''
}
