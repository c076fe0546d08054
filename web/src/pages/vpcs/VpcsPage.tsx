// VPCs with their vSwitches, and what stands in them.

import { Empty, Table } from 'antd'
import { useSearchParams } from 'wouter'
import type { Vpc, VSwitch } from '../../../../src/core/model/network.ts'
import { useModel } from '../../model/useModel.ts'
import { Named } from '../../parts/Named.tsx'
import { PageHeader } from '../../parts/PageHeader.tsx'
import { useTerms } from '../../parts/terms.ts'
import { useText } from '../../text/index.ts'
import { ClassicLinks, linksInto } from './ClassicLinks.tsx'

export function VpcsPage() {
  const t = useText()
  const { reader, account, region } = useModel()
  const [search] = useSearchParams()
  const found = search.get('find')
  /** Of no use to who has no classic network, and to other clouds. */
  const linksMatter = ({ classicLink }: Vpc) => account.classicNetwork === true || classicLink === true
  const vpcs = reader.by('vpc', 'account', account.id).filter((vpc) => region === '' || vpc.region === region)
  return (
    <>
      <PageHeader
        title={t(account.cloud === 'tencent' ? 'term.tencent.vpcs' : 'page.vpcs')}
        about={t('vpcs.about')}
        same={{
          command: `menshen vpc ls${region === '' ? '' : ` --region ${region}`}`,
          api: { name: 'listVpcs', asked: { query: region === '' ? {} : { region } } },
          cloud: {
            aliyun: `aliyun vpc DescribeVpcs --RegionId ${region || 'cn-hangzhou'}`,
            tencent: `tccli vpc DescribeVpcs --region ${region || 'ap-guangzhou'}`,
          },
        }}
      />
      <div className="panel">
        <Table<Vpc>
          rowKey="id"
          dataSource={[...vpcs]}
          pagination={{ hideOnSinglePage: true }}
          scroll={{ x: 900 }}
          expandable={{
            expandedRowRender: (vpc) => (
              <div className="stack">
                <VSwitches vpc={vpc} />
                {linksMatter(vpc) && <ClassicLinks vpc={vpc} />}
              </div>
            ),
            defaultExpandedRowKeys: found === null ? vpcs.slice(0, 1).map(({ id }) => id) : [found],
          }}
          locale={{ emptyText: <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('vpcs.none')} /> }}
          columns={[
            {
              title: t('groups.nameAndId'),
              render: (_, vpc) => (
                <div>
                  <b>{vpc.name || vpc.id}</b>{' '}
                  {vpc.isDefault && <span className="badge plain">{t('vpcs.default')}</span>}
                  <div className="mono quiet">{vpc.id}</div>
                </div>
              ),
            },
            { title: t('app.region'), dataIndex: 'region', width: 140 },
            {
              title: t('vpcs.cidr'),
              width: 180,
              render: (_, vpc) => (
                <span className="mono">
                  {[vpc.cidr, ...vpc.secondaryCidrs, vpc.ipv6Cidr].filter((one) => one !== null).join(' ')}
                </span>
              ),
            },
            {
              title: t('vpcs.groups'),
              width: 110,
              align: 'right',
              render: (_, vpc) => reader.by('securityGroup', 'vpc', vpc.id).length,
            },
            {
              title: t('groups.members'),
              width: 110,
              align: 'right',
              render: (_, vpc) => reader.by('eni', 'vpc', vpc.id).length,
            },
            ...(vpcs.some(linksMatter)
              ? [
                  {
                    title: 'ClassicLink',
                    width: 120,
                    render: (_: unknown, vpc: Vpc) =>
                      vpc.classicLink === true ? (
                        t('vpcs.linked', { count: linksInto(reader, vpc).length })
                      ) : (
                        <span className="quiet">{t('vpcs.linksClosed')}</span>
                      ),
                  },
                ]
              : []),
            {
              title: t('vpcs.shared'),
              width: 160,
              render: (_, vpc) =>
                (vpc.sharedWith ?? []).map((id) => reader.get('account', id)?.name ?? id).join(', '),
            },
          ]}
        />
      </div>
    </>
  )
}

function VSwitches({ vpc }: { readonly vpc: Vpc }) {
  const t = useText()
  const terms = useTerms()
  const { reader } = useModel()
  return (
    <Table<VSwitch>
      rowKey="id"
      size="small"
      dataSource={[...reader.by('vSwitch', 'vpc', vpc.id)]}
      pagination={false}
      columns={[
        {
          title: terms('vSwitches'),
          render: (_, one) => (
            <span>
              {one.name} <span className="mono quiet">{one.id}</span>
            </span>
          ),
        },
        { title: t('instances.zone'), dataIndex: 'zone' },
        { title: t('vpcs.cidr'), render: (_, one) => <span className="mono">{one.cidr}</span> },
        {
          title: t('vpcs.acl'),
          render: (_, one) =>
            one.networkAclId === undefined ? (
              <span className="quiet">{t('vpcs.noAcl')}</span>
            ) : (
              <Named kind="networkAcl" id={one.networkAclId} />
            ),
        },
        { title: t('groups.members'), render: (_, one) => reader.by('eni', 'vSwitch', one.id).length },
      ]}
    />
  )
}
