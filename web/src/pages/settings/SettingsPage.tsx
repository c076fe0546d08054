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
      <Choice
        name="innerAccess"
        value={settings.innerAccess}
        onPick={(innerAccess) => set('settings.innerAccess', { innerAccess })}
        options={[
          { value: 'before-rules', label: t('settings.innerAccess.before') },
          { value: 'after-rules', label: t('settings.innerAccess.after') },
        ]}
      />
      <Choice
        name="enterprise"
        value={settings.enterpriseRules}
        onPick={(enterpriseRules) => set('settings.enterprise', { enterpriseRules })}
        options={[
          { value: 'modern', label: t('settings.enterprise.modern') },
          { value: '2019', label: t('settings.enterprise.2019') },
        ]}
      />
      <Choice
        name="priority"
        value={settings.defaultRulePriority}
        onPick={(defaultRulePriority) => set('settings.priority', { defaultRulePriority })}
        options={[
          { value: 110, label: '110' },
          { value: 100, label: '100' },
        ]}
      />
      <Line title={t('settings.web')} about={t('settings.web.about')}>
        <Switch
          aria-label={t('settings.web')}
          checked={settings.defaultGroupWeb}
          onChange={(defaultGroupWeb) => set('settings.web', { defaultGroupWeb })}
        />
      </Line>
      <Choice
        name="sequence"
        value={settings.sequenceLimits}
        onPick={(sequenceLimits) => set('settings.sequence', { sequenceLimits })}
        options={[
          { value: 'modern', label: t('settings.enterprise.modern') },
          { value: 'manual', label: t('settings.sequence.manual') },
        ]}
      />
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

interface ChoiceProps<Value> {
  readonly name: 'innerAccess' | 'enterprise' | 'priority' | 'sequence'
  readonly value: Value
  readonly options: readonly { readonly value: Value; readonly label: string }[]
  readonly onPick: (value: Value) => void
}

function Choice<Value extends string | number>({ name, value, options, onPick }: ChoiceProps<Value>) {
  const t = useText()
  return (
    <Line title={t(`settings.${name}`)} about={t(`settings.${name}.about`)}>
      <Radio.Group
        aria-label={t(`settings.${name}`)}
        optionType="button"
        value={value}
        onChange={({ target }) => onPick(target.value)}
        options={[...options]}
      />
    </Line>
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
