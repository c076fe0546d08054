// Every limit with its number, where the number comes from, and how it is changed.

import { useQuery } from '@tanstack/react-query'
import { Button, Input, InputNumber, Table } from 'antd'
import { useState } from 'react'
import { call } from '../../client/client.ts'
import type { Quota } from '../../client/generated.ts'
import { useModel } from '../../model/useModel.ts'
import { useChange } from '../../parts/change/request.ts'
import { Failure } from '../../parts/Failure.tsx'
import { FormDialog } from '../../parts/FormDialog.tsx'
import { useFormats } from '../../parts/formats.ts'
import { useText } from '../../text/index.ts'

export function QuotaTable() {
  const t = useText()
  const { number } = useFormats()
  const { revision } = useModel()
  const [text, setText] = useState('')
  const [changing, setChanging] = useState<Quota>()
  const change = useChange()
  const { data, error, refetch } = useQuery({
    queryKey: ['quotas', revision],
    queryFn: () => call('listQuotas'),
    placeholderData: (old) => old,
  })
  const wanted = text.trim().toLowerCase()
  const items = (data?.items ?? []).filter((one) =>
    [one.name, one.about].some((part) => part.toLowerCase().includes(wanted)),
  )
  const reset = (quota: Quota) =>
    void change({
      title: `${t('quota.reset')}: ${quota.about}`,
      name: 'resetQuota',
      asked: { params: { name: quota.name } },
      command: `menshen quota set ${quota.name} default`,
    })
  return (
    <section className="panel stack tight">
      <div className="spread">
        <h2>{t('quota.title')}</h2>
        <Input
          allowClear
          aria-label={t('quota.find')}
          placeholder={t('quota.find')}
          value={text}
          onChange={({ target }) => setText(target.value)}
          style={{ width: 260 }}
        />
      </div>
      {error !== null && <Failure error={error} onRetry={() => void refetch()} />}
      <Table<Quota>
        rowKey="name"
        size="small"
        dataSource={items}
        loading={data === undefined && error === null}
        pagination={false}
        scroll={{ x: 800 }}
        columns={[
          {
            title: t('quota.what'),
            render: (_, { about, name }) => (
              <span>
                {about} <span className="mono quiet">{name}</span>
              </span>
            ),
          },
          {
            title: t('quota.maximum'),
            align: 'right',
            width: 120,
            render: (_, { maximum, declared }) =>
              maximum === declared ? number(maximum) : <b>{number(maximum)}</b>,
          },
          { title: t('quota.declared'), dataIndex: 'declared', align: 'right', width: 130, render: number },
          { title: t('quota.source'), dataIndex: 'source', width: 280 },
          {
            title: t('groups.actions'),
            width: 170,
            render: (_, quota) =>
              quota.adjustable ? (
                <span className="row">
                  <Button type="link" size="small" onClick={() => setChanging(quota)}>
                    {t('quota.change')}
                  </Button>
                  {quota.maximum !== quota.declared && (
                    <Button type="link" size="small" onClick={() => reset(quota)}>
                      {t('quota.reset')}
                    </Button>
                  )}
                </span>
              ) : (
                <span className="quiet">{t('quota.fixed')}</span>
              ),
          },
        ]}
      />
      {changing !== undefined && <ChangeQuota quota={changing} onClose={() => setChanging(undefined)} />}
    </section>
  )
}

function ChangeQuota({ quota, onClose }: { readonly quota: Quota; readonly onClose: () => void }) {
  const t = useText()
  const change = useChange()
  const [maximum, setMaximum] = useState<number | null>(quota.maximum)
  const apply = () => {
    onClose()
    if (maximum === null) return
    void change({
      title: `${t('quota.change')}: ${quota.about}`,
      name: 'setQuota',
      asked: { params: { name: quota.name }, body: { maximum } },
      command: `menshen quota set ${quota.name} ${maximum}`,
    })
  }
  return (
    <FormDialog
      title={quota.about}
      onClose={onClose}
      onPreview={apply}
      isReady={maximum !== null && maximum !== quota.maximum}
    >
      <InputNumber
        aria-label={t('quota.maximum')}
        min={1}
        precision={0}
        value={maximum}
        onChange={setMaximum}
        onPressEnter={apply}
        style={{ width: '100%' }}
      />
    </FormDialog>
  )
}
