// Instances with their interfaces, addresses and groups.

import { SearchOutlined } from '@ant-design/icons'
import { Empty, Input, Table } from 'antd'
import { useState } from 'react'
import { Link, useSearchParams } from 'wouter'
import { isLink } from '../../../../src/core/model/classicLink.ts'
import type { Eni, Instance } from '../../../../src/core/model/network.ts'
import { useModel } from '../../model/useModel.ts'
import { Named } from '../../parts/Named.tsx'
import { PageHeader } from '../../parts/PageHeader.tsx'
import { useText } from '../../text/index.ts'

/** An interface with the instance that it is in. */
interface Row {
  readonly eni: Eni
  readonly instance: Instance | undefined
  readonly publicAddress: string
}

export function InstancesPage() {
  const t = useText()
  const { reader, account, region } = useModel()
  const [search] = useSearchParams()
  const [text, setText] = useState(search.get('find') ?? '')
  const wanted = text.trim().toLowerCase()
  const rows: readonly Row[] = reader
    .by('eni', 'account', account.id)
    .filter((eni) => region === '' || eni.region === region)
    .map((eni) => ({
      eni,
      instance: eni.instanceId === null ? undefined : reader.get('instance', eni.instanceId),
      publicAddress: reader
        .by('eip', 'eni', eni.id)
        .map(({ address }) => address)
        .join(' '),
    }))
    .filter((row) => wanted === '' || textOf(row).includes(wanted))
  return (
    <>
      <PageHeader
        title={t('page.instances')}
        about={t('instances.about')}
        same={{
          command: 'menshen eni ls',
          api: { name: 'listEnis', asked: { query: region === '' ? {} : { region } } },
          cloud: {
            aliyun: `aliyun ecs DescribeInstances --RegionId ${region || 'cn-hangzhou'}`,
            tencent: `tccli cvm DescribeInstances --region ${region || 'ap-guangzhou'}`,
          },
        }}
      />
      <div className="panel stack tight">
        <Input
          allowClear
          prefix={<SearchOutlined />}
          aria-label={t('instances.find')}
          placeholder={t('instances.find')}
          value={text}
          onChange={({ target }) => setText(target.value)}
          style={{ width: 320 }}
        />
        <Table<Row>
          rowKey={({ eni }) => eni.id}
          size="middle"
          dataSource={[...rows]}
          scroll={{ x: 1100 }}
          pagination={{ defaultPageSize: 20, showSizeChanger: true, hideOnSinglePage: true }}
          locale={{
            emptyText: <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('instances.none')} />,
          }}
          columns={[
            {
              title: t('kind.instance'),
              width: 240,
              render: (_, { instance }) =>
                instance === undefined ? (
                  <span className="quiet">{t('instances.detached')}</span>
                ) : (
                  <div>
                    <b>{instance.name}</b>
                    <div className="mono quiet">{instance.id}</div>
                  </div>
                ),
            },
            {
              title: t('instances.state'),
              width: 100,
              render: (_, { instance }) =>
                instance !== undefined && (
                  <span className={`badge ${instance.state === 'running' ? 'accept' : 'plain'}`}>
                    {t(`instances.${instance.state}`)}
                  </span>
                ),
            },
            {
              title: t('kind.eni'),
              width: 230,
              render: (_, { eni }) => (
                <>
                  <Named kind="eni" id={eni.id} />{' '}
                  {isLink(eni) && (
                    <span className="badge plain">
                      ClassicLink: <Named kind="vpc" id={eni.vpcId} brief />
                    </span>
                  )}
                </>
              ),
            },
            {
              title: t('instances.private'),
              width: 140,
              render: (_, { eni }) => (
                <span className="mono">
                  {[eni.primaryAddress, ...eni.secondaryAddresses, ...eni.ipv6Addresses].join(' ')}
                </span>
              ),
            },
            {
              title: t('instances.public'),
              width: 130,
              render: (_, { publicAddress }) => <span className="mono">{publicAddress}</span>,
            },
            {
              title: t('members.groups'),
              render: (_, { eni }) => (
                <span className="row">
                  {eni.securityGroupIds.map((id) => (
                    <Named key={id} kind="securityGroup" id={id} brief />
                  ))}
                </span>
              ),
            },
            {
              title: t('groups.actions'),
              width: 200,
              fixed: 'right',
              render: (_, { eni }) => (
                <span className="row">
                  <Link href={`/enis/${eni.id}`}>{t('members.effective')}</Link>
                  <Link href={`/diagnosis?to=${eni.instanceId ?? eni.id}`}>{t('page.diagnosis')}</Link>
                </span>
              ),
            },
          ]}
        />
      </div>
    </>
  )
}

const textOf = ({ eni, instance, publicAddress }: Row): string =>
  [
    instance?.name,
    instance?.id,
    eni.id,
    eni.name,
    eni.primaryAddress,
    ...eni.secondaryAddresses,
    ...eni.ipv6Addresses,
    publicAddress,
  ]
    .join(' ')
    .toLowerCase()
