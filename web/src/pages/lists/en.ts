// English words of the page about prefix lists and port lists.

export const en = {
  'page.lists': 'Prefix and port lists',
  'lists.about': 'Named sets of blocks or ports that many rules share.',
  'lists.create': 'Create list',
  'lists.edit': 'Modify list',
  'lists.delete': 'Delete list',
  'lists.entries': 'Entries',
  'lists.entriesOf': '{{count}} of {{most}} entries',
  'lists.entriesPrefix': 'One block a line, a description behind a blank: 10.0.0.0/8 office',
  'lists.entriesPort': 'One port or range a line, a description behind a blank: 8000-8100 game',
  'lists.createTemplate': 'Create template',
  'lists.templateName': '1 to 60 characters',
  'lists.ownMembers': 'Members of its own',
  'lists.ofTemplates': 'Group of templates',
  'lists.members': 'Members',
  'lists.membersAddress':
    'One a line, a description behind a blank: 10.0.0.1, 10.0.0.0/24, 10.0.0.1-10.0.0.9 office',
  'lists.membersService': 'One a line: tcp:80,443 or udp:8000-8100 or icmp:all',
  'lists.needsMember': 'A template has at least one member',
  'lists.family': 'Address family',
  'lists.max': 'Most entries',
  'lists.maxRule': 'Fixed for ever; it counts in full as rules of each group that uses the list.',
  'lists.users': 'Used by',
  'lists.unused': 'nobody',
  'lists.none': 'There is no list yet',
} as const
