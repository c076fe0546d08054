// What is particular about groups whose rules are in sequence: places from 1, versions, no network of their own.

import type { Rule } from '../../../../src/core/model/rule.ts'
import type { SecurityGroup } from '../../../../src/core/model/securityGroup.ts'

export const isInSequence = ({ order }: Pick<SecurityGroup, 'order'>): boolean => order === 'inSequence'

/** The classic network has four lists; a group of no network at all has two. */
export const isClassic = ({ vpcId, spansNetworks }: SecurityGroup): boolean =>
  vpcId === null && spansNetworks !== true

/** People count places from 1; priorities are what they are. */
export const placeOf = (rule: Rule, group: Pick<SecurityGroup, 'order'>): number =>
  rule.precedence + (isInSequence(group) ? 1 : 0)

/** The optimistic lock: as the caller saw the list, so that nobody's places are taken by surprise. */
export const versionOf = (group: SecurityGroup): { readonly version?: number } =>
  isInSequence(group) ? { version: group.rulesVersion ?? 0 } : {}
