// Every neutral fault under Tencent's code; the words come from the catalogue of texts, in this cloud's terms.

import type { CloudFault, Fault, FaultName } from '../../core/model/faults.ts'
import { limitBehind } from '../../core/model/limits/faults.ts'
import { isAdjustable } from '../../core/model/limits.ts'
import { faultText } from '../../text/faultText.ts'
import { translator } from '../../text/index.ts'
import { inTencentWords } from '../../text/words/tencent.ts'
import type { Action } from './action.ts'
import type { ErrorSpec } from './error.ts'
import { accessFaults } from './faults/access.ts'
import { callFaults } from './faults/call.ts'
import { diskFaults } from './faults/disk.ts'
import { instanceFaults } from './faults/instance.ts'
import { listFaults } from './faults/lists.ts'
import { networkFaults } from './faults/network.ts'
import type { Codes } from './faults/rows.ts'
import { securityGroupFaults } from './faults/securityGroup.ts'

/** Complete by type: a fault without a row does not compile. */
const FAULTS: Codes<CloudFault> = {
  ...callFaults,
  ...networkFaults,
  ...instanceFaults,
  ...diskFaults,
  ...securityGroupFaults,
  ...listFaults,
  ...accessFaults,
}

export const FAULT_NAMES = Object.keys(FAULTS).sort() as readonly FaultName[]

const ZH = translator('zh-CN')
const EN = translator('en')

export type FaultPlace = Pick<Action, 'service' | 'name'>

export function answerOf(fault: Fault, place: FaultPlace): ErrorSpec {
  const code = codeOf(fault, place)
  // L1: a refusal says where the limit is raised.
  const limit = limitBehind(fault)
  const [zh, en] =
    limit === undefined || !isAdjustable(limit)
      ? ['', '']
      : [`；可用 menshen quota set ${limit} 调整`, `. Raise it with: menshen quota set ${limit}`]
  return {
    code,
    message: {
      'zh-CN': `${inTencentWords(faultText(fault, ZH), 'zh-CN')}${zh}。`,
      'en-US': `${capital(inTencentWords(faultText(fault, EN), 'en'))}${en}.`,
    },
  }
}

function codeOf(fault: Fault, place: FaultPlace): string {
  const rows: Readonly<Record<string, unknown>> = FAULTS
  const row = rows[fault.name] as string | ((fault: Fault, place: FaultPlace) => string) | undefined
  if (row === undefined) throw new Error(`no action of the cloud ends in ${fault.name}`)
  return typeof row === 'string' ? row : row(fault, place)
}

const capital = (text: string): string => `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`
