// Members of a template or a group of templates, whichever of the four kinds it is.

import type { Call } from '../../../service/call.ts'
import { changeMembers } from '../../../service/openList/change.ts'
import { refuse } from '../error.ts'
import { filled, list, object, required, text } from '../fields.ts'
import { addressEntry, addressText, type GivenMember, serviceEntries, serviceText } from '../templateCodec.ts'
import { empty, malformed } from './fields.ts'

export const templateId = required(
  filled({
    about: 'Template or group of templates, of addresses or services.',
    check: /^(ipm|ipmg|ppm|ppmg)-[a-z0-9]{8}$/,
    invalid: malformed,
  }),
)

const member = object(
  {
    Member: required(text({ about: 'The member itself; in a group the id of a template.' })),
    Description: text({ about: 'What it is for.' }),
  },
  { about: 'One member.' },
)

export const members = (about: string) => required(list(member, { about }))

type Given = readonly { readonly Member: string; readonly Description: string | undefined }[]

const given = (all: Given): readonly GivenMember[] =>
  all.map(({ Member, Description = '' }) => ({ text: Member, description: Description }))

/** `added` stands at `path` in the request. */
export function changeTemplate(
  call: Call,
  region: string,
  listId: string,
  change: { readonly removed?: Given; readonly added?: Given },
): void {
  const removed = given(change.removed ?? []).map((each) => each.text)
  const added = given(change.added ?? [])
  if (removed.length + added.length === 0) refuse(empty('TemplateMember'))
  const place = { region, listId, removed }
  const pathOf = (index: number): string => `TemplateMember.${index}.Member`
  const isGroup = /^(ipmg|ppmg)-/.test(listId)
  if (listId.startsWith('ipm')) {
    const entriesOf = (one: GivenMember, index: number) =>
      isGroup ? [] : [addressEntry(one, pathOf(index), call.now)]
    const made = added.map((one, index) => ({ text: one.text, entries: entriesOf(one, index) }))
    changeMembers(call, 'prefixList', { ...place, added: made, textOf: addressText })
  } else {
    const entriesOf = (one: GivenMember, index: number) =>
      isGroup ? [] : serviceEntries(one, pathOf(index), call.now)
    const made = added.map((one, index) => ({ text: one.text, entries: entriesOf(one, index) }))
    changeMembers(call, 'portList', { ...place, added: made, textOf: serviceText })
  }
}

export const memberFaults = [
  'prefixListNotFound',
  'portListNotFound',
  'tooManyEntries',
  'tooManyExpandedRules',
  'listEmpty',
  'listEntryNotFound',
  'entryRepeated',
  'includedListNotFound',
  'tooManyListUsers',
] as const
