// ClassicLink of one VPC: open or closed to classic instances, which ones are linked, and linking others.

import { PlusOutlined } from '@ant-design/icons'
import { Button, Select, Switch, Table, Tooltip } from 'antd'
import { useState } from 'react'
import { isLink, linkBlockOf } from '../../../../src/core/model/classicLink.ts'
import type { Eni, Instance, Vpc } from '../../../../src/core/model/network.ts'
import type { ResourceReader } from '../../../../src/core/model/resources.ts'
import { useModel } from '../../model/useModel.ts'
import { useChange } from '../../parts/change/request.ts'
import { FormDialog } from '../../parts/FormDialog.tsx'
import { Named } from '../../parts/Named.tsx'
import { useText } from '../../text/index.ts'
import { linkRequest, switchRequest, unlinkRequest } from './linkRequests.ts'

export const linksInto = (reader: ResourceReader, vpc: Vpc): readonly Eni[] =>
  reader.by('eni', 'vpc', vpc.id).filter(isLink)

export function ClassicLinks({ vpc }: { readonly vpc: Vpc }) {
  const t = useText()
  const { reader } = useModel()
  const change = useChange()
  const [isAdding, setAdding] = useState(false)
  const links = linksInto(reader, vpc)
  const isOn = vpc.classicLink === true
  const reason =
    links.length > 0
      ? t('vpcs.linksFirst')
      : !isOn && linkBlockOf(vpc) === undefined
        ? t('vpcs.linkBlock')
        : undefined
  return (
    <section className="stack tight">
      <div className="spread">
        <span className="row">
          <b>ClassicLink</b>
          <Tooltip title={reason}>
            <Switch
              size="small"
              aria-label={`ClassicLink: ${vpc.name || vpc.id}`}
              checked={isOn}
              disabled={reason !== undefined}
              onChange={(enabled) => void change(switchRequest(vpc, enabled, t))}
            />
          </Tooltip>
          <span className="quiet">{t('vpcs.linksAbout')}</span>
        </span>
        <Button icon={<PlusOutlined />} disabled={!isOn} onClick={() => setAdding(true)}>
          {t('vpcs.link')}
        </Button>
      </div>
      {links.length > 0 && (
        <Table<Eni>
          rowKey="id"
          size="small"
          dataSource={[...links]}
          pagination={{ hideOnSinglePage: true }}
          columns={[
            {
              title: t('kind.instance'),
              render: (_, { instanceId }) => instanceId !== null && <Named kind="instance" id={instanceId} />,
            },
            {
              title: t('instances.private'),
              render: (_, eni) => <span className="mono">{eni.primaryAddress}</span>,
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
              width: 160,
              render: (_, { instanceId }) => (
                <Button
                  type="link"
                  size="small"
                  danger
                  onClick={() => void change(unlinkRequest(vpc, instanceId ?? '', t))}
                >
                  {t('vpcs.unlink')}
                </Button>
              ),
            },
          ]}
        />
      )}
      {isAdding && <AddLink vpc={vpc} onClose={() => setAdding(false)} />}
    </section>
  )
}

function AddLink({ vpc, onClose }: { readonly vpc: Vpc; readonly onClose: () => void }) {
  const t = useText()
  const { reader } = useModel()
  const change = useChange()
  const [id, setId] = useState<string>()
  const candidates = unlinkedIn(reader, vpc)
  const link = () => {
    onClose()
    if (id !== undefined) void change(linkRequest(vpc, id, t))
  }
  return (
    <FormDialog
      title={`${t('vpcs.link')}: ${vpc.name || vpc.id}`}
      onClose={onClose}
      onPreview={link}
      isReady={id !== undefined}
    >
      <Select
        showSearch={{ optionFilterProp: 'label' }}
        aria-label={t('kind.instance')}
        placeholder={candidates.length === 0 ? t('vpcs.noneToLink') : t('vpcs.pickInstance')}
        value={id}
        onChange={setId}
        style={{ width: '100%' }}
        options={candidates.map(({ instance, intranet }) => ({
          value: instance.id as string,
          label: [instance.name, intranet.primaryAddress, instance.id].filter(Boolean).join(' · '),
        }))}
      />
    </FormDialog>
  )
}

/** Classic instances of the VPC's account and region that are linked to none. */
function unlinkedIn(
  reader: ResourceReader,
  vpc: Vpc,
): readonly { readonly instance: Instance; readonly intranet: Eni }[] {
  return reader
    .by('eni', 'region', `${vpc.accountId} ${vpc.region}`)
    .filter((eni) => eni.nic === 'intranet' && !isLink(eni))
    .flatMap((intranet) => {
      const instance = intranet.instanceId === null ? undefined : reader.get('instance', intranet.instanceId)
      const isFree = instance !== undefined && !reader.by('eni', 'instance', instance.id).some(isLink)
      return isFree ? [{ instance, intranet }] : []
    })
}
