// English words of the hosts.

export const en = {
  'page.hosts': 'Hosts',
  'hosts.about':
    'What each machine enforces. One that is away keeps enforcing the last rules it had, and catches up when it returns.',
  'hosts.revision': 'Revision',
  'hosts.inForce': 'Hosts that enforce it',
  'hosts.enforcement': 'This machine',
  'hosts.version': 'Version',
  'hosts.none': 'No host has reported yet.',
  'hosts.host': 'Host',
  'hosts.mode': 'Enforcement',
  'hosts.state': 'State',
  'hosts.enforced': 'Enforces',
  'hosts.lag': 'Behind',
  'hosts.instances': 'Instances',
  'hosts.drift': 'Drift repaired',
  'hosts.seen': 'Last report',
  'hosts.failing': 'failing: {{why}}',
  'hosts.away': 'away',
  'hosts.behind': 'applying',
  'hosts.upToDate': 'up to date',
} as const
