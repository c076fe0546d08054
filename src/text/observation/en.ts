// English words for what was seen: hits, flows, drops.

export const en = {
  'about.watch':
    'show dropped flows as they come, accepted ones too where hosts log them: who decided, and why',
  'about.top': 'show the rules that decide most right now',
  'option.denied': 'only what was dropped',
  'option.watchEni': 'interface or instance on the side that decided',
  'option.count': 'end after so many',
  'option.jsonLines': 'print one JSON object a line',
  'option.onlyHost': 'host',
  'option.interval': 'seconds between two looks',
  'option.once': 'look twice, print once and end',
  'column.perSecond': 'hits/s',
  'watch.waiting': 'waiting for flows; end with Ctrl-C',
  'top.badInterval': '--interval is `{{value}}`: expected a number of seconds from 1 up',
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
