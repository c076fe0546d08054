// Limits of VPCs, ENIs and instances.

import type { Limit } from './limit.ts'

export const VSWITCHES_PER_VPC: Limit = {
  about: 'vSwitches per VPC',
  maximum: 150,
  source: 'Alibaba CreateVSwitch',
  adjustable: true,
}

export const USER_CIDRS_PER_VPC: Limit = {
  about: 'user CIDR blocks per VPC',
  maximum: 3,
  source: 'Alibaba CreateVpc',
  adjustable: false,
}

/** Older Alibaba texts say 5. */
export const GROUPS_PER_ENI: Limit = {
  about: 'security groups per network interface',
  maximum: 10,
  source: 'Alibaba security group limits',
  adjustable: true,
}

/** Over all groups and both directions. */
export const RULES_PER_ENI: Limit = {
  about: 'rules effective on one network interface',
  maximum: 1000,
  source: 'Alibaba security group limits',
  adjustable: true,
}

export const ADDRESSES_PER_BASIC_GROUP: Limit = {
  about: 'private addresses in one basic security group',
  maximum: 6000,
  source: 'Alibaba security group limits',
  adjustable: true,
}

export const ENIS_PER_ENTERPRISE_GROUP: Limit = {
  about: 'network interfaces in one enterprise security group',
  maximum: 65_536,
  source: 'Alibaba security group limits',
  adjustable: true,
}

export const EIPS_PER_ACCOUNT: Limit = {
  about: 'elastic IP addresses per region and account',
  maximum: 1000,
  source: 'choice: real accounts start at 20 and are raised on request',
  adjustable: true,
}

export const SECONDARY_CIDRS_PER_VPC: Limit = {
  about: 'secondary CIDR blocks per VPC',
  maximum: 5,
  source: 'Alibaba AssociateVpcCidrBlock',
  adjustable: true,
}

/** K3: classic instances, each by its one link. */
export const LINKS_PER_VPC: Limit = {
  about: 'classic instances linked to one VPC',
  maximum: 1000,
  source: 'Alibaba ClassicLink overview, AttachClassicLinkVpc',
  adjustable: true,
}

/** While it is attached, the instance type sets the number. */
export const IPV4_PER_FREE_ENI: Limit = {
  about: 'private IPv4 addresses of one network interface that is not attached',
  maximum: 50,
  source: 'Alibaba AssignPrivateIpAddresses: 49 secondary ones',
  adjustable: true,
}

export const IPV6_PER_FREE_ENI: Limit = {
  about: 'IPv6 addresses of one network interface that is not attached',
  maximum: 10,
  source: 'Alibaba AssignIpv6Addresses',
  adjustable: true,
}
