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
  about: 'Mbit/s, 1 to 500 (PayByTraffic: 200).',
  check: /^[1-9]\d{0,2}$/,
})

/** Mbit/s. */
export const fastest = (chargeType: string): number => (chargeType === 'PayByTraffic' ? 200 : 500)
