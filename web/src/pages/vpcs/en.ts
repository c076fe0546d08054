// English words of the page about VPCs.

export const en = {
  'page.vpcs': 'VPCs and vSwitches',
  'vpcs.about': 'Networks that nothing crosses but through public addresses.',
  'vpcs.none': 'There is no VPC yet',
  'vpcs.cidr': 'Block',
  'vpcs.default': 'default',
  'vpcs.shared': 'Shared with',
  'vpcs.vSwitches': 'vSwitches',
  'vpcs.groups': 'Security groups',
  'vpcs.acl': 'Network ACL',
  'vpcs.noAcl': 'none',
  'vpcs.linked': 'on, {{count}} linked',
  'vpcs.linksClosed': 'off',
  'vpcs.linksAbout':
    'Classic instances that are linked reach this VPC by private addresses, as the rules of both say.',
  'vpcs.linksFirst': 'Unlink the instances first',
  'vpcs.linkBlock': 'Its block lies among the addresses of the classic network',
  'vpcs.link': 'Link an instance',
  'vpcs.unlink': 'Unlink',
  'vpcs.linkTo': 'Link an instance to {{vpc}}',
  'vpcs.unlinkFrom': 'Unlink an instance from {{vpc}}',
  'vpcs.linksOn': 'Turn ClassicLink on: {{vpc}}',
  'vpcs.linksOff': 'Turn ClassicLink off: {{vpc}}',
  'vpcs.noneToLink': 'There is no classic instance in the region that is not linked',
  'vpcs.pickInstance': 'Pick a classic instance',
} as const
