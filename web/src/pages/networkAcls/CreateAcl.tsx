// A new network ACL in one of the VPCs.

import { Form, Input, Select } from 'antd'
import { useModel } from '../../model/useModel.ts'
import { useChange } from '../../parts/change/request.ts'
import { FormDialog } from '../../parts/FormDialog.tsx'
import { quoted } from '../../parts/SameThing.tsx'
import { useText } from '../../text/index.ts'

interface Entered {
  readonly vpcId: string
  readonly name: string
}

export function CreateAcl({ onClose }: { readonly onClose: () => void }) {
  const t = useText()
  const { reader, account, region } = useModel()
  const change = useChange()
  const [form] = Form.useForm<Entered>()
  const vpcs = reader.by('vpc', 'account', account.id).filter((vpc) => region === '' || vpc.region === region)
  const create = ({ vpcId, name }: Entered) => {
    onClose()
    const place = reader.get('vpc', vpcId)?.region ?? region
    void change({
      title: `${t('acl.create')}: ${name}`,
      name: 'createNetworkAcl',
      asked: { body: { region: place, vpcId, name } },
      command: `menshen nacl create ${quoted(name)} --region ${place} --vpc ${vpcId}`,
      cloud: {
        aliyun: `aliyun vpc CreateNetworkAcl --RegionId ${place} --VpcId ${vpcId} --NetworkAclName ${quoted(name)}`,
        tencent: `tccli vpc CreateNetworkAcl --region ${place} --VpcId ${vpcId} --NetworkAclName ${quoted(name)}`,
      },
    })
  }
  return (
    <FormDialog title={t('acl.create')} onClose={onClose} onPreview={() => form.submit()}>
      <Form<Entered>
        form={form}
        layout="vertical"
        onFinish={create}
        initialValues={{ vpcId: vpcs[0]?.id, name: '' }}
      >
        <Form.Item name="vpcId" label={t('groups.vpc')} rules={[{ required: true }]}>
          <Select
            options={vpcs.map(({ id, name, cidr }) => ({
              value: id as string,
              label: `${name || id} · ${cidr}`,
            }))}
          />
        </Form.Item>
        <Form.Item name="name" label={t('groups.name')} rules={[{ required: true }]}>
          <Input maxLength={128} />
        </Form.Item>
      </Form>
    </FormDialog>
  )
}
