// "Modify": name and description of a group.

import { Form, Input, Radio } from 'antd'
import type { SecurityGroup } from '../../../../src/core/model/securityGroup.ts'
import { useChange } from '../../parts/change/request.ts'
import { FormDialog } from '../../parts/FormDialog.tsx'
import { quoted } from '../../parts/SameThing.tsx'
import { useText } from '../../text/index.ts'

interface Entered {
  readonly name: string
  readonly description: string
  readonly liveSessions: 'cut' | 'keep'
}

export function EditGroup({
  group,
  onClose,
}: {
  readonly group: SecurityGroup
  readonly onClose: () => void
}) {
  const t = useText()
  const change = useChange()
  const before = group.liveSessions ?? 'cut'
  const [form] = Form.useForm<Entered>()
  const save = async (entered: Entered) => {
    const body = {
      ...(entered.name === group.name ? {} : { name: entered.name }),
      ...(entered.description === group.description ? {} : { description: entered.description }),
      ...(entered.liveSessions === before ? {} : { liveSessions: entered.liveSessions }),
    }
    const done = await change({
      title: `${t('groups.edit')}: ${group.name}`,
      name: 'changeGroup',
      asked: { params: { groupId: group.id }, body },
      command: `menshen sg modify ${group.id} --name ${quoted(entered.name)} --description ${quoted(entered.description)}${entered.liveSessions === before ? '' : ` --sessions ${entered.liveSessions}`}`,
      cloud: {
        aliyun: `aliyun ecs ModifySecurityGroupAttribute --RegionId ${group.region} --SecurityGroupId ${group.id} --SecurityGroupName ${quoted(entered.name)} --Description ${quoted(entered.description)}`,
        tencent: `tccli vpc ModifySecurityGroupAttribute --region ${group.region} --SecurityGroupId ${group.id} --GroupName ${quoted(entered.name)} --GroupDescription ${quoted(entered.description)}`,
      },
    })
    if (done !== null) onClose()
  }
  return (
    <FormDialog
      title={`${t('groups.edit')}: ${group.name}`}
      onClose={onClose}
      onPreview={() => form.submit()}
    >
      <Form<Entered>
        form={form}
        layout="vertical"
        onFinish={(entered) => void save(entered)}
        initialValues={{ name: group.name, description: group.description, liveSessions: before }}
      >
        <Form.Item
          name="name"
          label={t('groups.name')}
          extra={t('groups.nameRule')}
          rules={[{ required: true, min: 2, max: 128, message: t('groups.nameRule') }]}
        >
          <Input maxLength={128} />
        </Form.Item>
        <Form.Item name="description" label={t('groups.description')} extra={t('groups.descriptionRule')}>
          <Input.TextArea autoSize={{ minRows: 2 }} maxLength={256} />
        </Form.Item>
        <Form.Item name="liveSessions" label={t('groups.sessions')}>
          <Radio.Group
            options={(['cut', 'keep'] as const).map((value) => ({
              value,
              label: t(`groups.sessions.${value}`),
            }))}
          />
        </Form.Item>
      </Form>
    </FormDialog>
  )
}
