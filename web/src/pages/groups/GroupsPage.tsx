// The list of security groups: all filters, and everything that can be done with one.

import { MoreOutlined, PlusOutlined } from '@ant-design/icons'
import { Button, Dropdown, Empty, Table, type TableColumnsType, Tag, Tooltip } from 'antd'
import { type ReactNode, useState } from 'react'
import { Link, useLocation } from 'wouter'
import type { SecurityGroup } from '../../../../src/core/model/securityGroup.ts'
import { useModel } from '../../model/useModel.ts'
import { useChange } from '../../parts/change/request.ts'
import { useFormats } from '../../parts/formats.ts'
import { Named } from '../../parts/Named.tsx'
import { PageHeader } from '../../parts/PageHeader.tsx'
import { useText } from '../../text/index.ts'
import { CloneGroup } from './CloneGroup.tsx'
import { CreateGroup } from './CreateGroup.tsx'
import { DeleteGroup } from './DeleteGroup.tsx'
import { EditGroup } from './EditGroup.tsx'
import { GroupFilters, useGroupFilter } from './GroupFilters.tsx'
import { lockChange } from './requests.ts'
import { isClassic } from './sequence.ts'

type Dialog =
  | { readonly kind: 'create' }
  | { readonly kind: 'edit' | 'clone' | 'delete'; readonly group: SecurityGroup }

export function GroupsPage() {
  const t = useText()
  const { region } = useModel()
  const filter = useGroupFilter()
  const [dialog, setDialog] = useState<Dialog>()
  const columns = useColumns(setDialog)
  const close = () => setDialog(undefined)
  const create = (
    <Button type="primary" icon={<PlusOutlined />} onClick={() => setDialog({ kind: 'create' })}>
      {t('groups.create')}
    </Button>
  )
  const query = region === '' ? {} : { region }
  return (
    <>
      <PageHeader
        title={t('page.groups')}
        about={t('groups.about')}
        actions={create}
        same={{
          command: `menshen sg ls${region === '' ? '' : ` --region ${region}`}`,
          api: { name: 'listGroups', asked: { query } },
          cloud: {
            aliyun: `aliyun ecs DescribeSecurityGroups --RegionId ${region || 'cn-hangzhou'}`,
            tencent: `tccli vpc DescribeSecurityGroups --region ${region || 'ap-guangzhou'}`,
          },
        }}
      />
      <div className="panel">
        <GroupFilters filter={filter} />
        <Table<SecurityGroup>
          rowKey="id"
          size="middle"
          dataSource={[...filter.groups]}
          columns={columns}
          scroll={{ x: 1040 }}
          pagination={{
            defaultPageSize: 20,
            showSizeChanger: true,
            showTotal: (total) => t('groups.total', { total }),
          }}
          locale={{ emptyText: <NoGroups isFiltered={filter.isOn} action={create} /> }}
        />
      </div>
      {dialog?.kind === 'create' && <CreateGroup onClose={close} />}
      {dialog?.kind === 'edit' && <EditGroup group={dialog.group} onClose={close} />}
      {dialog?.kind === 'clone' && <CloneGroup group={dialog.group} onClose={close} />}
      {dialog?.kind === 'delete' && <DeleteGroup group={dialog.group} onClose={close} />}
    </>
  )
}

function NoGroups({ isFiltered, action }: { readonly isFiltered: boolean; readonly action: ReactNode }) {
  const t = useText()
  return (
    <Empty
      image={Empty.PRESENTED_IMAGE_SIMPLE}
      description={t(isFiltered ? 'groups.noneFound' : 'groups.none')}
    >
      {!isFiltered && action}
    </Empty>
  )
}

