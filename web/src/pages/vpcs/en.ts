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
} as const
