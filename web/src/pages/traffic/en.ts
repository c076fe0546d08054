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
  'traffic.allAbout':
    'Accepted sessions are told only by hosts that log them (MENSHEN_FLOW_LOG=all); the hits of every rule count them in any case.',
  'traffic.reason.default': 'default of the groups',
  'traffic.reason.innerAccess': 'inner access',
  'traffic.reason.networkAcl': 'network ACL',
  'traffic.reason.smtp': 'outbound mail (TCP 25) is closed by the platform',
  'traffic.reason.spoofed': 'the source is not an address of the interface',
  'traffic.reason.invalid': 'it belongs to no session and begins none',
  'traffic.reason.related': 'it belongs to a session that is accepted',
  'traffic.reason.noSuchAddress': 'nobody has this address',
  'traffic.reason.noPublicAddress': 'it has no public address',
  'traffic.reason.router': 'it is meant for the router itself',
  'traffic.explain': 'Explain',
  'traffic.makeRule': 'Make a rule of it',
} as const
