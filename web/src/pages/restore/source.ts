// Where the rules come from that a group is restored to, and the call that restores it.

import type { SecurityGroup } from '../../../../src/core/model/securityGroup.ts'
import type { ChangeRequest } from '../../parts/change/request.ts'
import type { RulesFile } from '../../parts/RulesFileDrop.tsx'
import { quoted } from '../../parts/SameThing.tsx'
import type { Translate } from '../../text/index.ts'

export type Mode = 'full' | 'partial'

export type Source =
  | { readonly kind: 'group'; readonly id: string | undefined }
  | { readonly kind: 'revision'; readonly revision: number | undefined }
  | { readonly kind: 'file'; readonly file: RulesFile | undefined }

export interface Wishes {
  readonly mode: Mode
  readonly systemRulesAt100: boolean
  /** Of a file: rows that are refused do not stop the others. */
  readonly keepGood: boolean
}

export type RestoreRequest = ChangeRequest<'restoreGroup'> | ChangeRequest<'restoreGroupFromFile'>

export const isChosen = (source: Source): boolean =>
  (source.kind === 'group' ? source.id : source.kind === 'revision' ? source.revision : source.file) !==
  undefined

export function requestFor(
  group: SecurityGroup,
  source: Source,
  { mode, systemRulesAt100, keepGood }: Wishes,
  t: Translate,
): RestoreRequest {
  const options = `${mode === 'partial' ? ' --partial' : ''}${systemRulesAt100 ? ' --system-at-100' : ''}`
  const common = { title: `${t('page.restore')}: ${group.name}`, danger: mode === 'full' }
  const params = { groupId: group.id }
  if (source.kind === 'file') {
    const { name = 'rules.json', text = '' } = source.file ?? {}
    const query = {
      ...{ mode, fileName: name },
      ...(systemRulesAt100 ? ({ systemRulesAt100: 'true' } as const) : {}),
      ...(keepGood ? ({ keepGood: 'true' } as const) : {}),
    }
    return {
      ...common,
      name: 'restoreGroupFromFile',
      asked: { params, query, body: text },
      command: `menshen sg restore ${group.id} --file ${quoted(name)}${keepGood ? ' --keep-good' : ''}${options}`,
    }
  }
  const from =
    source.kind === 'group'
      ? { word: `--from ${source.id ?? '<group>'}`, body: { from: source.id ?? '' } }
      : { word: `--revision ${source.revision ?? '<revision>'}`, body: { revision: source.revision ?? 0 } }
  return {
    ...common,
    name: 'restoreGroup',
    asked: { params, body: { ...from.body, mode, systemRulesAt100 } },
    command: `menshen sg restore ${group.id} ${from.word}${options}`,
  }
}
