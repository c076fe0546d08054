// One security group: its rules, members, relations and history.

import { MoreOutlined } from '@ant-design/icons'
import { Button, Dropdown, Result, Switch, Tabs, Tooltip } from 'antd'
import { useState } from 'react'
import { Link, useLocation, useParams, useSearchParams } from 'wouter'
import type { SecurityGroup } from '../../../../src/core/model/securityGroup.ts'
import { useModel } from '../../model/useModel.ts'
import { useChange } from '../../parts/change/request.ts'
import { LastChange } from '../../parts/LastChange.tsx'
import { PageHeader } from '../../parts/PageHeader.tsx'
import { useText } from '../../text/index.ts'
import { AsOfTab } from './AsOfTab.tsx'
import { CloneGroup } from './CloneGroup.tsx'
import { DeleteGroup } from './DeleteGroup.tsx'
import { EditGroup } from './EditGroup.tsx'
import { Marks, PlaceOf } from './GroupsPage.tsx'
import { HistoryTab } from './HistoryTab.tsx'
import { MembersTab } from './MembersTab.tsx'
import { RelationsTab } from './RelationsTab.tsx'
import { RulesTab } from './RulesTab.tsx'
import { innerAccessChange, lockChange } from './requests.ts'
import { isInSequence } from './sequence.ts'

export function GroupPage() {
  const t = useText()
  const { id = '' } = useParams<{ id: string }>()
  const { reader } = useModel()
  const group = reader.get('securityGroup', id)
  if (group !== undefined) return <Shown group={group} />
  return (
    <Result
      status="404"
      title={t('groups.gone')}
      subTitle={<span className="mono">{id}</span>}
      extra={<Link href="/groups">{t('page.groups')}</Link>}
    />
  )
}

function Shown({ group }: { readonly group: SecurityGroup }) {
  const t = useText()
  const { reader } = useModel()
  const [search, setSearch] = useSearchParams()
  const members = reader.by('eni', 'group', group.id).length
  const rules = reader.by('rule', 'group', group.id).length
  return (
    <>
      <PageHeader
        title={group.name}
        about={
          <span className="row">
            <span className="mono">{group.id}</span>
            {!isInSequence(group) && <span>{t(`groups.kind.${group.kind}`)}</span>}
            <PlaceOf group={group} brief={false} />
            {isInSequence(group) && <span>{t('groups.version', { version: group.rulesVersion ?? 0 })}</span>}
            <span>{group.region}</span>
            <Marks group={group} />
            {group.description !== '' && <span>{group.description}</span>}
            <LastChange id={group.id} history={`/groups/${group.id}?tab=history`} />
          </span>
        }
        actions={<Actions group={group} />}
        same={{
          command: `menshen sg show ${group.id}`,
          api: { name: 'showGroup', asked: { params: { groupId: group.id } } },
          cloud: {
            aliyun: `aliyun ecs DescribeSecurityGroupAttribute --RegionId ${group.region} --SecurityGroupId ${group.id}`,
            tencent: `tccli vpc DescribeSecurityGroupPolicies --region ${group.region} --SecurityGroupId ${group.id}`,
          },
        }}
      />
      <div className="panel">
        <Tabs
          activeKey={search.get('tab') ?? 'rules'}
          onChange={(tab) => setSearch(tab === 'rules' ? {} : { tab })}
          destroyOnHidden
          items={[
            { key: 'rules', label: `${t('groups.rules')} ${rules}`, children: <RulesTab group={group} /> },
            {
              key: 'members',
              label: `${t('groups.members')} ${members}`,
              children: <MembersTab group={group} />,
            },
            { key: 'relations', label: t('groups.relations'), children: <RelationsTab group={group} /> },
            { key: 'history', label: t('groups.history'), children: <HistoryTab group={group} /> },
            { key: 'as-of', label: t('asOf.tab'), children: <AsOfTab group={group} /> },
          ]}
        />
      </div>
    </>
  )
}

function Actions({ group }: { readonly group: SecurityGroup }) {
  const t = useText()
  const change = useChange()
  const [, go] = useLocation()
  const [dialog, setDialog] = useState<'edit' | 'clone' | 'delete'>()
  const close = () => setDialog(undefined)
  return (
    <>
      {group.kind === 'basic' && !isInSequence(group) && (
        <Tooltip title={t('groups.innerAbout')}>
          <span className="row">
            <Switch
              size="small"
              checked={group.innerAccess === 'accept'}
              onChange={() => void change(innerAccessChange(group, t))}
              aria-label={t('groups.inner')}
            />
            {t('groups.inner')}
          </span>
        </Tooltip>
      )}
      <Button onClick={() => setDialog('clone')}>{t('groups.clone')}</Button>
      <Dropdown
        trigger={['click']}
        menu={{
          items: [
            { key: 'edit', label: t('groups.edit'), onClick: () => setDialog('edit') },
            { key: 'restore', label: t('groups.restore'), onClick: () => go(`/groups/${group.id}/restore`) },
            {
              key: 'lock',
              label: t(group.deletionProtection ? 'groups.unprotect' : 'groups.protect'),
              onClick: () => void change(lockChange(group, t)),
            },
            { type: 'divider' },
            { key: 'delete', danger: true, label: t('groups.delete'), onClick: () => setDialog('delete') },
          ],
        }}
      >
        <Button icon={<MoreOutlined />} aria-label={t('groups.more')} />
      </Dropdown>
      {dialog === 'edit' && <EditGroup group={group} onClose={close} />}
      {dialog === 'clone' && <CloneGroup group={group} onClose={close} />}
      {dialog === 'delete' && <DeleteGroup group={group} onClose={close} />}
    </>
  )
}
