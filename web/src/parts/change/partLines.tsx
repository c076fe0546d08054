// How parts of a change stand in lines: with a sign, whom they are about, and what decides before and after.

import { Collapse } from 'antd'
import type { ReactNode } from 'react'
import type { Effect } from '../../client/generated.ts'
import { useModel } from '../../model/useModel.ts'
import { useText } from '../../text/index.ts'
import { useWhy } from '../why.ts'

export const Nothing = ({ text }: { readonly text: string }) => <div className="quiet">{text}</div>

export const Warning = ({ children }: { readonly children: ReactNode }) => (
  <div className="diff-line changed">
    <span aria-hidden>!</span>
    <span>{children}</span>
  </div>
)

interface SignedLineProps {
  readonly isOpened: boolean
  readonly children: ReactNode
}

export const SignedLine = ({ isOpened, children }: SignedLineProps) => (
  <div className={`diff-line ${isOpened ? 'added' : 'removed'}`}>
    <span aria-hidden className="mono">
      {isOpened ? '+' : '−'}
    </span>
    <span>{children}</span>
  </div>
)

interface ReasonsProps {
  readonly before: Effect['opens'][number]['before']
  readonly after: Effect['opens'][number]['after']
  readonly children?: ReactNode
}

/** To be opened by who wants to know. */
export function Reasons({ before, after, children }: ReasonsProps) {
  const t = useText()
  const why = useWhy()
  return (
    <Collapse
      ghost
      size="small"
      className="reasons"
      items={[
        {
          key: 'why',
          label: <span className="quiet">{t('effect.why')}</span>,
          children: (
            <div className="quiet">
              {children}
              <div>{t('effect.before', { why: why(before) })}</div>
              <div>{t('effect.after', { why: why(after) })}</div>
            </div>
          ),
        },
      ]}
    />
  )
}

/** The first interfaces by the names of their instances. */
export function useNames(enis: readonly string[]): readonly string[] {
  const { reader } = useModel()
  return enis.slice(0, 3).map((id) => {
    const eni = reader.get('eni', id)
    const instance =
      eni === undefined || eni.instanceId === null ? undefined : reader.get('instance', eni.instanceId)
    return instance?.name ?? (eni?.name || id)
  })
}
