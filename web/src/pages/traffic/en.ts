// English words of the page about live traffic.

export const en = {
  'page.traffic': 'Live traffic',
  'traffic.about':
    'What the hosts drop or accept as it happens, with the rule that decides; sampled where much comes.',
  'traffic.which': 'Which packets',
  'traffic.denied': 'Dropped',
  'traffic.all': 'All that is told',
  'traffic.find': 'Address, port or rule',
  'traffic.pause': 'Pause',
  'traffic.go': 'Go on',
  'traffic.paused': 'paused',
  'traffic.live': 'live',
  'traffic.connecting': 'connecting…',
  'traffic.none':
    'Nothing is dropped now. Send a packet that no rule allows, from the diagnosis for instance: it shows up here.',
  'traffic.from': 'From',
  'traffic.to': 'To',
  'traffic.decided': 'Decided by',
  'traffic.count': 'Times',
  'traffic.last': 'Last',
  'traffic.explain': 'Explain',
  'traffic.makeRule': 'Make a rule of it',
} as const
