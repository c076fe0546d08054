// English words of the policy tests.

export const en = {
  'page.tests': 'Policy tests',
  'tests.about':
    'Claims that must hold after every change: a change that would break one is refused, with the packet that shows it.',
  'tests.none': 'No tests are kept here yet. They stand in YAML beside a policy:',
  'tests.onlyWarn': 'A change that breaks a test is only logged: {{reason}}',
  'tests.result': 'Result',
  'tests.passes': 'passes',
  'tests.fails': 'fails',
  'tests.undecided': 'undecided',
  'tests.name': 'Test',
  'tests.claim': 'Claim',
  'tests.suite': 'Policy',
  'prove.title': 'Prove a claim',
  'prove.claim': 'Claim over all packets',
  'prove.hint':
    '“!->”: nobody gets there; “->”: some packet does; “=>”: every one does. Ends are groups, instances, blocks, tag:key=value, internet or any.',
  'prove.ask': 'Prove it',
  'prove.holds': 'holds',
  'prove.broken': 'does not hold',
  'prove.undecided': 'not decided in time',
  'prove.vacuous': 'One of the ends is nobody now.',
  'tests.place': 'Written in',
  'tests.reason': 'Reason, for the log',
  'tests.to.warn': 'Only warn from now on',
  'tests.to.refuse': 'Refuse from now on',
} as const
