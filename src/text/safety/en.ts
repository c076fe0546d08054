// English words about live sessions and about changes that must be confirmed.

export const en = {
  'about.sg.modify': 'change name, description, inner access or what becomes of live sessions',
  'option.groupName': 'new name of the group',
  'option.innerAccess': 'whether members reach each other: accept or drop',
  'option.liveSessions': 'live sessions that the rules no longer allow: cut, or keep them as grandfathered',
  'group.keepsSessions': 'keeps live sessions that its rules no longer allow',
  'about.restore': 'put the last good rulesets of this host back in force, without a server',
  'restore.noData': 'there is no data folder `{{folder}}`: name it with --data',
  'restore.nothing': 'no ruleset is kept in `{{folder}}`',
  'restore.restored': '{{name}}: restored',
  'restore.absent': '{{name}}: its namespace is not there, nothing to protect yet',
  'restore.failed': '{{name}}: not restored: {{reason}}',
} as const
