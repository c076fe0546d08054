// Network interfaces in the group: others are added, some are taken out, each through a preview.

import { PlusOutlined } from '@ant-design/icons'
import { Button, Select, Table, Tooltip } from 'antd'
import { useState } from 'react'
import { Link } from 'wouter'
import type { Eni } from '../../../../src/core/model/network.ts'
import type { SecurityGroup } from '../../../../src/core/model/securityGroup.ts'
import { useModel } from '../../model/useModel.ts'
import { type ChangeRequest, useChange } from '../../parts/change/request.ts'
import { FormDialog } from '../../parts/FormDialog.tsx'
import { Named } from '../../parts/Named.tsx'
import { type Translate, useText } from '../../text/index.ts'

export function MembersTab({ group }: { readonly group: SecurityGroup }) {
  const t = useText()
  const { reader } = useModel()
  const change = useChange()
  const [isAdding, setAdding] = useState(false)
  const members = reader.by('eni', 'group', group.id)
  const leave = (eni: Eni) =>
    void change(
      groupsChange(
        eni,
        eni.securityGroupIds.filter((id) => id !== group.id),
        t,
      ),
    )
  return (
    <div className="stack tight">
      <div className="spread">
        <span className="quiet">{t('members.about')}</span>
        <Button type="primary" icon={<PlusOutlined />} onClick={() => setAdding(true)}>
          {t('members.add')}
        </Button>
      </div>
      <Table<Eni>
        rowKey="id"
        size="small"
        dataSource={[...members]}
        pagination={{ defaultPageSize: 50, hideOnSinglePage: true }}
        scroll={{ x: 900 }}
        columns={[
          {
            title: t('kind.instance'),
            width: 220,
            render: (_, { instanceId }) =>
              instanceId === null ? '–' : <Named kind="instance" id={instanceId} />,
          },
          { title: t('kind.eni'), width: 240, render: (_, eni) => <Named kind="eni" id={eni.id} /> },
          {
            title: t('members.addresses'),
            width: 160,
            render: (_, eni) => (
              <span className="mono">
                {[eni.primaryAddress, ...eni.secondaryAddresses, ...eni.ipv6Addresses].join(' ')}
              </span>
            ),
          },
          {
            title: t('members.groups'),
            render: (_, eni) => (
              <span className="row">
                {eni.securityGroupIds.map((id) => (
                  <Named key={id} kind="securityGroup" id={id} brief />
                ))}
              </span>
            ),
          },
          {
            title: t('groups.actions'),
            width: 190,
            fixed: 'right',
            render: (_, eni) => (
              <span className="row">
                <Link href={`/enis/${eni.id}`}>{t('members.effective')}</Link>
                <Tooltip title={eni.securityGroupIds.length === 1 ? t('members.last') : undefined}>
                  <Button
                    type="link"
                    size="small"
                    danger
                    disabled={eni.securityGroupIds.length === 1 || eni.managed}
                    onClick={() => leave(eni)}
                  >
                    {t('members.leave')}
                  </Button>
                </Tooltip>
              </span>
            ),
          },
        ]}
      />
      {isAdding && <AddMember group={group} onClose={() => setAdding(false)} />}
    </div>
  )
}

function AddMember({ group, onClose }: { readonly group: SecurityGroup; readonly onClose: () => void }) {
  const t = useText()
  const { reader } = useModel()
  const change = useChange()
  const [id, setId] = useState<string>()
  const candidates = reader
    .by('eni', 'region', `${group.accountId} ${group.region}`)
    .filter(
      (eni) =>
        (group.vpcId === null || eni.vpcId === group.vpcId) && !eni.securityGroupIds.includes(group.id),
    )
  const join = () => {
    const eni = id === undefined ? undefined : reader.get('eni', id)
    onClose()
    if (eni !== undefined) void change(groupsChange(eni, [...eni.securityGroupIds, group.id], t))
  }
  return (
    <FormDialog
      title={`${t('members.add')}: ${group.name}`}
      onClose={onClose}
      onPreview={join}
      isReady={id !== undefined}
    >
      <Select
        showSearch={{ optionFilterProp: 'label' }}
        aria-label={t('kind.eni')}
        placeholder={candidates.length === 0 ? t('members.noneLeft') : t('members.pick')}
        value={id}
        onChange={setId}
        style={{ width: '100%' }}
        options={candidates.map((eni) => {
          const instance = eni.instanceId === null ? undefined : reader.get('instance', eni.instanceId)
          return {
            value: eni.id as string,
            label: [instance?.name, eni.primaryAddress, eni.id].filter(Boolean).join(' · '),
          }
        })}
      />
    </FormDialog>
  )
}

/** Exactly these groups, in one step. */
export const groupsChange = (
  eni: Eni,
  groups: readonly string[],
  t: Translate,
): ChangeRequest<'replaceEniGroups'> => ({
  title: `${t('members.replace')}: ${eni.name || eni.id}`,
  name: 'replaceEniGroups',
  asked: { params: { eniId: eni.id }, body: { groups } },
  command: `menshen eni groups ${eni.id} ${groups.join(' ')}`,
  cloud: {
    aliyun: `aliyun ecs ModifyNetworkInterfaceAttribute --RegionId ${eni.region} --NetworkInterfaceId ${eni.id} ${groups.map((id, place) => `--SecurityGroupId.${place + 1} ${id}`).join(' ')}`,
    tencent: `tccli vpc ModifyNetworkInterfaceAttribute --region ${eni.region} --NetworkInterfaceId ${eni.id} --SecurityGroupIds '${JSON.stringify(groups)}'`,
  },
})
