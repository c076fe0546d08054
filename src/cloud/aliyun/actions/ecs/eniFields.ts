// Parameters that the actions about network interfaces share.

import { parseAddress } from '../../../../core/model/address.ts'
import { parseCidr } from '../../../../core/model/cidr.ts'
import type { SessionTimeouts } from '../../../../core/model/network.ts'
import type { ErrorSpec } from '../../error.ts'
import { choice, type Decoded, integer, list, object, refuse, required, text } from '../../fields.ts'
import { isDescription, isEcsName, refused } from '../fields.ts'

const bad = (code: string, message: string): ErrorSpec => ({ status: 400, code, message })

export const eniId = required(
  text({
    about: 'Network interface.',
    check: /^[\w-]{1,100}$/,
    malformed: bad('InvalidParams.EniId', 'The specified parameter NetworkInterfaceId is not valid.'),
  }),
)

export const eniName = text({
  about: 'Name: 2 to 128 characters, a letter first, then letters, digits, `:`, `_`, `.` and `-`.',
  check: isEcsName,
})

export const eniDescription = (max: number) =>
  text({
    about: `Description, 2 to ${max} characters, no URL at the beginning.`,
    check: isDescription(2, max),
  })

const ESTABLISHED = [30, 60, 80, 100, 200, 300, 500, 700, 910]
const UDP = [10, 20, 30, 60, 80, 100]

const oneOf = (values: readonly number[], about: string) =>
  text({ about: `${about}: ${values.join(', ')}.`, check: (value) => values.includes(Number(value)) })

export const connectionTracking = object(
  {
    TcpEstablishedTimeout: oneOf(ESTABLISHED, 'Seconds an idle TCP session is kept. Default 910. One of'),
    TcpClosedAndTimeWaitTimeout: integer({
      about: 'Seconds a closed TCP session is kept, 3 to 15. Default 3.',
      min: 3,
      max: 15,
    }),
    UdpTimeout: oneOf(UDP, 'Seconds an idle UDP session is kept. Default 30. One of'),
  },
  { about: 'After what time idle sessions are forgotten.' },
)

export function timeoutsOf(
  given: Decoded<{ tracking: typeof connectionTracking }>['tracking'],
): Partial<SessionTimeouts> {
  if (given === undefined) return {}
  const { TcpEstablishedTimeout, TcpClosedAndTimeWaitTimeout, UdpTimeout } = given
  return {
    ...(TcpEstablishedTimeout === undefined ? {} : { tcpEstablished: Number(TcpEstablishedTimeout) }),
    ...(TcpClosedAndTimeWaitTimeout === undefined ? {} : { tcpClosed: TcpClosedAndTimeWaitTimeout }),
    ...(UdpTimeout === undefined ? {} : { udp: Number(UdpTimeout) }),
  }
}

const malformedAddress: ErrorSpec = {
  status: 403,
  code: 'InvalidIp.Address',
  message: 'The specified IP address is not valid.',
}

export const addressOf = (family: 4 | 6, about: string) =>
  text({ about, check: (value) => parseAddress(value)?.family === family, malformed: malformedAddress })

/** `Ipv6Address.1` …, as many as there are places. */
export const addressList = (family: 4 | 6, max: number, about: string) =>
  list(addressOf(family, about), { about: `${about}, up to ${max}.`, max })

/** Blocks that can be delegated: IPv4 /28, IPv6 /80. */
export const prefixList = (family: 4 | 6, about: string) =>
  list(text({ about: 'A block of the vSwitch.', check: (value) => parseCidr(value)?.family === family }), {
    about: `${about}, up to 10.`,
    max: 10,
  })

export const count = (about: string, max: number) => integer({ about: `${about}, 1 to ${max}.`, min: 1, max })

export const ipv4Prefixes = {
  Ipv4Prefix: prefixList(4, 'IPv4 blocks to delegate'),
  Ipv4PrefixCount: count('How many IPv4 blocks to delegate', 10),
}

export const ipv6Wishes = {
  Ipv6Address: addressList(6, 10, 'IPv6 addresses'),
  Ipv6AddressCount: count('How many IPv6 addresses', 10),
  Ipv6Prefix: prefixList(6, 'IPv6 blocks to delegate'),
  Ipv6PrefixCount: count('How many IPv6 blocks to delegate', 10),
}

/** Named ones and a number of any exclude each other. */
export function checkEither(names: readonly unknown[], number: number | undefined, what: string): void {
  if (names.length === 0 || number === undefined) return
  const count = what === 'PrivateIpAddress' ? 'SecondaryPrivateIpAddressCount' : `${what}Count`
  refuse(bad('InvalidParameter.Conflict', `The specified parameters ${what} and ${count} conflict.`))
}

/** The cloud says of it: not yet available. */
export const noTrunk = refused('Trunk interface that it hangs on', {
  status: 404,
  code: 'InvalidEniId.NotFound',
  message: 'The specified TrunkNetworkInstanceId does not exist.',
})

export const queueNumber = integer({
  about: 'Queues, 1 to 2048.',
  min: 1,
  max: 2048,
  malformed: {
    status: 403,
    code: 'InvalidParameter.InvalidEniQueueNumber',
    message: 'The specified QueueNumber is not valid.',
  },
})

export const trafficMode = choice(['Standard', 'HighPerformance'], { about: 'Default Standard.' })
