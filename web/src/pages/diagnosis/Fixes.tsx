// The smallest changes that would let the packet through, each with what else it would open; applied through a preview.

import { Button } from 'antd'
import type { Diagnosis } from '../../client/generated.ts'
import { useModel } from '../../model/useModel.ts'
import { ruleText } from '../../parts/change/ChangeList.tsx'
import { useChange } from '../../parts/change/request.ts'
import { useTerms } from '../../parts/terms.ts'
import { useText } from '../../text/index.ts'
import type { Item } from './DiagnosisResult.tsx'

type Fix = Diagnosis['fixes'][number]
type Edit = Fix['edits'][number]

interface FixesProps {
  readonly question: { readonly from: string; readonly to: string }
  readonly item: Item
}

export function Fixes({ question, item }: FixesProps) {
  const t = useText()
  const change = useChange()
  const apply = (fix: Fix) =>
    void change({
      title: t('diagnosis.fixes'),
      name: 'applyFix',
      asked: { body: { ...question, fix: fix.id } },
      command: `menshen diagnose ${question.from} ${question.to} --fix ${fix.id}`,
    })
  return (
    <div className="stack tight">
      <h2>{t('diagnosis.fixes')}</h2>
      {item.fixes.length === 0 && <p className="quiet">{t('diagnosis.noFix')}</p>}
      <ol className="plain-list" style={{ gap: 8 }}>
        {item.fixes.map((fix) => (
          <li key={fix.id} className="spread" style={{ borderTop: '1px solid var(--line)', paddingTop: 8 }}>
            <div style={{ flex: 1, minWidth: 260 }}>
              {fix.edits.map((edit) => (
                <EditLine key={`${edit.kind} ${edit.rule?.id} ${edit.groupId} ${edit.entry}`} edit={edit} />
              ))}
              <Effect fix={fix} />
            </div>
            <Button onClick={() => apply(fix)}>{t('diagnosis.apply')}</Button>
          </li>
        ))}
      </ol>
    </div>
  )
}

function EditLine({ edit }: { readonly edit: Edit }) {
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

function Effect({ fix }: { readonly fix: Fix }) {
  const t = useText()
  if (fix.nothingElse === true) return <div className="accept">✓ {t('diagnosis.onlyThis')}</div>
  if (fix.nothingElse === null) return <div className="quiet">{t('diagnosis.undecided')}</div>
  return (
    <div>
      <div className="change" style={{ color: 'var(--change)' }}>
        ! {t('diagnosis.also')}
      </div>
      {fix.effect.slice(0, 4).map((part) => (
        <div key={`${part.effect} ${part.witness}`} className="mono quiet">
          {part.effect === 'opened' ? '+' : '−'} {part.text.slice(0, 2).join('; ')}
        </div>
      ))}
    </div>
  )
}
