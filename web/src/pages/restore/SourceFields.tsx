// The three places that rules are restored from: another group, an earlier version of this one, an exported file.

import { useQuery } from '@tanstack/react-query'
import { Segmented, Select } from 'antd'
import type { SecurityGroup } from '../../../../src/core/model/securityGroup.ts'
import { call } from '../../client/client.ts'
import { useModel } from '../../model/useModel.ts'
import { useFormats } from '../../parts/formats.ts'
import { RulesFileDrop } from '../../parts/RulesFileDrop.tsx'
import { useText } from '../../text/index.ts'
import type { Source } from './source.ts'

interface SourceFieldsProps {
  readonly group: SecurityGroup
  readonly source: Source
  readonly onChange: (source: Source) => void
}

const EMPTY: Readonly<Record<Source['kind'], Source>> = {
  group: { kind: 'group', id: undefined },
  revision: { kind: 'revision', revision: undefined },
  file: { kind: 'file', file: undefined },
}

export function SourceFields(props: SourceFieldsProps) {
  const t = useText()
  const { source, onChange } = props
  return (
    <>
      <Segmented<Source['kind']>
        aria-label={t('restore.source')}
        value={source.kind}
        onChange={(kind) => onChange(EMPTY[kind])}
        options={(['group', 'revision', 'file'] as const).map((value) => ({
          value,
          label: t(`restore.source.${value}`),
        }))}
        style={{ alignSelf: 'start' }}
      />
      {source.kind === 'group' && <GroupField {...props} id={source.id} />}
      {source.kind === 'revision' && <RevisionField {...props} revision={source.revision} />}
      {source.kind === 'file' && <FileField {...props} name={source.file?.name} />}
    </>
  )
}

function GroupField({ group, id, onChange }: SourceFieldsProps & { readonly id: string | undefined }) {
  const t = useText()
  const { reader } = useModel()
  const candidates = reader
    .by('securityGroup', 'region', `${group.accountId} ${group.region}`)
    .filter((one) => one.id !== group.id && (one.vpcId === null) === (group.vpcId === null))
  return (
    <>
      <label htmlFor="restore-from">{t('restore.target')}</label>
      <Select
        id="restore-from"
        showSearch={{ optionFilterProp: 'label' }}
        placeholder={t('restore.pick')}
        value={id}
        onChange={(picked) => onChange({ kind: 'group', id: picked })}
        options={candidates.map((one) => ({ value: one.id as string, label: `${one.name} ${one.id}` }))}
        style={{ maxWidth: 560 }}
      />
    </>
  )
}

/** More are reached by the group's history. */
const MOST_VERSIONS = 100

function RevisionField({
  group,
  revision,
  onChange,
}: SourceFieldsProps & { readonly revision: number | undefined }) {
  const t = useText()
  const { time } = useFormats()
  const { revision: now } = useModel()
  const past = useQuery({
    queryKey: ['changes', group.id, 'versions', now],
    queryFn: () => call('listChanges', { query: { resource: group.id, limit: MOST_VERSIONS } }),
    placeholderData: (old) => old,
  }).data
  // The newest is what is there now.
  const versions = past?.items.slice(1) ?? []
  const options = versions.map(({ revision: value, at, action, by }) => ({
    value,
    label: [`#${value}`, at === null ? null : time(at), action ?? t('overview.system'), by]
      .filter((part) => part !== null)
      .join(' · '),
  }))
  const isListed = revision === undefined || options.some(({ value }) => value === revision)
  return (
    <>
      <label htmlFor="restore-revision">{t('restore.version')}</label>
      <Select
        id="restore-revision"
        showSearch={{ optionFilterProp: 'label' }}
        placeholder={t(
          past !== undefined && versions.length === 0 ? 'restore.noVersion' : 'restore.pickVersion',
        )}
        value={revision}
        onChange={(picked) => onChange({ kind: 'revision', revision: picked })}
        options={isListed ? options : [{ value: revision, label: `#${revision}` }, ...options]}
        style={{ maxWidth: 720 }}
      />
    </>
  )
}

function FileField({ name, onChange }: SourceFieldsProps & { readonly name: string | undefined }) {
  const t = useText()
  return (
    <RulesFileDrop label={name ?? t('restore.drop')} onFile={(file) => onChange({ kind: 'file', file })} />
  )
}
