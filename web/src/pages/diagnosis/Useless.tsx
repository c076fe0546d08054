// Changes that look as if they would help and would not, each with what decides all the same.

import type { Diagnosis } from '../../client/generated.ts'
import { useWhy } from '../../parts/why.ts'
import { useText } from '../../text/index.ts'
import { EditLine } from './EditLine.tsx'

export function Useless({ items }: { readonly items: Diagnosis['useless'] }) {
  const t = useText()
  const why = useWhy()
  if (items.length === 0) return null
  return (
    <div className="stack tight">
      <h2>{t('diagnosis.useless')}</h2>
      {items.map(({ edits, why: still, isTie }) => (
        <div key={JSON.stringify(edits)} className="quiet">
          {edits.map((edit) => (
            <EditLine key={`${edit.kind} ${edit.rule?.id} ${edit.groupId} ${edit.entry}`} edit={edit} />
          ))}
          {isTie ? t('diagnosis.uselessTie') : t('diagnosis.uselessWhy', { why: why(still) })}
        </div>
      ))}
    </div>
  )
}
