// Network ACLs: their entries in both directions, and the vSwitches that they stand in front of.

import { PlusOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Button, Empty, Table } from 'antd'
import { useState } from 'react'
import { useSearchParams } from 'wouter'
import { call } from '../../client/client.ts'
import type { NetworkAcl } from '../../client/generated.ts'
import { useModel } from '../../model/useModel.ts'
import { ActionBadge } from '../../parts/ActionBadge.tsx'
import { useChange } from '../../parts/change/request.ts'
import { Failure } from '../../parts/Failure.tsx'
import { Named } from '../../parts/Named.tsx'
import { PageHeader } from '../../parts/PageHeader.tsx'
import { useTerms } from '../../parts/terms.ts'
import { useText } from '../../text/index.ts'
import { AclForm } from './AclForm.tsx'
import { BindForm } from './BindForm.tsx'
import { CreateAcl } from './CreateAcl.tsx'

type Dialog = { readonly kind: 'create' } | { readonly kind: 'edit' | 'bind'; readonly acl: NetworkAcl }

export function NetworkAclsPage() {
  const t = useText()
  const { revision, region } = useModel()
  const change = useChange()
  const [search] = useSearchParams()
  const [dialog, setDialog] = useState<Dialog>()
  const query = region === '' ? {} : { region }
  const acls = useQuery({
    queryKey: ['networkAcls', revision, query],
    queryFn: () => call('listNetworkAcls', { query }),
    placeholderData: (old) => old,
  })
  const found = search.get('find')
  const close = () => setDialog(undefined)
  const remove = (acl: NetworkAcl) =>
    void change({
      title: `${t('groups.delete')}: ${acl.name || acl.id}`,
      name: 'deleteNetworkAcl',
      asked: { params: { aclId: acl.id } },
      command: `menshen nacl rm ${acl.id}`,
      danger: true,
    })
  return (
    <>
      <PageHeader
        title={t('page.networkAcls')}
        about={t('acl.about')}
        actions={
          <Button type="primary" icon={<PlusOutlined />} onClick={() => setDialog({ kind: 'create' })}>
            {t('acl.create')}
          </Button>
        }
        same={{
          command: 'menshen nacl ls',
          api: { name: 'listNetworkAcls', asked: { query } },
          cloud: {
            aliyun: `aliyun vpc DescribeNetworkAcls --RegionId ${region || 'cn-hangzhou'}`,
            tencent: `tccli vpc DescribeNetworkAcls --region ${region || 'ap-guangzhou'}`,
          },
        }}
      />
      {acls.error !== null && <Failure error={acls.error} />}
      <div className="panel">
        <Table<NetworkAcl>
          rowKey="id"
          loading={acls.isPending}
          dataSource={[...(acls.data?.items ?? [])]}
          pagination={{ hideOnSinglePage: true }}
          scroll={{ x: 860 }}
          expandable={{
            expandedRowRender: (acl) => <Entries acl={acl} />,
            defaultExpandedRowKeys: found === null ? [] : [found],
          }}
          locale={{ emptyText: <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('acl.none')} /> }}
          columns={[
            {
              title: t('groups.nameAndId'),
              render: (_, acl) => (
                <div>
                  <b>{acl.name || acl.id}</b>
                  <div className="mono quiet">{acl.id}</div>
                </div>
              ),
            },
            {
              title: t('groups.vpc'),
              width: 180,
              render: (_, acl) => <Named kind="vpc" id={acl.vpcId} brief />,
            },
            {
              title: t('acl.vSwitches'),
              width: 220,
              render: (_, acl) =>
                acl.vSwitches.length === 0 ? (
                  <span className="quiet">{t('acl.free')}</span>
                ) : (
                  acl.vSwitches.map((id) => (
                    <div key={id}>
                      <Named kind="vSwitch" id={id} />
                    </div>
                  ))
                ),
            },
            {
              title: t('groups.actions'),
              width: 270,
              render: (_, acl) => (
                <span style={{ whiteSpace: 'nowrap' }}>
                  <Button type="link" size="small" onClick={() => setDialog({ kind: 'edit', acl })}>
                    {t('acl.edit')}
                  </Button>
                  <Button type="link" size="small" onClick={() => setDialog({ kind: 'bind', acl })}>
                    {t('acl.bind')}
                  </Button>
                  <Button type="link" size="small" danger onClick={() => remove(acl)}>
                    {t('groups.delete')}
                  </Button>
                </span>
              ),
            },
          ]}
        />
      </div>
      {dialog?.kind === 'create' && <CreateAcl onClose={close} />}
      {dialog?.kind === 'edit' && <AclForm acl={dialog.acl} onClose={close} />}
      {dialog?.kind === 'bind' && <BindForm acl={dialog.acl} onClose={close} />}
    </>
  )
}

function Entries({ acl }: { readonly acl: NetworkAcl }) {
  const t = useText()
  const terms = useTerms()
  return (
    <div className="grid" style={{ gridTemplateColumns: 'repeat(auto-fit, minmax(320px, 1fr))' }}>
      {(['ingress', 'egress'] as const).map((direction) => (
        <section key={direction}>
          <h2>{terms(direction)}</h2>
          <ol>
            {acl[direction].map((entry) => (
              <li key={entry.id}>
                <ActionBadge action={entry.action} />{' '}
                <span className="mono">
                  {entry.protocol} {entry.ports === 'any' ? '' : entry.ports} {entry.peer}
                </span>{' '}
                <span className="quiet">{entry.name}</span>
              </li>
            ))}
          </ol>
          <span className="quiet">{t('acl.else')}</span>
        </section>
      ))}
    </div>
  )
}
