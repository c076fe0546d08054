// Addresses and delegated blocks for an interface: those asked for by name first, then whichever are free.

import { fail } from '../../core/model/faults.ts'
import type { AddressPool } from './addresses.ts'

export interface Wishes {
  readonly secondaryAddresses?: readonly string[] | undefined
  /** So many more, whichever are free. */
  readonly secondaryCount?: number | undefined
  readonly ipv6Addresses?: readonly string[] | undefined
  readonly ipv6Count?: number | undefined
  /** Blocks of either family, by name. */
  readonly prefixes?: readonly string[] | undefined
  readonly ipv4PrefixCount?: number | undefined
  readonly ipv6PrefixCount?: number | undefined
}

export interface Allocated {
  readonly ipv4: readonly string[]
  readonly ipv6: readonly string[]
  readonly prefixes: readonly string[]
}

/** `counted` comes last, so that no free choice takes away what is asked for by name. */
export function allocate(
  pool: AddressPool,
  wishes: Wishes,
): { readonly named: Allocated; counted(): Allocated } {
  const { secondaryAddresses = [], ipv6Addresses = [], prefixes = [] } = wishes
  checkRepeats([...secondaryAddresses, ...ipv6Addresses, ...prefixes])
  return {
    named: {
      ipv4: secondaryAddresses.map((text) => pool.claim(text)),
      ipv6: ipv6Addresses.map((text) => pool.claim(text)),
      prefixes: prefixes.map((text) => pool.claimPrefix(text)),
    },
    counted: () => ({
      ipv4: times(wishes.secondaryCount, () => pool.next(4)),
      ipv6: times(wishes.ipv6Count, () => pool.next(6)),
      prefixes: [
        ...times(wishes.ipv4PrefixCount, () => pool.nextPrefix(4)),
        ...times(wishes.ipv6PrefixCount, () => pool.nextPrefix(6)),
      ],
    }),
  }
}

export function checkRepeats(texts: readonly string[]): void {
  const repeated = texts.find((text, index) => texts.indexOf(text) !== index)
  if (repeated !== undefined) fail({ name: 'addressRepeated', address: repeated })
}

const times = (count: number | undefined, make: () => string): readonly string[] =>
  Array.from({ length: count ?? 0 }, make)
