// English words of the overview.

export const en = {
  'page.overview': 'Overview',
  'overview.about': 'What there is, what is at risk, what is enforced, what was changed last.',
  'overview.groups': 'Security groups',
  'overview.rules': 'Rules',
  'overview.instances': 'Instances',
  'overview.enis': 'Network interfaces',
  'overview.quotas': 'Nearest limits',
  'overview.noQuotas': 'Nothing is used yet.',
  'overview.hosts': 'Hosts',
  'overview.noHosts': 'No host is there ({{mode}}): changes are kept, not enforced.',
  'overview.enforced': 'enforces revision {{revision}}',
  'overview.lag': '{{lag}} behind',
  'overview.away': 'away since {{since}}',
  'overview.failing': 'failing: {{why}}',
  'overview.upToDate': 'up to date',
  'overview.changes': 'Recent changes',
  'overview.noChanges': 'Nothing was changed yet.',
  'overview.system': 'the installation',
  'lab.offer': 'New here? Try the lab',
  'lab.here': 'The lab is there',
  'lab.create': 'Make the lab',
  'lab.remove': 'Remove the lab',
  'lab.about':
    'A small shop: two web servers, one application, one database, each in a group of its own, with live traffic between them and a few mistakes to find. It is removed with one click and touches nothing else.',
  'lab.step.shadow': 'lab-app: one rule never decides. Why?',
  'lab.step.open':
    'lab-web: remote desktop is open to everybody. Delete the rule and look at the effect first.',
  'lab.step.diagnose': 'Why does app not reach the database on 5432? Take the smallest fix.',
  'lab.step.history': 'lab-db: who changed what, and when?',
} as const
