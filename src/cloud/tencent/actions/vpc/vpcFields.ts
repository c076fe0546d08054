// Parameters that several actions on VPCs and subnets share.

import { parseAddress } from '../../../../core/model/address.ts'
import { filled, list, required, text } from '../../fields.ts'
import { idField, malformed, tooLong, tooMany } from '../fields.ts'

const MOST_BYTES = 60
const MOST_SERVERS = 4
const encoder = new TextEncoder()

/** VPC counts bytes where security groups count characters. */
export const byteName = (about: string) =>
  text({
    about,
    check: (value) => encoder.encode(value).length <= MOST_BYTES,
    invalid: tooLong,
  })

/** Two booleans of this interface are texts. */
export const textFlag = (about: string) => filled({ about, check: /^(true|false)$/i })

export const flagIn = (value: string | undefined): boolean | undefined =>
  value === undefined ? undefined : value.toLowerCase() === 'true'

export const vpcId = required(idField('vpc', 'VPC.'))
export const subnetId = required(idField('subnet', 'Subnet.'))

export const dnsServers = list(
  required(
    text({ about: 'Address.', check: (value) => parseAddress(value)?.family === 4, invalid: malformed }),
  ),
  { about: `Addresses of DNS servers, up to ${MOST_SERVERS}.`, max: MOST_SERVERS, tooMany },
)
export const domainName = text({
  about: 'Domain that hosts are in, up to 60 characters.',
  check: /^.{0,60}$/u,
})
