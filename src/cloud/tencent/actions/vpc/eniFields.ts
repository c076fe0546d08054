// Parameters that several actions on network interfaces share.

import { filled, flag, integer, list, object, required, text } from '../../fields.ts'
import { idField, malformed, tooLong, tooMany } from '../fields.ts'
import { byteName } from './vpcFields.ts'

export const eniId = required(idField('eni', 'Network interface.'))
export const eniName = byteName('Name, up to 60 bytes.')
export const eniDescription = byteName('Description, up to 60 bytes.')
export const instanceId = required(idField('ins', 'Instance.'))
export const qosLevel = filled({ about: 'PT, AU, AG or DEFAULT; without effect here.', ignored: true })
export const clientToken = filled({
  about: 'The same call with the same token is carried out once.',
  invalid: tooLong,
})
export const trunking = filled({ about: 'Enable or Disable; without effect here.', ignored: true })
export const attachType = integer({ about: '0: standard, 1: extended.', min: 0, max: 1, ignored: true })

const MOST_ADDRESSES = 10

const IPV4 = /^\d{1,3}(\.\d{1,3}){3}$/

const address = object(
  {
    PrivateIpAddress: filled({ about: 'Address.', check: IPV4, invalid: malformed }),
    Primary: flag({ about: 'Whether it is the primary one.' }),
    Description: text({ about: 'Without effect here.', ignored: true }),
    PublicIpAddress: text({ about: 'Without effect here.', ignored: true }),
    AddressId: text({ about: 'Without effect here.', ignored: true }),
    IsWanIpBlocked: flag({ about: 'Without effect here.', ignored: true }),
    State: text({ about: 'Without effect here.', ignored: true }),
    QosLevel: qosLevel,
  },
  { about: 'One address.' },
)

export const addresses = list(address, {
  about: `Addresses, up to ${MOST_ADDRESSES}.`,
  max: MOST_ADDRESSES,
  tooMany,
})

export interface Wanted {
  readonly primary: string | undefined
  readonly secondary: readonly string[]
  /** So many more that no address was named for. */
  readonly unnamed: number
}

type Address = { readonly PrivateIpAddress: string | undefined; readonly Primary: boolean | undefined }

export function wantedOf(given: readonly Address[] = []): Wanted {
  const primary = given.find(({ Primary }) => Primary === true)
  const others = given.filter((one) => one !== primary)
  return {
    primary: primary?.PrivateIpAddress,
    secondary: others.flatMap(({ PrivateIpAddress }) => PrivateIpAddress ?? []),
    unnamed: others.filter(({ PrivateIpAddress }) => PrivateIpAddress === undefined).length,
  }
}
