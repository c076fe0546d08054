// The rules that a file holds, as the group would have them: what restoring compares with those that are there.

import { SYSTEM_PRIORITY } from '../../cloud/aliyun/actions/ruleFields.ts'
import { readRuleFile } from '../../cloud/aliyun/ruleFile/readRuleFile.ts'
import { readRuleFile as readListFile } from '../../cloud/tencent/ruleFile/readRuleFile.ts'
import { type Fault, fail } from '../../core/model/faults.ts'
import { asId, type RuleId } from '../../core/model/ids.ts'
import type { Rule } from '../../core/model/rule.ts'
import type { SecurityGroup } from '../../core/model/securityGroup.ts'
import type { Call } from '../../service/call.ts'
import { nicOf } from '../../service/rule/checkRule.ts'
import { LOWEST_PRECEDENCE } from '../../service/rule/copyRule.ts'
import { crossingInFile, type ImportRow } from '../../service/rule/importRules.ts'

export interface FileRules {
  readonly rules: readonly Rule[]
  readonly refused: readonly { readonly row: number; readonly fault: Fault }[]
}

/** A file without any rule would empty the group: it is taken for a mistake. */
export function rulesInFile(
  call: Call,
  group: SecurityGroup,
  bytes: Uint8Array,
  fileName: string,
): FileRules {
  const { rows, fromRegion } = rowsIn(call, group, bytes, fileName)
  if (rows.length === 0) fail({ name: 'fileUnreadable', reason: 'empty', detail: '' })
  const read = rows.map((row, place) => ruleOf(call, group, row, place, fromRegion))
  return {
    rules: read.flatMap((one) => ('fault' in one ? [] : [one])),
    refused: read.filter((one) => 'fault' in one),
  }
}

/** The system's own rules too: they stand in files, and are not to be taken for surplus. */
function rowsIn(call: Call, group: SecurityGroup, bytes: Uint8Array, fileName: string) {
  if (group.order === 'merged') return readRuleFile(call, bytes, fileName, SYSTEM_PRIORITY)
  return { rows: readListFile(bytes, { ...call, clientAddress: '' }), fromRegion: null }
}

function ruleOf(
  call: Call,
  group: SecurityGroup,
  row: ImportRow,
  place: number,
  fromRegion: string | null,
): Rule | { readonly row: number; readonly fault: Fault } {
  if ('fault' in row) return row
  const { spec, direction } = row
  const isMerged = group.order === 'merged'
  const crossing = isMerged ? crossingInFile(call, group, spec, fromRegion) : null
  if (crossing !== null) return { row: row.row, fault: crossing }
  return {
    ...spec,
    id: asId<RuleId>(`row-${row.row}`),
    groupId: group.id,
    direction,
    nic: nicOf(group, spec.nic),
    // In sequence the order of the file is the order of the rules.
    precedence: isMerged ? spec.precedence : place,
    system: isMerged && spec.precedence > LOWEST_PRECEDENCE,
    createdAt: call.now,
  }
}
