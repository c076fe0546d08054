// Settings that change verdicts, and the limits of this installation.

import { useQuery } from '@tanstack/react-query'
import { Radio, Skeleton, Switch } from 'antd'
import type { ReactNode } from 'react'
import { call } from '../../client/client.ts'
import type { Settings } from '../../client/generated.ts'
import { useModel } from '../../model/useModel.ts'
import { type ChangeRequest, useChange } from '../../parts/change/request.ts'
import { Failure } from '../../parts/Failure.tsx'
import { PageHeader } from '../../parts/PageHeader.tsx'
import { quoted } from '../../parts/SameThing.tsx'
import { type TextKey, useText } from '../../text/index.ts'
import { FailsafeList } from './FailsafeList.tsx'
import { QuotaTable } from './QuotaTable.tsx'

type Body = NonNullable<ChangeRequest<'changeSettings'>['asked']['body']>

export function SettingsPage() {
  const t = useText()
  const { revision } = useModel()
  const change = useChange()
  const settings = useQuery({
    queryKey: ['settings', revision],
    queryFn: () => call('showSettings'),
    placeholderData: (old) => old,
  })
  const set = (title: TextKey, body: Body) => {
    const [[name, value] = ['', '']] = Object.entries(body)
    void change({
      title: t(title),
      name: 'changeSettings',
      asked: { body },
      command: `menshen settings set ${name} ${quoted(typed(value))}`,
    })
  }
  return (
    <>
      <PageHeader
        title={t('page.settings')}
        about={t('settings.about')}
        same={{ command: 'menshen settings ls', api: { name: 'showSettings' } }}
      />
      {settings.error !== null && <Failure error={settings.error} onRetry={() => void settings.refetch()} />}
      <div className="stack">
        {settings.data === undefined ? <Skeleton active /> : <Choices settings={settings.data} set={set} />}
        <QuotaTable />
      </div>
    </>
  )
}

/** As it is typed: a list in commas, an empty one by its word. */
const typed = (value: unknown): string =>
  Array.isArray(value) ? (value.length === 0 ? 'none' : value.join(',')) : String(value)

interface ChoicesProps {
  readonly settings: Settings
  readonly set: (title: TextKey, body: Body) => void
}

function Choices({ settings, set }: ChoicesProps) {
  const t = useText()
  return (
    <section className="panel stack">
      <h2>{t('settings.verdicts')}</h2>
      <Line title={t('settings.innerAccess')} about={t('settings.innerAccess.about')}>
        <Radio.Group
          aria-label={t('settings.innerAccess')}
          optionType="button"
          value={settings.innerAccess}
          onChange={({ target }) => set('settings.innerAccess', { innerAccess: target.value })}
          options={[
            { value: 'before-rules', label: t('settings.innerAccess.before') },
            { value: 'after-rules', label: t('settings.innerAccess.after') },
          ]}
        />
      </Line>
      <Line title={t('settings.enterprise')} about={t('settings.enterprise.about')}>
        <Radio.Group
          aria-label={t('settings.enterprise')}
          optionType="button"
          value={settings.enterpriseRules}
          onChange={({ target }) => set('settings.enterprise', { enterpriseRules: target.value })}
          options={[
            { value: 'modern', label: t('settings.enterprise.modern') },
            { value: '2019', label: t('settings.enterprise.2019') },
          ]}
        />
      </Line>
      <Line title={t('settings.priority')} about={t('settings.priority.about')}>
        <Radio.Group
          aria-label={t('settings.priority')}
          optionType="button"
          value={settings.defaultRulePriority}
          onChange={({ target }) => set('settings.priority', { defaultRulePriority: target.value })}
          options={[
            { value: 110, label: '110' },
            { value: 100, label: '100' },
          ]}
        />
      </Line>
      <Line title={t('settings.web')} about={t('settings.web.about')}>
        <Switch
          aria-label={t('settings.web')}
          checked={settings.defaultGroupWeb}
          onChange={(defaultGroupWeb) => set('settings.web', { defaultGroupWeb })}
        />
      </Line>
      <Line title={t('settings.sequence')} about={t('settings.sequence.about')}>
        <Radio.Group
          aria-label={t('settings.sequence')}
          optionType="button"
          value={settings.sequenceLimits}
          onChange={({ target }) => set('settings.sequence', { sequenceLimits: target.value })}
          options={[
            { value: 'modern', label: t('settings.enterprise.modern') },
            { value: 'manual', label: t('settings.sequence.manual') },
          ]}
        />
      </Line>
      <Line title={t('settings.failsafe')} about={t('settings.failsafe.about')}>
        <FailsafeList
          key={settings.failsafe.join()}
          entries={settings.failsafe}
          onChange={(failsafe) => set('settings.failsafe', { failsafe })}
        />
      </Line>
    </section>
  )
}

interface LineProps {
  readonly title: string
  readonly about: string
  readonly children: ReactNode
}

const Line = ({ title, about, children }: LineProps) => (
  <div className="spread">
    <div style={{ maxWidth: 620 }}>
      <div>{title}</div>
      <div className="quiet">{about}</div>
    </div>
    {children}
  </div>
)
