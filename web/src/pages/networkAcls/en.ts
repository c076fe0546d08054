// English words of the page about network ACLs.

export const en = {
  'page.networkAcls': 'Network ACLs',
  'acl.about':
    'Stateless lists at the edge of vSwitches: answers need an entry of their own. The first match decides, the rest is dropped.',
  'acl.create': 'Create network ACL',
  'acl.none': 'There is no network ACL yet',
  'acl.vSwitches': 'In front of',
  'acl.bind': 'Change vSwitches',
  'acl.free': 'no vSwitch',
  'acl.edit': 'Change entries',
  'acl.entries': '{{direction}}: entries, one a line',
  'acl.entryHint': 'accept|drop, service, block or prefix list, name: accept tcp/22 10.0.0.0/8 office',
  'acl.entryWrong': 'Line {{line}} cannot be read: {{text}}',
  'acl.else': 'what none matches is dropped',
  'acl.bindOnly':
    'One step either puts it in front of vSwitches or takes it away: do the other one after this.',
} as const
