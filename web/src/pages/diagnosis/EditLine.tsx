// One edit of a fix in words: a rule added, changed or removed, a group joined, an entry of a network ACL.

import type { Diagnosis } from '../../client/generated.ts'
import { useModel } from '../../model/useModel.ts'
import { ruleText } from '../../parts/change/ChangeList.tsx'
import { useTerms } from '../../parts/terms.ts'
import { useText } from '../../text/index.ts'

type Edit = Diagnosis['fixes'][number]['edits'][number]

export function EditLine({ edit }: { readonly edit: Edit }) {
  const t = useText()
  const terms = useTerms()
  const { reader } = useModel()
  const nameOf = (id: string) => reader.get('securityGroup', id)?.name ?? id
  const { kind, rule, before, eniId, groupId, networkAclId, entry } = edit
  if (kind === 'joinGroup') {
    return <b>{t('diagnosis.edit.joinGroup', { eni: eniId ?? '', group: nameOf(groupId ?? '') })}</b>
  }
  if (kind === 'addAclEntry') {
    return <b>{t('diagnosis.edit.addAclEntry', { acl: networkAclId ?? '', entry: entry ?? '' })}</b>
  }
  return (
    <div>
      <b>{t(`diagnosis.edit.${kind}`)}</b> {rule !== null && nameOf(rule.groupId)}{' '}
      {kind === 'changeRule' && before !== null && (
        <s className="quiet">{ruleText({ ...before }, terms, nameOf)}</s>
      )}{' '}
      {rule !== null && ruleText({ ...rule }, terms, nameOf)}
    </div>
  )
}
