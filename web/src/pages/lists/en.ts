// English words of the page about prefix lists and port lists.

export const en = {
  'page.lists': 'Prefix and port lists',
  'lists.about': 'Named sets of blocks or ports that many rules share.',
  'lists.prefix': 'Prefix lists',
  'lists.port': 'Port lists',
  'lists.create': 'Create list',
  'lists.edit': 'Modify list',
  'lists.delete': 'Delete list',
  'lists.entries': 'Entries',
  'lists.entriesOf': '{{count}} of {{most}} entries',
  'lists.entriesPrefix': 'One block a line, a description behind a blank: 10.0.0.0/8 office',
  'lists.entriesPort': 'One port or range a line, a description behind a blank: 8000-8100 game',
  'lists.family': 'Address family',
  'lists.max': 'Most entries',
  'lists.maxRule': 'Fixed for ever; it counts in full as rules of each group that uses the list.',
  'lists.users': 'Used by',
  'lists.unused': 'nobody',
  'lists.none': 'There is no list yet',
} as const
