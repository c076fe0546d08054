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
  'seen.ask': 'Who really came?',
  'seen.title': 'Seen at the other end',
  'seen.nobody': 'Nobody that is known here.',
  'seen.basis': 'From the sessions that are live now.',
  'seen.flows': 'Accepted flows are logged since {{since}}, where there are many a sample.',
  'seen.noFlows': 'Hosts log no accepted flows: they do with MENSHEN_FLOW_LOG=all.',
  'seen.hits':
    'The rule decided {{hits}} times since {{since}}: who came and went meanwhile is not in the list.',
  'seen.silent': 'Hosts that did not answer: {{hosts}}.',
  'seen.noProposal': 'They are too far apart for a few blocks.',
  'seen.replace': 'Replace by what was seen',
} as const
