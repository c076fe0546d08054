// One past change in a line: when, who, by which call; what it changed unfolds, and it may be undone for a day.

import { Button, Collapse } from 'antd'
import type { ReactNode } from 'react'
import type { PastChange } from '../client/generated.ts'
import { useText } from '../text/index.ts'
import { ChangeList } from './change/ChangeList.tsx'
import { useChange } from './change/request.ts'
import { useFormats } from './formats.ts'

interface ChangeEntryProps {
  readonly past: PastChange
  /** What can be done about it, at the end of the line. */
  readonly action?: ReactNode
}

export function ChangeEntry({ past, action }: ChangeEntryProps) {
  const t = useText()
  const { ago, time } = useFormats()
  return (
    <Collapse
      ghost
      // The line itself unfolds; a button around a link would be neither.
      collapsible="header"
      size="small"
      items={[
        {
          key: past.revision,
          label: (
            <span className="row">
              <span className="mono quiet">#{past.revision}</span>
              <span className="mono">{past.action ?? t('overview.system')}</span>
              <span className="quiet">{past.by ?? t('overview.system')}</span>
              {past.at !== null && (
                <time className="quiet" dateTime={past.at} title={time(past.at)}>
                  {ago(past.at)}
                </time>
              )}
            </span>
          ),
          extra: action,
          children: (
            <div className="stack tight">
              <ChangeList changes={past.changes} />
              <Undo past={past} />
            </div>
          ),
        },
      ]}
    />
  )
}

/** Whether anything stands against it, the preview tells. */
function Undo({ past: { revision, action, undoUntil } }: { readonly past: PastChange }) {
  const t = useText()
  const { time } = useFormats()
  const change = useChange()
  if (undoUntil === null || Date.parse(undoUntil) <= Date.now()) return null
  const undo = () =>
    void change({
      title: `${t('history.undo')}: #${revision} ${action ?? ''}`,
      name: 'revertChange',
      asked: { params: { revision } },
      command: `menshen undo ${revision}`,
      danger: true,
    })
  return (
    <span className="row">
      <Button size="small" onClick={undo}>
        {t('history.undo')}
      </Button>
      <span className="quiet">{t('history.undoUntil', { until: time(undoUntil) })}</span>
    </span>
  )
}
