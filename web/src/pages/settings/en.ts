// English words of settings and limits.

export const en = {
  'page.settings': 'Settings and limits',
  'settings.about':
    'Choices where the clouds’ documents disagree or changed, and the numbers that refuse what is too much.',
  'settings.verdicts': 'Settings that change verdicts',
  'settings.innerAccess': 'Access within a group',
  'settings.innerAccess.about':
    'Whether members of a basic group with inner access reach each other before any rule, or only where no rule says otherwise.',
  'settings.innerAccess.before': 'Before the rules',
  'settings.innerAccess.after': 'After the rules',
  'settings.enterprise': 'Enterprise groups',
  'settings.enterprise.about':
    'Today they know priorities and rules that forbid; in 2019 they only allowed, and new ones let everything out.',
  'settings.enterprise.modern': 'As today',
  'settings.enterprise.2019': 'As in 2019',
  'settings.priority': 'Priority of system rules',
  'settings.priority.about': 'Where the rules of new default groups stand: 110 before 2020-05-27, 100 since.',
  'settings.web': 'Default groups open HTTP and HTTPS',
  'settings.web.about': 'New default groups also let TCP 80 and 443 in.',
  'settings.sequence': 'Limits of Tencent groups',
  'settings.sequence.about': 'How many groups, rules and members a Tencent account may have.',
  'settings.sequence.manual': 'As in the first manual',
  'settings.failsafe': 'Failsafe list',
  'settings.failsafe.about':
    'Stays open on every machine that is an instance itself, whatever its rules say, also when server and agent are gone: the way in that nobody can close by mistake. It stands beside the rules: the packets of the preview are those of the rules.',
  'settings.failsafe.none': 'Nothing stays open',
  'settings.failsafe.hint':
    'Protocol, port and who may come: tcp/22@10.1.0.0/16. The agents’ own way to the server is open in any case.',
  'settings.failsafe.wrong':
    'Not understood: {{entries}}. Write tcp or udp, one port and an address block: tcp/22@10.1.0.0/16',
  'settings.failsafe.many': 'No more than {{maximum}} entries: it is no second set of rules.',
  'settings.failsafe.everybody':
    'Open to everybody: {{entries}}. Name the network that you administer from instead.',
  'settings.failsafe.back': 'As it is in force',
  'quota.title': 'Limits',
  'quota.find': 'Find a limit',
  'quota.what': 'Limit',
  'quota.maximum': 'Maximum',
  'quota.declared': 'Documented',
  'quota.source': 'Source',
  'quota.change': 'Change',
  'quota.reset': 'Reset',
  'quota.fixed': 'fixed',
} as const
