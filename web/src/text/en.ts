// English words of the console; its keys are the keys of every language. Each page adds its own.

import { en as app } from '../app/en.ts'
import { en as accounts } from '../pages/accounts/en.ts'
import { en as audit } from '../pages/audit/en.ts'
import { en as changes } from '../pages/changes/en.ts'
import { en as diagnosis } from '../pages/diagnosis/en.ts'
import { en as files } from '../pages/files/en.ts'
import { en as groups } from '../pages/groups/en.ts'
import { en as hosts } from '../pages/hosts/en.ts'
import { en as instances } from '../pages/instances/en.ts'
import { en as lists } from '../pages/lists/en.ts'
import { en as networkAcls } from '../pages/networkAcls/en.ts'
import { en as overview } from '../pages/overview/en.ts'
import { en as restore } from '../pages/restore/en.ts'
import { en as settings } from '../pages/settings/en.ts'
import { en as tests } from '../pages/tests/en.ts'
import { en as topology } from '../pages/topology/en.ts'
import { en as traffic } from '../pages/traffic/en.ts'
import { en as vpcs } from '../pages/vpcs/en.ts'
import { en as parts } from '../parts/en.ts'

export const en = {
  ...app,
  ...parts,
  ...diagnosis,
  ...files,
  ...groups,
  ...instances,
  ...lists,
  ...networkAcls,
  ...overview,
  ...restore,
  ...vpcs,
  ...accounts,
  ...audit,
  ...changes,
  ...tests,
  ...hosts,
  ...settings,
  ...topology,
  ...traffic,
}
