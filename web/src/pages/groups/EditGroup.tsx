// "Modify": name and description of a group.

import { Form, Input, Modal } from 'antd'
import type { SecurityGroup } from '../../../../src/core/model/securityGroup.ts'
import { useChange } from '../../parts/change/request.ts'
import { quoted } from '../../parts/SameThing.tsx'
import { useText } from '../../text/index.ts'

interface Entered {
  readonly name: string
  readonly description: string
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
  const [form] = Form.useForm<Entered>()
  const save = (entered: Entered) => {
    onClose()
    const body = {
      ...(entered.name === group.name ? {} : { name: entered.name }),
      ...(entered.description === group.description ? {} : { description: entered.description }),
    }
    void change({
      title: `${t('groups.edit')}: ${group.name}`,
      name: 'changeGroup',
      asked: { params: { groupId: group.id }, body },
      command: `menshen sg modify ${group.id} --name ${quoted(entered.name)} --description ${quoted(entered.description)}`,
      cloud: `aliyun ecs ModifySecurityGroupAttribute --RegionId ${group.region} --SecurityGroupId ${group.id} --SecurityGroupName ${quoted(entered.name)} --Description ${quoted(entered.description)}`,
    })
  }
  return (
    <Modal
      open
      title={`${t('groups.edit')}: ${group.name}`}
      onCancel={onClose}
      onOk={() => form.submit()}
      okText={t('groups.preview')}
      cancelText={t('change.cancel')}
    >
      <Form<Entered>
        form={form}
        layout="vertical"
        onFinish={save}
        initialValues={{ name: group.name, description: group.description }}
      >
        <Form.Item
          name="name"
          label={t('groups.name')}
          extra={t('groups.nameRule')}
          rules={[{ required: true, min: 2, max: 128, message: t('groups.nameRule') }]}
        >
          <Input autoFocus maxLength={128} />
        </Form.Item>
        <Form.Item name="description" label={t('groups.description')} extra={t('groups.descriptionRule')}>
          <Input.TextArea autoSize={{ minRows: 2 }} maxLength={256} />
        </Form.Item>
      </Form>
    </Modal>
  )
}
