// Parameters that the actions about elastic IP addresses share.

import { choice, required, text } from '../../fields.ts'

export const allocationId = required(text({ about: 'Elastic IP address.' }))

/** What an address can be bound to here; the cloud knows more kinds. */
export const targetType = choice(['EcsInstance', 'NetworkInterface'], {
  about: 'EcsInstance or NetworkInterface. Default EcsInstance.',
  malformed: {
    status: 400,
    code: 'InvalidInstanceType.ValueNotSupported',
    message: 'The specified value of InstanceType is not supported.',
  },
})

export const bandwidth = text({
  about: 'Mbit/s, 1 to 500 (PayByTraffic: 200, PrePaid: 1000).',
  check: /^([1-9]\d{0,2}|1000)$/,
})

/** Mbit/s. */
export const fastest = (eip: { readonly internetChargeType: string; readonly prepaid?: boolean }): number =>
  eip.prepaid === true ? 1000 : eip.internetChargeType === 'PayByTraffic' ? 200 : 500

/** In the other modes the address itself stands on the interface: refused, since to ignore it would be to lie. */
export const forwardMode = choice(['NAT'], {
  about: 'NAT, the default; BINDED and MULTI_BINDED are refused.',
  malformed: {
    status: 400,
    code: 'UnsupportedOperation',
    message: 'Only the mode NAT is supported.',
  },
})
