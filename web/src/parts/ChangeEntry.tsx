// One past change in a line: when, who, by which call; what it changed unfolds.

import { Collapse } from 'antd'
import type { PastChange } from '../client/generated.ts'
import { useText } from '../text/index.ts'
import { ChangeList } from './change/ChangeList.tsx'
import { useFormats } from './formats.ts'

export function ChangeEntry({ past }: { readonly past: PastChange }) {
  const t = useText()
  const { ago, time } = useFormats()
  return (
    <Collapse
      ghost
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
          children: <ChangeList changes={past.changes} />,
        },
      ]}
    />
  )
}
