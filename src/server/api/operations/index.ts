// All operations of the own API.

import type { Operation } from '../operation.ts'
import { accountOperations } from './accounts.ts'
import { asOfOperations } from './asOf.ts'
import { classicLinkOperations } from './classicLinks.ts'
import { confirmationOperations } from './confirmations.ts'
import { copyOperations } from './copies.ts'
import { diagnosisOperations } from './diagnosis.ts'
import { diffOperations } from './diffs.ts'
import { eipOperations } from './eips.ts'
import { eniOperations } from './enis.ts'
import { fileOperations } from './files.ts'
import { flowOperations } from './flows.ts'
import { groupOperations } from './groups.ts'
import { historyOperations } from './history.ts'
import { hitOperations } from './hits.ts'
import { hostOperations } from './hosts.ts'
import { labOperations } from './lab.ts'
import { listChangeOperations } from './listChanges.ts'
import { listOperations } from './lists.ts'
import { networkAclOperations } from './networkAcls.ts'
import { policyOperations } from './policies.ts'
import { projectOperations } from './projects.ts'
import { questionOperations } from './questions.ts'
import { quotaOperations } from './quotas.ts'
import { referenceOperations } from './reference.ts'
import { replayOperations } from './replay.ts'
import { restoreOperations } from './restores.ts'
import { ruleOperations } from './rules.ts'
import { seenOperations } from './seen.ts'
import { settingOperations } from './settings.ts'
import { templateOperations } from './templates.ts'
import { testOperations } from './tests.ts'
import { vpcOperations } from './vpcs.ts'

export const OPERATIONS: readonly Operation[] = [
  ...accountOperations,
  ...asOfOperations,
  ...classicLinkOperations,
  ...confirmationOperations,
  ...copyOperations,
  ...diagnosisOperations,
  ...diffOperations,
  ...eipOperations,
  ...eniOperations,
  ...fileOperations,
  ...flowOperations,
  ...groupOperations,
  ...historyOperations,
  ...hitOperations,
  ...hostOperations,
  ...labOperations,
  ...listChangeOperations,
  ...templateOperations,
  ...listOperations,
  ...networkAclOperations,
  ...policyOperations,
  ...projectOperations,
  ...questionOperations,
  ...quotaOperations,
  ...referenceOperations,
  ...replayOperations,
  ...restoreOperations,
  ...ruleOperations,
  ...seenOperations,
  ...settingOperations,
  ...testOperations,
  ...vpcOperations,
]
