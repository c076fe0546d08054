// Restore: the rules become those of another group, of an earlier version or of a file; what comes and goes is shown first.

import { useQuery } from '@tanstack/react-query'
import { Checkbox, Radio } from 'antd'
import { useState } from 'react'
import { Link, useParams, useSearchParams } from 'wouter'
import type { SecurityGroup } from '../../../../src/core/model/securityGroup.ts'
import { call } from '../../client/client.ts'
import { useModel } from '../../model/useModel.ts'
import { useChange } from '../../parts/change/request.ts'
import { Failure } from '../../parts/Failure.tsx'
import { PageHeader } from '../../parts/PageHeader.tsx'
import { useText } from '../../text/index.ts'
import { isInSequence } from '../groups/sequence.ts'
import { type Answer, Preview } from './Preview.tsx'
import { SourceFields } from './SourceFields.tsx'
import { isChosen, type Mode, type RestoreRequest, requestFor, type Source } from './source.ts'

export function RestorePage() {
  const t = useText()
  const { id = '' } = useParams<{ id: string }>()
  const { reader } = useModel()
  const group = reader.get('securityGroup', id)
  return group === undefined ? <PageHeader title={t('groups.gone')} about={id} /> : <Restore group={group} />
}

function Restore({ group }: { readonly group: SecurityGroup }) {
  const t = useText()
  const { revision } = useModel()
  const change = useChange()
  const [source, setSource] = useState<Source>(useAskedSource())
  const [mode, setMode] = useState<Mode>('full')
  const [systemRulesAt100, setAt100] = useState(false)
  const [keepGood, setKeepGood] = useState(false)
  const request = requestFor(group, source, { mode, systemRulesAt100, keepGood }, t)
  const preview = useQuery({
    queryKey: ['restore', group.id, source, mode, systemRulesAt100, revision],
    enabled: isChosen(source),
    queryFn: () => previewOf(request),
  })
  const refused = preview.data?.refused?.length ?? 0
  const start = () => void (request.name === 'restoreGroup' ? change(request) : change(request))
  return (
    <>
      <PageHeader
        title={`${t('page.restore')}: ${group.name}`}
        about={t('restore.about')}
        actions={<Link href={`/groups/${group.id}`}>{t('groups.configure')}</Link>}
        same={{ command: request.command, api: { name: request.name, asked: request.asked as never } }}
      />
      <div className="stack">
        <section className="panel stack tight">
          <SourceFields group={group} source={source} onChange={setSource} />
          <Radio.Group
            aria-label={t('restore.mode')}
            value={mode}
            onChange={({ target }) => setMode(target.value)}
            options={(['full', 'partial'] as const).map((value) => ({ value, label: t(`restore.${value}`) }))}
          />
          {!isInSequence(group) && (
            <Checkbox checked={systemRulesAt100} onChange={({ target }) => setAt100(target.checked)}>
              {t('restore.at100')}
            </Checkbox>
          )}
          {refused > 0 && (
            <Checkbox checked={keepGood} onChange={({ target }) => setKeepGood(target.checked)}>
              {t('restore.keepGood')}
            </Checkbox>
          )}
        </section>
        {preview.error !== null && <Failure error={preview.error} onRetry={() => void preview.refetch()} />}
        {preview.data && (
          <Preview answer={preview.data} mode={mode} isBlocked={refused > 0 && !keepGood} onStart={start} />
        )}
      </div>
    </>
  )
}

/** The group's history links to its versions: `?revision=12`. */
function useAskedSource(): Source {
  const [search] = useSearchParams()
  const revision = Number(search.get('revision'))
  return Number.isInteger(revision) && revision > 0
    ? { kind: 'revision', revision }
    : { kind: 'group', id: undefined }
}

function previewOf(request: RestoreRequest): Promise<Answer> {
  const dryRun = { dryRun: 'true' } as const
  if (request.name === 'restoreGroup') return call(request.name, { ...request.asked, query: dryRun })
  return call(request.name, { ...request.asked, query: { ...request.asked.query, ...dryRun } })
}
