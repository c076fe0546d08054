// Parameters that the actions on network ACLs share; codes of their own reference.

import { ignored, list, object, required, text } from '../../fields.ts'
import { isDescription, isVpcName } from '../fields.ts'

export const illegal = (name: string) => ({
  status: 400,
  code: `ParameterIllegal.${name}`,
  message: `ParameterIllegal.${name}`,
})
export const missing = (name: string) => ({
  status: 400,
  code: `ParameterMissing.${name}`,
  message: `ParameterMissing.${name}`,
})

export const networkAclId = required(text({ about: 'Network ACL.' }), missing('NetworkAclId'))

export const networkAclName = text({
  about: 'Name, 1 to 128 characters, not beginning with http:// or https://.',
  check: isVpcName,
  malformed: illegal('Name'),
})

export const networkAclDescription = text({
  about: 'Description, 1 to 256 characters, not beginning with http:// or https://.',
  check: isDescription(1, 256),
  malformed: illegal('Description'),
})

export const unusedToken = ignored('Reading is safe to repeat as it is.')

const MOST_RESOURCES = 30

/** VSwitches to bind or to unbind. */
export const resources = list(
  object(
    {
      ResourceId: required(text({ about: 'vSwitch.' }), missing('ResourceId')),
      ResourceType: required(
        text({ about: 'Only VSwitch.', check: /^vswitch$/i, malformed: illegal('ResourceType') }),
        missing('ResourceType'),
      ),
    },
    { about: 'One vSwitch.' },
  ),
  {
    about: `VSwitches, up to ${MOST_RESOURCES}.`,
    min: 1,
    missing: missing('Resource'),
    max: MOST_RESOURCES,
    tooMany: illegal('Resource'),
  },
)

export const idsOf = (found: readonly { readonly ResourceId: string }[]): readonly string[] =>
  found.map(({ ResourceId }) => ResourceId)
