// The failsafe list (S5): what stays open on machines that are instances, edited as a whole and previewed like any change.

import { Button, Select } from 'antd'
import { useState } from 'react'
import { formatFailsafe, MOST_FAILSAFES, parseFailsafe } from '../../../../src/core/model/failsafe.ts'
import { type Translate, useText } from '../../text/index.ts'

interface FailsafeListProps {
  readonly entries: readonly string[]
  /** Told the whole list as it shall be. */
  readonly onChange: (entries: readonly string[]) => void
}

export function FailsafeList({ entries, onChange }: FailsafeListProps) {
  const t = useText()
  const [draft, setDraft] = useState(entries)
  const problem = problemIn(draft, t)
  const isChanged = draft.join() !== entries.join()
  const everybody = draft.filter((text) => parseFailsafe(text)?.from.length === 0)
  return (
    <div className="stack tight" style={{ width: 420, maxWidth: '100%' }}>
      <Select
        mode="tags"
        open={false}
        suffixIcon={null}
        aria-label={t('settings.failsafe')}
        aria-describedby="failsafe-problem"
        placeholder={t('settings.failsafe.none')}
        status={problem === null ? '' : 'error'}
        tokenSeparators={[',', '，', ' ', '\n']}
        value={[...draft]}
        onChange={(texts: readonly string[]) => setDraft(tidied(texts))}
      />
      <span id="failsafe-problem" aria-live="polite" className={problem === null ? 'quiet' : 'drop'}>
        {problem ??
          (everybody.length > 0
            ? t('settings.failsafe.everybody', { entries: everybody.join(', ') })
            : t('settings.failsafe.hint'))}
      </span>
      {isChanged && (
        <span className="row">
          <Button type="primary" disabled={problem !== null} onClick={() => onChange(draft)}>
            {t('groups.preview')}
          </Button>
          <Button onClick={() => setDraft(entries)}>{t('settings.failsafe.back')}</Button>
        </span>
      )}
    </div>
  )
}

/** Each once, and in the one way in which the server keeps it; what is wrong stays as it was typed. */
const tidied = (texts: readonly string[]): readonly string[] => [
  ...new Set(
    texts
      .map((text) => text.trim())
      .filter((text) => text !== '')
      .map((text) => {
        const read = parseFailsafe(text)
        return read === undefined ? text : formatFailsafe(read)
      }),
  ),
]

function problemIn(texts: readonly string[], t: Translate): string | null {
  const wrong = texts.filter((text) => parseFailsafe(text) === undefined)
  if (wrong.length > 0) return t('settings.failsafe.wrong', { entries: wrong.join(', ') })
  return texts.length > MOST_FAILSAFES ? t('settings.failsafe.many', { maximum: MOST_FAILSAFES }) : null
}
