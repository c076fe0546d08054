// Parameters of the actions on prefix lists, and how one is shown.

import { formatCidr, parseCidr, rangeOf } from '../../../../core/model/cidr.ts'
import type { PrefixList } from '../../../../core/model/lists.ts'
import { choice, object, parsed, required, text } from '../../fields.ts'
import { entryDescription, entryList, listName } from '../listFields.ts'

export const prefixListId = required(text({ about: 'Prefix list.' }))

export const prefixListName = listName({
  status: 400,
  code: 'InvalidParameter.PrefixListName',
  message: 'The parameter PrefixListName is not valid.',
})

export const addressFamily = choice(['IPv4', 'IPv6'], {
  about: 'Family of all addresses in the list: IPv4 or IPv6.',
  malformed: {
    status: 400,
    code: 'InvalidParameter.AddressFamily',
    message: 'The parameter AddressFamily should be IPv4 or IPv6.',
  },
})

export const familyOf = (text: 'IPv4' | 'IPv6'): 4 | 6 => (text === 'IPv4' ? 4 : 6)
export const familyText = ({ family }: PrefixList): string => `IPv${family}`

const cidr = required(
  parsed(
    'Block without host bits, or a single address.',
    {
      status: 400,
      code: 'InvalidParameter.CidrMalformed',
      message: 'The specified Cidr is not valid.',
    },
    canonicalBlock,
  ),
)

/** As the cloud writes it back: addresses as blocks, IPv6 in its short form; `10.0.0.1/8` is no block. */
export function canonicalBlock(written: string): string | undefined {
  const block = parseCidr(written)
  if (block === undefined || rangeOf(block).first !== block.base) return undefined
  return formatCidr(block)
}

export const addedBlocks = (about: string) =>
  entryList(object({ Cidr: cidr, Description: entryDescription }, { about: 'One entry.' }), about)

export const removedBlocks = entryList(object({ Cidr: cidr }, { about: 'One entry.' }), 'Entries to remove')

export const entriesOf = (
  added: readonly { readonly Cidr: string; readonly Description: string | undefined }[],
) => added.map(({ Cidr, Description }) => ({ cidr: Cidr, description: Description ?? '' }))
