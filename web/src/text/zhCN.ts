// The words of the console in Simplified Chinese; zh-TW is made from them.

import { zhCN as app } from '../app/zhCN.ts'
import { zhCN as accounts } from '../pages/accounts/zhCN.ts'
import { zhCN as audit } from '../pages/audit/zhCN.ts'
import { zhCN as changes } from '../pages/changes/zhCN.ts'
import { zhCN as diagnosis } from '../pages/diagnosis/zhCN.ts'
import { zhCN as files } from '../pages/files/zhCN.ts'
import { zhCN as groups } from '../pages/groups/zhCN.ts'
import { zhCN as hosts } from '../pages/hosts/zhCN.ts'
import { zhCN as instances } from '../pages/instances/zhCN.ts'
import { zhCN as lists } from '../pages/lists/zhCN.ts'
import { zhCN as networkAcls } from '../pages/networkAcls/zhCN.ts'
import { zhCN as overview } from '../pages/overview/zhCN.ts'
import { zhCN as restore } from '../pages/restore/zhCN.ts'
import { zhCN as settings } from '../pages/settings/zhCN.ts'
import { zhCN as tests } from '../pages/tests/zhCN.ts'
import { zhCN as topology } from '../pages/topology/zhCN.ts'
import { zhCN as traffic } from '../pages/traffic/zhCN.ts'
import { zhCN as vpcs } from '../pages/vpcs/zhCN.ts'
import { zhCN as parts } from '../parts/zhCN.ts'
import type { en } from './en.ts'

export const zhCN: Readonly<Record<keyof typeof en, string>> = {
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