function useColumns(open: (dialog: Dialog) => void): TableColumnsType<SecurityGroup> {
  const t = useText()
  const { time } = useFormats()
  const { reader, account } = useModel()
  const isTencent = account.cloud === 'tencent'
  const rules = (id: string) => reader.by('rule', 'group', id).length
  const members = (id: string) => reader.by('eni', 'group', id).length
  return [
    {
      title: t('groups.nameAndId'),
      width: 250,
      fixed: 'left',
      sorter: (a, b) => a.name.localeCompare(b.name),
      render: (_, group) => (
        <div>
          <Link href={`/groups/${group.id}`}>
            <b>{group.name}</b>
          </Link>
          <Marks group={group} />
          <div className="mono quiet">{group.id}</div>
          {group.description !== '' && <div className="quiet">{group.description}</div>}
        </div>
      ),
    },
    {
      title: t(isTencent ? 'groups.project' : 'groups.network'),
      width: 150,
      render: (_, group) => <PlaceOf group={group} />,
    },
    ...(isTencent
      ? []
      : [
          {
            title: t('groups.kind'),
            width: 110,
            render: (_: unknown, group: SecurityGroup) => t(`groups.kind.${group.kind}`),
          },
        ]),
    {
      title: t('groups.members'),
      width: 100,
      align: 'right',
      sorter: (a, b) => members(a.id) - members(b.id),
      render: (_, group) => <Link href={`/groups/${group.id}?tab=members`}>{members(group.id)}</Link>,
    },
    {
      title: t('groups.rules'),
      width: 90,
      align: 'right',
      sorter: (a, b) => rules(a.id) - rules(b.id),
      render: (_, group) => <Link href={`/groups/${group.id}`}>{rules(group.id)}</Link>,
    },
    {
      title: t('groups.tags'),
      width: 150,
      render: (_, group) =>
        Object.entries(group.tags).map(([key, value]) => {
          const text = value === '' ? key : `${key}:${value}`
          return (
            <Tag key={key} title={text} style={SHORTENED}>
              {text}
            </Tag>
          )
        }),
    },
    {
      title: t('groups.created'),
      width: 140,
      sorter: (a, b) => a.createdAt - b.createdAt,
      render: (_, group) => <span className="quiet">{time(group.createdAt)}</span>,
    },
    {
      title: t('groups.actions'),
      width: 140,
      fixed: 'right',
      render: (_, group) => <Actions group={group} open={open} />,
    },
  ]
}

/** A long one does not run into the next column. */
const SHORTENED = { maxWidth: '100%', overflow: 'hidden', textOverflow: 'ellipsis' } as const

/** Its network, or the project where groups stand in none. */
export function PlaceOf({
  group,
  brief = true,
}: {
  readonly group: SecurityGroup
  readonly brief?: boolean
}) {
  const t = useText()
  const { reader } = useModel()
  if (group.vpcId !== null) return <Named kind="vpc" id={group.vpcId} brief={brief} />
  if (isClassic(group)) return t('groups.classic')
  if (group.resourceGroupId === '') return t('groups.defaultProject')
  return reader.get('resourceGroup', group.resourceGroupId)?.name || group.resourceGroupId
}

export function Marks({ group }: { readonly group: SecurityGroup }) {
  const t = useText()
  return (
    <span style={{ marginInlineStart: 6 }}>
      {group.managed && <span className="badge plain">{t('groups.managed')}</span>}
      {group.deletionProtection && (
        <Tooltip title={t('groups.protectedAbout')}>
          <span className="badge plain">{t('groups.protected')}</span>
        </Tooltip>
      )}
    </span>
  )
}

function Actions({
  group,
  open,
}: {
  readonly group: SecurityGroup
  readonly open: (dialog: Dialog) => void
}) {
  const t = useText()
  const change = useChange()
  const [, go] = useLocation()
  const path = `/groups/${group.id}`
  return (
    <span className="row">
      <Link href={path}>{t('groups.configure')}</Link>
      <Dropdown
        trigger={['click']}
        menu={{
          items: [
            { key: 'edit', label: t('groups.edit'), onClick: () => open({ kind: 'edit', group }) },
            { key: 'clone', label: t('groups.clone'), onClick: () => open({ kind: 'clone', group }) },
            { key: 'restore', label: t('groups.restore'), onClick: () => go(`${path}/restore`) },
            {
              key: 'lock',
              label: t(group.deletionProtection ? 'groups.unprotect' : 'groups.protect'),
              onClick: () => void change(lockChange(group, t)),
            },
            { type: 'divider' },
            {
              key: 'delete',
              danger: true,
              label: t('groups.delete'),
              onClick: () => open({ kind: 'delete', group }),
            },
          ],
        }}
      >
        <Button
          type="text"
          size="small"
          icon={<MoreOutlined />}
          aria-label={`${t('groups.more')}: ${group.name}`}
        />
      </Dropdown>
    </span>
  )
}
