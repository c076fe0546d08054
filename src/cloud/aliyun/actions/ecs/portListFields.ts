// Parameters of the actions on port lists.

import type { PortRange } from '../../../../core/model/ports.ts'
import { object, parsed, required, text } from '../../fields.ts'
import { parsePortText } from '../../ruleText.ts'
import { entryDescription, entryList, listName } from '../listFields.ts'

export const portListId = required(text({ about: 'Port list.' }))

export const portListName = listName({
  status: 400,
  code: 'InvalidParameter.PortRangeListName',
  message: 'The specified parameter PortRangeListName is not valid.',
})

const portRange = required(
  parsed(
    '`first/last`, 1 to 65535.',
    {
      status: 400,
      code: 'InvalidParameter.PortRange',
      message:
        'The specified parameter PortRange is not valid. It should be two integers less than 65535 in specified format.',
    },
    (written): PortRange | undefined => {
      const range = parsePortText(written)
      return range === 'any' ? undefined : range
    },
  ),
)

export const addedRanges = (about: string) =>
  entryList(object({ PortRange: portRange, Description: entryDescription }, { about: 'One entry.' }), about)

export const removedRanges = entryList(
  object({ PortRange: portRange }, { about: 'One entry.' }),
  'Entries to remove',
)

export const entriesOf = (
  added: readonly { readonly PortRange: PortRange; readonly Description: string | undefined }[],
) => added.map(({ PortRange, Description }) => ({ ...PortRange, description: Description ?? '' }))
