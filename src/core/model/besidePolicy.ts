// Kinds of resources that stand beside the policy: keys, machines, plans and copies.

import type { Kind } from './resources.ts'

/** What happens to no packet, and what no question about the policy asks for. */
export const BESIDE_POLICY: readonly Kind[] = [
  'accessKey',
  'rememberedAnswer',
  'host',
  'joinToken',
  'disk',
  'keyPair',
  'ramPolicy',
  'ramRole',
  'roleSession',
  'diagnosticReport',
  'backupPolicy',
  'ruleBackup',
  'policyDocument',
  'plan',
  'provisional',
]
