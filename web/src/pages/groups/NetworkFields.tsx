// Where a group stands: region, network type, VPC; in dialogs that make one.

import { Form, Radio, Select } from 'antd'
import { useModel } from '../../model/useModel.ts'
import { useChoices, useRegionName } from '../../parts/regions.ts'
import { useText } from '../../text/index.ts'

export interface Place {
  readonly region: string
  readonly network: 'vpc' | 'classic'
  readonly vpcId?: string
}

/** Names of the fields as `Place` has them. */
export function NetworkFields({ regionLabel }: { readonly regionLabel: string }) {
  const t = useText()
  const { reader, account } = useModel()
  const nameOf = useRegionName()
  const choices = useChoices()
  const form = Form.useFormInstance<Place>()
  const region = Form.useWatch('region', form)
  const network = Form.useWatch('network', form)
  const isTencent = account.cloud === 'tencent'
  const vpcs = reader.by('vpc', 'account', account.id).filter((vpc) => vpc.region === region)
  return (
    <>
      <Form.Item name="region" label={regionLabel} rules={[{ required: true }]}>
        <Select
          showSearch={{ optionFilterProp: 'label' }}
          options={(choices?.regions ?? []).map(({ id }) => ({ value: id, label: `${nameOf(id)} ${id}` }))}
          onChange={() => form.setFieldValue('vpcId', undefined)}
        />
      </Form.Item>
      {!isTencent && (
        <Form.Item name="network" label={t('groups.networkType')}>
          <Radio.Group
            options={[
              { value: 'vpc', label: t('groups.vpc') },
              { value: 'classic', label: t('groups.classic') },
            ]}
          />
        </Form.Item>
      )}
      {!isTencent && network === 'vpc' && (
        <Form.Item
          name="vpcId"
          label={t('groups.vpc')}
          extra={vpcs.length === 0 ? t('groups.noVpc') : undefined}
        >
          <Select
            allowClear
            placeholder={t('groups.defaultVpc')}
            options={vpcs.map(({ id, name, cidr }) => ({
              value: id as string,
              label: `${name || id} · ${cidr}`,
            }))}
          />
        </Form.Item>
      )}
    </>
  )
}

/** As the API takes it: null is the classic network, left out the default VPC. */
export const vpcOf = ({ network, vpcId }: Place): { vpcId?: string | null } =>
  network === 'classic' ? { vpcId: null } : vpcId === undefined ? {} : { vpcId }

/** As options of the command line. */
export const placeOptions = (place: Place): string =>
  `--region ${place.region}${place.network === 'classic' ? ' --classic' : place.vpcId === undefined ? '' : ` --vpc ${place.vpcId}`}`
