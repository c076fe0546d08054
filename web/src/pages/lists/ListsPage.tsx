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
import { useTerms } from '../../parts/terms.ts'
import { useText } from '../../text/index.ts'
import { type AnyList, type ListKind, writtenOf } from './entries.ts'
import { ListForm } from './ListForm.tsx'
import { TemplateForm } from './TemplateForm.tsx'

export function ListsPage() {
  const t = useText()
  const { reader, account, region } = useModel()
  const change = useChange()
  const [search] = useSearchParams()
  const found = search.get('find')
  const [kind, setKind] = useState<ListKind>(/^(prl|ppmg?)-/.test(found ?? '') ? 'portList' : 'prefixList')
  const [form, setForm] = useState<{ readonly list?: AnyList }>()
  const lists: readonly AnyList[] = reader
    .by(kind, 'account', account.id)
    .filter((list: AnyList) => region === '' || list.region === region)
  const terms = useTerms()
  const isTencent = account.cloud === 'tencent'
  const FormOf = isTencent ? TemplateForm : ListForm
  const isPrefix = kind === 'prefixList'
  const remove = (list: AnyList) =>
    void change({
      title: `${t('lists.delete')}: ${list.name}`,
      name: isPrefix ? 'deletePrefixList' : 'deletePortList',
      asked: { params: { listId: list.id } },
      command: `menshen ${isPrefix ? 'prefix-list' : 'port-list'} rm ${list.id}`,
      cloud: {
        aliyun: `aliyun ecs ${isPrefix ? 'DeletePrefixList' : 'DeletePortRangeList'} --RegionId ${list.region} --${isPrefix ? 'PrefixListId' : 'PortRangeListId'} ${list.id}`,
        tencent: `tccli vpc Delete${templateNoun(list)} --region ${list.region} --${templateNoun(list)}Id ${list.id}`,
      },
      danger: true,
    })
  return (
    <>
      <PageHeader
        title={terms('lists')}
        about={t('lists.about')}
        actions={
          <Button type="primary" icon={<PlusOutlined />} onClick={() => setForm({})}>
            {t(isTencent ? 'lists.createTemplate' : 'lists.create')}
          </Button>
        }
        same={{
          command: `menshen ${isPrefix ? 'prefix-list' : 'port-list'} ls`,
          api: { name: isPrefix ? 'listPrefixLists' : 'listPortLists' },
          cloud: {
            aliyun: `aliyun ecs ${isPrefix ? 'DescribePrefixLists' : 'DescribePortRangeLists'} --RegionId ${region || 'cn-hangzhou'}`,
            tencent: `tccli vpc ${isPrefix ? 'DescribeAddressTemplates' : 'DescribeServiceTemplates'} --region ${region || 'ap-guangzhou'}`,
          },
        }}
      />
      <div className="panel stack tight">
        <Segmented
          value={kind}
          onChange={setKind}
          style={{ alignSelf: 'flex-start' }}
          options={[
            { value: 'prefixList', label: terms('prefixLists') },
            { value: 'portList', label: terms('portLists') },
          ]}
        />
        <Table<AnyList>
          rowKey="id"
          dataSource={[...lists]}
          pagination={{ hideOnSinglePage: true }}
          scroll={{ x: 860 }}
          expandable={{
            expandedRowRender: (list) => <Entries kind={kind} list={list} />,
            defaultExpandedRowKeys: found === null ? [] : [found],
          }}
          locale={{ emptyText: <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('lists.none')} /> }}
          columns={[
            {
              title: t('groups.nameAndId'),
              render: (_, list) => (
                <div>
                  <b>{list.name}</b>{' '}
                  {'family' in list && list.family !== null && (
                    <span className="badge plain">IPv{list.family}</span>
                  )}
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
                isTencent
                  ? t('rules.entryCount', { count: writtenOf(list).length + (list.includes?.length ?? 0) })
                  : t('lists.entriesOf', { count: list.entries.length, most: list.maxEntries }),
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
        <FormOf
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

/** `AddressTemplateGroup`: as Tencent Cloud's calls name it. */
const templateNoun = (list: AnyList): string =>
  `${'family' in list ? 'Address' : 'Service'}Template${list.includes === undefined ? '' : 'Group'}`

function Entries({ kind, list }: { readonly kind: ListKind; readonly list: AnyList }) {
  return (
    <ul className="plain-list">
      {writtenOf(list).map(({ text, description }) => (
        <li key={text}>
          <span className="mono">{text}</span> <span className="quiet">{description}</span>
        </li>
      ))}
      {list.includes?.map((id) => (
        <li key={id}>
          <Named kind={kind} id={id} />
        </li>
      ))}
    </ul>
  )
}
