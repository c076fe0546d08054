// Accounts of this installation: made, looked at, allowed to send mail; a new key is shown once.

import { PlusOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Alert, Button, Input, Switch, Table } from 'antd'
import { useState } from 'react'
import type { Account as Kept } from '../../../../src/core/model/account.ts'
import { changeSettings } from '../../app/settings.ts'
import { call } from '../../client/client.ts'
import type { Account } from '../../client/generated.ts'
import { useModel } from '../../model/useModel.ts'
import { type Answer, useChange } from '../../parts/change/request.ts'
import { Failure } from '../../parts/Failure.tsx'
import { FormDialog } from '../../parts/FormDialog.tsx'
import { useFormats } from '../../parts/formats.ts'
import { PageHeader } from '../../parts/PageHeader.tsx'
import { useText } from '../../text/index.ts'

export function AccountsPage() {
  const t = useText()
  const { revision } = useModel()
  const [isCreating, setCreating] = useState(false)
  const [made, setMade] = useState<Answer<'createAccount'>>()
  const accounts = useQuery({
    queryKey: ['accounts', revision],
    queryFn: () => call('listAccounts'),
    placeholderData: (old) => old,
  })
  return (
    <>
      <PageHeader
        title={t('page.accounts')}
        about={t('accounts.about')}
        actions={
          <Button type="primary" icon={<PlusOutlined />} onClick={() => setCreating(true)}>
            {t('accounts.create')}
          </Button>
        }
        same={{ command: 'menshen account ls', api: { name: 'listAccounts' } }}
      />
      {accounts.error !== null && <Failure error={accounts.error} onRetry={() => void accounts.refetch()} />}
      {made !== undefined && <NewKey made={made} onClose={() => setMade(undefined)} />}
      {accounts.error === null && <AccountTable items={accounts.data?.items} />}
      {isCreating && <CreateAccount onClose={() => setCreating(false)} onMade={setMade} />}
    </>
  )
}

function AccountTable({ items }: { readonly items: readonly Account[] | undefined }) {
  const t = useText()
  const { reader, account: current } = useModel()
  const { time } = useFormats()
  return (
    <Table<Account>
      rowKey="id"
      size="middle"
      loading={items === undefined}
      dataSource={items === undefined ? [] : [...items]}
      pagination={false}
      scroll={{ x: 900 }}
      columns={[
        {
          title: t('accounts.name'),
          render: (_, { id, name }) => (
            <span>
              <b>{name}</b> <span className="mono quiet">{id}</span>
            </span>
          ),
        },
        {
          title: t('accounts.cloud'),
          render: (_, { cloud }) => (cloud === 'tencent' ? t('cloud.tencent') : t('cloud.aliyun')),
        },
        {
          title: t('accounts.keys'),
          render: (_, { keys }) => <span className="mono">{keys.join(' ')}</span>,
        },
        { title: t('accounts.created'), render: (_, { createdAt }) => time(createdAt) },
        { title: t('accounts.mail'), render: (_, { id }) => <Mail account={reader.get('account', id)} /> },
        {
          title: t('groups.actions'),
          render: (_, { id }) =>
            id === current.id ? (
              <span className="quiet">{t('accounts.current')}</span>
            ) : (
              <Button type="link" size="small" onClick={() => changeSettings({ account: id, region: '' })}>
                {t('accounts.use')}
              </Button>
            ),
        },
      ]}
    />
  )
}

/** S3: outbound TCP 25. */
function Mail({ account }: { readonly account: Kept | undefined }) {
  const t = useText()
  const change = useChange()
  if (account === undefined) return <span className="quiet">–</span>
  const toggle = (smtpReleased: boolean) =>
    void change({
      title: `${t('accounts.mail')}: ${account.name}`,
      name: 'changeAccount',
      asked: { params: { accountId: account.id }, body: { smtpReleased } },
      command: `menshen settings set smtpReleased ${smtpReleased} --account ${account.name}`,
    })
  return (
    <Switch
      size="small"
      checked={account.smtpReleased}
      onChange={toggle}
      aria-label={`${t('accounts.mail')}: ${account.name}`}
    />
  )
}

interface CreateProps {
  readonly onClose: () => void
  readonly onMade: (made: Answer<'createAccount'>) => void
}

function CreateAccount({ onClose, onMade }: CreateProps) {
  const t = useText()
  const change = useChange()
  const [name, setName] = useState('')
  const isGood = /^\p{L}[\p{L}\p{M}\p{N}:_.-]{1,127}$/u.test(name)
  const create = async () => {
    onClose()
    const made = await change({
      title: `${t('accounts.create')}: ${name}`,
      name: 'createAccount',
      asked: { body: { name } },
      command: `menshen account create ${name}`,
    })
    if (made !== null) onMade(made)
  }
  return (
    <FormDialog
      title={t('accounts.create')}
      onClose={onClose}
      onPreview={() => void create()}
      isReady={isGood}
    >
      <Input
        aria-label={t('accounts.name')}
        placeholder={t('accounts.name')}
        value={name}
        status={name === '' || isGood ? '' : 'error'}
        onChange={({ target }) => setName(target.value)}
        onPressEnter={() => isGood && void create()}
      />
      <p className="quiet">{t('accounts.rule')}</p>
    </FormDialog>
  )
}

function NewKey({ made, onClose }: { readonly made: Answer<'createAccount'>; readonly onClose: () => void }) {
  const t = useText()
  return (
    <Alert
      type="success"
      showIcon
      closable={{ onClose }}
      style={{ marginBottom: 16 }}
      title={t('accounts.made', { name: made.name })}
      description={
        <pre className="mono">{`AccessKeyId      ${made.accessKeyId}\nAccessKeySecret  ${made.accessKeySecret}`}</pre>
      }
    />
  )
}
