// Prefix lists and port lists: what they hold, who uses them, made and changed through a preview.

import { PlusOutlined } from '@ant-design/icons'
import { Button, Empty, Segmented, Table } from 'antd'
import { useState } from 'react'
import { useSearchParams } from 'wouter'
import type { ResourceReader } from '../../../../src/core/model/resources.ts'
import { useModel } from '../../model/useModel.ts'
import { useChange } from '../../parts/change/request.ts'
import { Named } from '../../parts/Named.tsx'
import { PageHeader } from '../../parts/PageHeader.tsx'
import { useText } from '../../text/index.ts'
import { type AnyList, entryText, type ListKind } from './entries.ts'
import { ListForm } from './ListForm.tsx'

export function ListsPage() {
  const t = useText()
  const { reader, account, region } = useModel()
  const change = useChange()
  const [search] = useSearchParams()
  const found = search.get('find')
  const [kind, setKind] = useState<ListKind>(found?.startsWith('prl-') ? 'portList' : 'prefixList')
  const [form, setForm] = useState<{ readonly list?: AnyList }>()
  const lists: readonly AnyList[] = reader
    .by(kind, 'account', account.id)
    .filter((list: AnyList) => region === '' || list.region === region)
  const isPrefix = kind === 'prefixList'
  const remove = (list: AnyList) =>
    void change({
      title: `${t('lists.delete')}: ${list.name}`,
      name: isPrefix ? 'deletePrefixList' : 'deletePortList',
      asked: { params: { listId: list.id } },
      command: `menshen ${isPrefix ? 'prefix-list' : 'port-list'} rm ${list.id}`,
      cloud: `aliyun ecs ${isPrefix ? 'DeletePrefixList' : 'DeletePortRangeList'} --RegionId ${list.region} --${isPrefix ? 'PrefixListId' : 'PortRangeListId'} ${list.id}`,
      danger: true,
    })
  return (
    <>
      <PageHeader
        title={t('page.lists')}
        about={t('lists.about')}
        actions={
          <Button type="primary" icon={<PlusOutlined />} onClick={() => setForm({})}>
            {t('lists.create')}
          </Button>
        }
        same={{
          command: `menshen ${isPrefix ? 'prefix-list' : 'port-list'} ls`,
          api: { name: isPrefix ? 'listPrefixLists' : 'listPortLists' },
          cloud: `aliyun ecs ${isPrefix ? 'DescribePrefixLists' : 'DescribePortRangeLists'} --RegionId ${region || 'cn-hangzhou'}`,
        }}
      />
      <div className="panel stack tight">
        <Segmented
          value={kind}
          onChange={setKind}
          style={{ alignSelf: 'flex-start' }}
          options={[
            { value: 'prefixList', label: t('lists.prefix') },
            { value: 'portList', label: t('lists.port') },
          ]}
        />
        <Table<AnyList>
          rowKey="id"
          dataSource={[...lists]}
          pagination={{ hideOnSinglePage: true }}
          scroll={{ x: 860 }}
          expandable={{
            expandedRowRender: (list) => <Entries list={list} />,
            defaultExpandedRowKeys: found === null ? [] : [found],
          }}
          locale={{ emptyText: <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('lists.none')} /> }}
          columns={[
            {
              title: t('groups.nameAndId'),
              render: (_, list) => (
                <div>
                  <b>{list.name}</b>{' '}
                  {'family' in list && <span className="badge plain">IPv{list.family}</span>}
                  <div className="mono quiet">{list.id}</div>
                  {list.description !== '' && <div className="quiet">{list.description}</div>}
                </div>
              ),
            },
            { title: t('app.region'), dataIndex: 'region', width: 140 },
            {
              title: t('lists.entries'),
              width: 170,
              render: (_, list) =>
                t('lists.entriesOf', { count: list.entries.length, most: list.maxEntries }),
            },
            {
              title: t('lists.users'),
              width: 240,
              render: (_, list) => {
                const users = usersOf(reader, kind, list.id)
                if (users.length === 0) return <span className="quiet">{t('lists.unused')}</span>
                return (
                  <span className="row">
                    {users.map((id) => (
                      <Named key={id} kind="securityGroup" id={id} brief />
                    ))}
                  </span>
                )
              },
            },
            {
              title: t('groups.actions'),
              width: 150,
              render: (_, list) => (
                <span style={{ whiteSpace: 'nowrap' }}>
                  <Button type="link" size="small" onClick={() => setForm({ list })}>
                    {t('groups.edit')}
                  </Button>
                  <Button type="link" size="small" danger onClick={() => remove(list)}>
                    {t('groups.delete')}
                  </Button>
                </span>
              ),
            },
          ]}
        />
      </div>
      {form !== undefined && (
        <ListForm
          kind={kind}
          {...(form.list === undefined ? {} : { list: form.list })}
          onClose={() => setForm(undefined)}
        />
      )}
    </>
  )
}

const usersOf = (reader: ResourceReader, kind: ListKind, id: string): readonly string[] => [
  ...new Set(reader.by('rule', kind, id).map(({ groupId }) => groupId as string)),
]

function Entries({ list }: { readonly list: AnyList }) {
  return (
    <ul className="plain-list">
      {list.entries.map((entry) => (
        <li key={entryText(entry)}>
          <span className="mono">{entryText(entry)}</span> <span className="quiet">{entry.description}</span>
        </li>
      ))}
    </ul>
  )
}
