// English words for what was seen: hits, flows, drops.

export const en = {
  'option.hits': 'with how often each rule decided, and when last',
  'column.hits': 'hits',
  'column.bytes': 'bytes',
  'column.lastHit': 'last hit',
  'column.decidedBy': 'decided by',
  'hits.since':
    'counted since {{since}}; a hit is a session opened or a packet dropped, bytes are of those packets',
  'hits.never': 'never',
  'hits.gone': '{{rule}} (removed)',
  'hits.default': 'no rule: default of {{groups}}',
  'hits.inner': 'inner access of {{groups}}',
  'hits.invalid': 'no packet of any session (invalid)',
  'hits.related': 'error about a session that was never accepted',
  'hits.unknown': 'interface without policy',
  'hits.router': 'to the router itself, no system traffic',
  'hits.dropped': 'dropped by rules, defaults and network ACLs, all together',
} as const
