// "Create security group": template with its rules before your eyes, name, kind, network, tags.

import { Form, Input, Radio, Select } from 'antd'
import { useLocation } from 'wouter'
import type { TemplateName } from '../../../../src/core/model/groupTemplates.ts'
import { useModel } from '../../model/useModel.ts'
import { useChange } from '../../parts/change/request.ts'
import { FormDialog } from '../../parts/FormDialog.tsx'
import { useChoices } from '../../parts/regions.ts'
import { quoted } from '../../parts/SameThing.tsx'
import { useText } from '../../text/index.ts'
import { NetworkFields, type Place, placeOptions, vpcOf } from './NetworkFields.tsx'
import { TemplateRules } from './TemplateRules.tsx'
import { readTags } from './tags.ts'

/** Those that each cloud's own console offers, the first one chosen. */
const OFFERED = {
  aliyun: ['webLinux', 'webWindows', 'custom'],
  tencent: ['usualPorts', 'allPorts', 'custom'],
} as const satisfies Readonly<Record<string, readonly TemplateName[]>>

interface Entered extends Place {
  readonly template: TemplateName
  readonly name: string
  readonly description?: string
  readonly kind?: 'basic' | 'enterprise'
  readonly tags?: readonly string[]
}

export function CreateGroup({ onClose }: { readonly onClose: () => void }) {
  const t = useText()
  const { region, account } = useModel()
  const choices = useChoices()
  // Its groups are all of one kind and stand in no network.
  const isTencent = account.cloud === 'tencent'
  const offered = OFFERED[isTencent ? 'tencent' : 'aliyun']
  const change = useChange()
  const [, go] = useLocation()
  const [form] = Form.useForm<Entered>()
  const create = async (entered: Entered) => {
    const { template, name, description = '', kind = 'basic', tags = [] } = entered
    const made = await change({
      title: `${t('groups.create')}: ${name}`,
      name: 'createGroup',
      asked: {
        body: {
          region: entered.region,
          name,
          description,
          kind,
          template,
          tags: readTags(tags),
          ...(isTencent ? {} : vpcOf(entered)),
        },
      },
      command: `menshen sg create ${quoted(name)} ${isTencent ? `--region ${entered.region}` : `${placeOptions(entered)} --kind ${kind}`} --template ${template}${description === '' ? '' : ` --description ${quoted(description)}`}`,
      cloud: {
        aliyun: `aliyun ecs CreateSecurityGroup --RegionId ${entered.region} --SecurityGroupName ${quoted(name)} --SecurityGroupType ${kind === 'basic' ? 'normal' : 'enterprise'}`,
        tencent: `tccli vpc CreateSecurityGroup --region ${entered.region} --GroupName ${quoted(name)} --GroupDescription ${quoted(description)}`,
      },
    })
    if (made === null) return
    onClose()
    go(`/groups/${made.group.id}`)
  }
  return (
    <FormDialog width={640} title={t('groups.create')} onClose={onClose} onPreview={() => form.submit()}>
      <Form<Entered>
        form={form}
        layout="horizontal"
        labelCol={{ span: 6 }}
        onFinish={create}
        initialValues={{
          template: offered[0],
          kind: 'basic',
          network: 'vpc',
          region: region || choices?.region,
        }}
      >
        <Form.Item name="template" label={t('groups.template')}>
          <Select
            options={offered.map((value) => ({
              value,
              label: t(`groups.template.${value}`),
            }))}
          />
        </Form.Item>
        <Form.Item
          name="name"
          label={t('groups.name')}
          extra={t('groups.nameRule')}
          rules={[{ required: true, min: 2, max: 128, message: t('groups.nameRule') }]}
        >
          <Input maxLength={128} />
        </Form.Item>
        <Form.Item name="description" label={t('groups.description')}>
          <Input.TextArea autoSize={{ minRows: 1, maxRows: 4 }} maxLength={256} />
        </Form.Item>
        {!isTencent && (
          <Form.Item name="kind" label={t('groups.kind')} extra={t('groups.kindRule')}>
            <Radio.Group
              options={(['basic', 'enterprise'] as const).map((value) => ({
                value,
                label: t(`groups.kind.${value}`),
              }))}
            />
          </Form.Item>
        )}
        <NetworkFields regionLabel={t('app.region')} />
        <Form.Item name="tags" label={t('groups.tags')}>
          <Select mode="tags" open={false} suffixIcon={null} placeholder={t('groups.tagHint')} />
        </Form.Item>
        <ShownRules />
      </Form>
    </FormDialog>
  )
}

/** Follows what the form says. */
function ShownRules() {
  const form = Form.useFormInstance<Entered>()
  const template = Form.useWatch('template', form)
  const kind = Form.useWatch('kind', form)
  return template === undefined ? null : <TemplateRules template={template} kind={kind ?? 'basic'} />
}
