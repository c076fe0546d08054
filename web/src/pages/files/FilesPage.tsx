// Rules of a group as files: exported in the cloud's format, imported with a reason for each row that is not taken.

import { DownloadOutlined } from '@ant-design/icons'
import { Alert, App, Button, Checkbox, Segmented, Table } from 'antd'
import { useState } from 'react'
import { Link, useParams } from 'wouter'
import type { SecurityGroup } from '../../../../src/core/model/securityGroup.ts'
import { call, download } from '../../client/client.ts'
import type { Operations } from '../../client/generated.ts'
import { useModel } from '../../model/useModel.ts'
import { ruleText } from '../../parts/change/ChangeList.tsx'
import { useChange } from '../../parts/change/request.ts'
import { Failure } from '../../parts/Failure.tsx'
import { PageHeader } from '../../parts/PageHeader.tsx'
import { type RulesFile, RulesFileDrop } from '../../parts/RulesFileDrop.tsx'
import { useTerms } from '../../parts/terms.ts'
import { useText } from '../../text/index.ts'
import { isInSequence } from '../groups/sequence.ts'

type Answer = Operations['importRules']['answer']
type Row = Answer['rows'][number]

export function FilesPage() {
  const { id = '' } = useParams<{ id: string }>()
  const { reader } = useModel()
  const t = useText()
  const group = reader.get('securityGroup', id)
  if (group === undefined) return <PageHeader title={t('groups.gone')} about={id} />
  return (
    <>
      <PageHeader
        title={`${t('page.files')}: ${group.name}`}
        about={t('files.about')}
        actions={<Link href={`/groups/${id}`}>{t('groups.configure')}</Link>}
        same={{
          command: `menshen sg export ${id}`,
          api: { name: 'exportRules', asked: { params: { groupId: id } } },
        }}
      />
      <div className="stack">
        <Export group={group} />
        <Import group={group} />
      </div>
    </>
  )
}

function Export({ group }: { readonly group: SecurityGroup }) {
  const t = useText()
  const { message } = App.useApp()
  const { reader } = useModel()
  const [format, setFormat] = useState<'json' | 'csv'>('json')
  const [error, setError] = useState<Error>()
  const rules = reader.by('rule', 'group', group.id).length
  const save = (more: { readonly template?: 'true' } = {}) => {
    setError(undefined)
    saveFile(group, { format, ...more }).then((name) => message.success(name), setError)
  }
  return (
    <section className="panel stack tight">
      <h2>{t('files.export')}</h2>
      <div className="row">
        <Segmented
          value={format}
          onChange={setFormat}
          options={[
            { value: 'json', label: 'JSON' },
            { value: 'csv', label: 'CSV' },
          ]}
        />
        <Button icon={<DownloadOutlined />} onClick={() => save()}>
          {t('files.exportAll', { count: rules })}
        </Button>
        {isInSequence(group) && rules === 0 && (
          <Button onClick={() => save({ template: 'true' })}>{t('files.template')}</Button>
        )}
      </div>
      {error !== undefined && <Failure error={error} />}
    </section>
  )
}

/** Gives the name of the file. */
async function saveFile(
  { id }: SecurityGroup,
  query: { readonly format: 'json' | 'csv'; readonly template?: 'true' },
): Promise<string> {
  const { name, blob } = await download('exportRules', { params: { groupId: id }, query })
  const url = URL.createObjectURL(blob)
  Object.assign(document.createElement('a'), { href: url, download: name }).click()
  URL.revokeObjectURL(url)
  return name
}

