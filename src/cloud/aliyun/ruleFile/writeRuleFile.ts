// Rules of a group as a file to keep, under the name that the documents give it (semantics T5).

import { stringify } from 'csv-stringify/sync'
import type { ResourceReader } from '../../../core/model/resources.ts'
import type { SecurityGroup } from '../../../core/model/securityGroup.ts'
import { guarded } from '../../files/cells.ts'
import type { RuleFile } from '../../files/ruleFile.ts'
import { groupAttribute } from '../groupAttribute.ts'
import { permissionOf } from '../permission.ts'
import { COLUMNS } from './columns.ts'

/** `now` gives the date in the name of CSV files. */
export function writeRuleFile(
  state: ResourceReader,
  group: SecurityGroup,
  format: 'json' | 'csv',
  now: number,
): RuleFile {
  return format === 'json' ? jsonFile(state, group) : csvFile(state, group, now)
}

function jsonFile(state: ResourceReader, group: SecurityGroup): RuleFile {
  const rules = state.by('rule', 'group', group.id)
  return {
    name: `ecs_${group.region}_${group.id}.json`,
    type: 'application/json; charset=utf-8',
    text: `${JSON.stringify(groupAttribute(state, group, rules, {}), null, 2)}\n`,
  }
}

function csvFile(state: ResourceReader, group: SecurityGroup, now: number): RuleFile {
  const rows = state.by('rule', 'group', group.id).map((rule) => {
    const permission = permissionOf(state, group, rule)
    return COLUMNS.map((column) => guarded(permission[column]))
  })
  const date = new Date(now).toISOString().slice(0, 10)
  return {
    name: `ecs_sgRule_${group.id}_${group.region}_${date}.csv`,
    type: 'text/csv; charset=utf-8',
    // Without the mark Excel takes UTF-8 for the code page of the machine.
    text: stringify([COLUMNS, ...rows], { bom: true, record_delimiter: 'windows', quoted_match: /[\r\n]/ }),
  }
}
