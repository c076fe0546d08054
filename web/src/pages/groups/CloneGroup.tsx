// "Clone": the same rules as a new group, also in another region or network; says what cannot follow.

import { Alert, Checkbox, Form, Input, Select } from 'antd'
import { useLocation } from 'wouter'
import type { SecurityGroup } from '../../../../src/core/model/securityGroup.ts'
import { useModel } from '../../model/useModel.ts'
import { useChange } from '../../parts/change/request.ts'
import { FormDialog } from '../../parts/FormDialog.tsx'
import { quoted } from '../../parts/SameThing.tsx'
import { useText } from '../../text/index.ts'
import { NetworkFields, type Place, placeOptions, vpcOf } from './NetworkFields.tsx'
import { isInSequence } from './sequence.ts'

interface Entered extends Place {
  readonly name: string
  readonly description?: string
  /** Empty: the one that every account has. */
  readonly project?: string
  readonly keepRules: boolean
  readonly keepTags: boolean
}

interface CloneGroupProps {
  readonly group: SecurityGroup
  readonly onClose: () => void
}

export function CloneGroup({ group, onClose }: CloneGroupProps) {
  const t = useText()
  const { reader } = useModel()
  const change = useChange()
  const [, go] = useLocation()
  const [form] = Form.useForm<Entered>()
  const isList = isInSequence(group)
  const projects = reader.by('resourceGroup', 'account', group.accountId)
  const rules = reader.by('rule', 'group', group.id)
  const clone = async (entered: Entered) => {
    const { name, description = '', keepRules, keepTags } = entered
    const place = isList
      ? entered.project === undefined
        ? {}
        : { project: entered.project || '0' }
      : vpcOf(entered)
    const made = await change({
      title: `${t('groups.clone')}: ${group.name}`,
      name: 'cloneGroup',
      asked: {
        params: { groupId: group.id },
        body: { region: entered.region, name, description, keepRules, keepTags, ...place },
      },
      command: `menshen sg clone ${group.id} ${isList ? `--region ${entered.region}${entered.project === undefined ? '' : ` --project ${entered.project || '0'}`}` : placeOptions(entered)} --name ${quoted(name)}${keepRules ? '' : ' --no-rules'}${keepTags ? ' --tags' : ''}`,
      cloud: {
        tencent: `tccli vpc CloneSecurityGroup --region ${group.region} --SecurityGroupId ${group.id} --GroupName ${quoted(name)}`,
      },
    })
    if (made === null) return
    onClose()
    go(`/groups/${made.group.id}`)
  }
  return (
    <FormDialog
      width={600}
      title={`${t('groups.clone')}: ${group.name}`}
      onClose={onClose}
      onPreview={() => form.submit()}
    >
      {!isList && rules.some(({ precedence }) => precedence > 100) && (
        <Alert type="info" showIcon title={t('groups.cloneLowers')} style={{ marginBottom: 12 }} />
      )}
      <Form<Entered>
        form={form}
        labelCol={{ span: 6 }}
        onFinish={clone}
        initialValues={{
          name: `${group.name}-copy`,
          description: group.description,
          region: group.region,
          network: group.vpcId === null ? 'classic' : 'vpc',
          vpcId: group.vpcId ?? undefined,
          project: group.resourceGroupId,
          keepRules: true,
          keepTags: false,
        }}
      >
        <NetworkFields regionLabel={t('groups.targetRegion')} />
        {isList && (
          <Form.Item name="project" label={t('groups.project')}>
            <Select
              options={[
                { value: '', label: t('groups.defaultProject') },
                ...projects.map(({ id, name }) => ({ value: id as string, label: `${name} ${id}` })),
              ]}
            />
          </Form.Item>
        )}
        <Form.Item
          name="name"
          label={t('groups.name')}
          rules={[{ required: true, message: t('groups.nameRule') }]}
        >
          <Input maxLength={128} />
        </Form.Item>
        <Form.Item name="description" label={t('groups.description')}>
          <Input maxLength={256} />
        </Form.Item>
        <Form.Item name="keepRules" valuePropName="checked" wrapperCol={{ offset: 6 }} noStyle>
          <Checkbox style={{ marginInlineStart: '25%' }}>
            {t('groups.keepRules', { count: rules.length })}
          </Checkbox>
        </Form.Item>
        <Form.Item name="keepTags" valuePropName="checked" wrapperCol={{ offset: 6 }} noStyle>
          <Checkbox>{t('groups.keepTags')}</Checkbox>
        </Form.Item>
      </Form>
    </FormDialog>
  )
}