function Import({ group }: { readonly group: SecurityGroup }) {
  const t = useText()
  const change = useChange()
  const [file, setFile] = useState<RulesFile>()
  const [preview, setPreview] = useState<Answer>()
  const [error, setError] = useState<Error>()
  const [keepGood, setKeepGood] = useState(false)
  const look = async (chosen: RulesFile) => {
    setFile(chosen)
    setError(undefined)
    setPreview(undefined)
    try {
      const query = { dryRun: 'true', keepGood: 'true', fileName: chosen.name } as const
      setPreview(await call('importRules', { params: { groupId: group.id }, query, body: chosen.text }))
    } catch (problem) {
      setError(problem as Error)
    }
  }
  const start = async ({ name, text }: RulesFile) => {
    const done = await change({
      title: `${t('files.import')}: ${group.name}`,
      name: 'importRules',
      asked: {
        params: { groupId: group.id },
        query: { fileName: name, ...(keepGood ? { keepGood: 'true' } : {}) },
        body: text,
      },
      command: `menshen sg import ${group.id} ${name}${keepGood ? ' --keep-good' : ''}`,
    })
    if (done === null) return
    setPreview(undefined)
    setFile(undefined)
  }
  const isBlocked = preview !== undefined && preview.counts.refused > 0 && !keepGood
  return (
    <section className="panel stack tight">
      <h2>{t('files.import')}</h2>
      <span className="quiet">{t(isInSequence(group) ? 'files.importReplaces' : 'files.importAbout')}</span>
      <RulesFileDrop label={file?.name ?? t('files.drop')} onFile={(chosen) => void look(chosen)} />
      {error !== undefined && <Failure error={error} />}
      {preview !== undefined && file !== undefined && (
        <>
          <Alert
            type={preview.counts.refused > 0 ? 'warning' : 'info'}
            showIcon
            title={t('files.counts', preview.counts)}
          />
          {preview.replaces && <Replaced group={group} changes={preview.changes} />}
          <Rows rows={preview.rows} />
          <div className="spread">
            {preview.counts.refused > 0 ? (
              <Checkbox checked={keepGood} onChange={({ target }) => setKeepGood(target.checked)}>
                {t('files.keepGood')}
              </Checkbox>
            ) : (
              <span />
            )}
            <Button
              type="primary"
              disabled={isBlocked || (preview.counts.added === 0 && preview.changes.length === 0)}
              onClick={() => void start(file)}
            >
              {t('files.start')}
            </Button>
          </div>
        </>
      )}
    </section>
  )
}

/** What is there now goes: it can be kept first. */
function Replaced({
  group,
  changes,
}: {
  readonly group: SecurityGroup
  readonly changes: Answer['changes']
}) {
  const t = useText()
  const { message } = App.useApp()
  const gone = changes.filter(({ kind, change }) => kind === 'rule' && change === 'removed').length
  const keep = () =>
    saveFile(group, { format: 'json' }).then(
      (name) => message.success(name),
      (error: Error) => message.error(error.message),
    )
  return (
    <Alert
      type="warning"
      showIcon
      title={t('files.replaced', { count: gone })}
      action={<Button onClick={() => void keep()}>{t('files.keepFirst')}</Button>}
    />
  )
}

const SIGNS = {
  added: 'accept',
  present: 'plain',
  repeated: 'plain',
  ignored: 'change',
  refused: 'drop',
} as const

function Rows({ rows }: { readonly rows: readonly Row[] }) {
  const t = useText()
  const terms = useTerms()
  const { reader } = useModel()
  const nameOf = (id: string) => reader.get('securityGroup', id)?.name ?? id
  return (
    <Table<Row>
      rowKey="row"
      size="small"
      dataSource={[...rows]}
      pagination={{ defaultPageSize: 50, hideOnSinglePage: true }}
      scroll={{ x: 760 }}
      columns={[
        { title: t('files.row'), dataIndex: 'row', width: 70, align: 'right' },
        {
          title: t('files.outcome'),
          width: 120,
          render: (_, { outcome }) => (
            <span className={`badge ${SIGNS[outcome]}`}>{t(`files.${outcome}`)}</span>
          ),
        },
        {
          title: t('files.rule'),
          render: (_, { rule }) =>
            rule !== null && <span className="mono">{ruleText({ ...rule }, terms, nameOf)}</span>,
        },
        { title: t('files.reason'), render: (_, { reason }) => reason?.text },
      ]}
    />
  )
}
