// Parameters that the actions about elastic IP addresses share.

import type { VisibleMode } from '../../../../core/model/network.ts'
import type { ErrorSpec } from '../../error.ts'
import { choice, required, text } from '../../fields.ts'

export const allocationId = required(text({ about: 'Elastic IP address.' }))

export const VALUE_NOT_SUPPORTED: ErrorSpec = {
  status: 400,
  code: 'InvalidInstanceType.ValueNotSupported',
  message: 'The specified value of InstanceType is not supported.',
}

/** What an address can be bound to here; the cloud knows more kinds. */
export const targetType = choice(['EcsInstance', 'NetworkInterface'], {
  about: 'EcsInstance or NetworkInterface. Default EcsInstance.',
  malformed: VALUE_NOT_SUPPORTED,
})

/** What binding one can end in, whatever of the target is named. */
export const associationFaults = [
  'eipNotFound',
  'eipInUse',
  'eipTargetNotFound',
  'eipTargetTaken',
  'eipTargetInOtherRegion',
  'eipModeUnfit',
  'eipEniAttached',
] as const

export const bandwidth = text({
  about: 'Mbit/s, 1 to 500 (PayByTraffic: 200, PrePaid: 1000).',
  check: /^([1-9]\d{0,2}|1000)$/,
})

/** Mbit/s. */
export const fastest = (eip: { readonly internetChargeType: string; readonly prepaid?: boolean }): number =>
  eip.prepaid === true ? 1000 : eip.internetChargeType === 'PayByTraffic' ? 200 : 500

const MODES = { NAT: undefined, BINDED: 'cutThrough', MULTI_BINDED: 'multiEip' } as const

export const forwardMode = choice(['NAT', 'BINDED', 'MULTI_BINDED'], {
  about:
    'NAT, the default: it is translated. BINDED: it takes the place of a secondary interface’s addresses. MULTI_BINDED: it stands beside them.',
})

export const modeOf = (mode: keyof typeof MODES | undefined): VisibleMode | undefined => MODES[mode ?? 'NAT']

export const modeName = (mode: VisibleMode | undefined): keyof typeof MODES =>
  mode === undefined ? 'NAT' : mode === 'cutThrough' ? 'BINDED' : 'MULTI_BINDED'
