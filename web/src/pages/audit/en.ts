// English words of the audit.

export const en = {
  'page.audit': 'Audit',
  'audit.about':
    'Exposed ports, rules that never decide, stale references, limits nearly reached: exact over all packets, with a witness.',
  'audit.least': 'Least severity',
  'audit.level.high': 'High',
  'audit.level.medium': 'Medium',
  'audit.level.low': 'Low',
  'audit.level.info': 'Advice',
  'audit.judged': '{{groups}} groups in {{combinations}} combinations',
  'audit.undecided': 'Time did not suffice for: {{checks}}',
  'audit.clean': 'Nothing to find fault with.',
  'audit.witness': 'A packet that shows it:',
  'audit.remedy': 'Remedy:',
  'audit.takeAway': 'Take the rules away',
} as const
