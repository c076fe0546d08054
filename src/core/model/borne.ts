// Which addresses an interface bears: its private ones, and public ones that stand on it beside or instead of them (P10).

import type { Eip, Eni } from './network.ts'

/** Cut-through takes its private functions away. */
export const isPrivatelyReached = (eni: Pick<Eni, 'visible'>): boolean => eni.visible?.only !== true

/** Without delegated blocks. */
export const privateAddressesOn = (eni: Eni): readonly string[] =>
  isPrivatelyReached(eni) ? [eni.primaryAddress, ...eni.secondaryAddresses, ...eni.ipv6Addresses] : []

export const prefixesOn = (eni: Eni): readonly string[] => (isPrivatelyReached(eni) ? eni.prefixes : [])

export const publicAddressesOn = (eni: Pick<Eni, 'visible'>): readonly string[] =>
  eni.visible?.addresses ?? []

/** What a public address is on its interface's own wire: itself, or what it is translated to; null while it is free. */
export function addressBehind({ address, association }: Eip): string | null {
  if (association === null) return null
  return association.mode === undefined ? association.privateAddress : address
}
