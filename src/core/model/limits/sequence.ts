// Limits of groups whose rules are in sequence, and of lists that grow with their entries (Tencent Cloud).

import type { Limit } from './limit.ts'

const LIMITS_PAGE = 'Tencent Cloud security group limits'
const TEMPLATES_PAGE = 'Tencent Cloud parameter templates, limits'
/** The first manual says `unlimited`; a number can be told in a refusal. */
const UNLIMITED = 1_000_000

export const GROUPS_PER_PROJECT: Limit = {
  about: 'security groups per project and region, where rules are in sequence',
  maximum: 50,
  source: `${LIMITS_PAGE}: 50 per project per region`,
  adjustable: true,
}

export const RULES_PER_DIRECTION: Limit = {
  about: 'rules in one direction of one security group, where rules are in sequence',
  maximum: 100,
  source: `${LIMITS_PAGE}: 100 inbound and 100 outbound`,
  adjustable: true,
}

export const GROUP_REFERENCES_IN_SEQUENCE: Limit = {
  about: 'rules that name a group, in one security group whose rules are in sequence',
  maximum: 10,
  source: 'Tencent DescribeSecurityGroupLimits: ReferedSecurityGroupLimit',
  adjustable: true,
  inManual: UNLIMITED,
}

export const EXPANDED_RULES_PER_GROUP: Limit = {
  about: 'rules of one security group, counted with the entries of the lists they name',
  maximum: 2000,
  source: `${TEMPLATES_PAGE}: 2000 expanded rules`,
  adjustable: true,
  inManual: UNLIMITED,
}

export const GROUPS_IN_SEQUENCE_PER_ENI: Limit = {
  about: 'security groups per network interface, where groups are in sequence',
  maximum: 5,
  source: 'Tencent AssociateSecurityGroups: LimitExceeded.AssociateUSGLimitExceeded',
  adjustable: true,
  inManual: UNLIMITED,
}

export const ENIS_PER_GROUP_IN_SEQUENCE: Limit = {
  about: 'network interfaces in one security group whose rules are in sequence',
  maximum: 2000,
  source: 'Tencent DescribeSecurityGroupLimits: SecurityGroupInstanceLimit',
  adjustable: true,
  inManual: UNLIMITED,
}

export const BACKUP_POLICIES_PER_ACCOUNT: Limit = {
  about: 'snapshot policies per account',
  maximum: 50,
  source: 'choice: the number is not documented',
  adjustable: true,
}

export const OPEN_LISTS_PER_REGION: Limit = {
  about: 'parameter templates, or template groups, of one kind per region and account',
  maximum: 1000,
  source: TEMPLATES_PAGE,
  adjustable: true,
}

export const OPEN_LIST_ENTRIES: Limit = {
  about: 'members of one parameter template or template group',
  maximum: 20,
  source: TEMPLATES_PAGE,
  adjustable: true,
}

export const USERS_PER_OPEN_LIST: Limit = {
  about: 'security groups and template groups that may name one parameter template',
  maximum: 50,
  source: TEMPLATES_PAGE,
  adjustable: true,
}
