// "Create security group": template with its rules before your eyes, name, kind, network, tags.

import { Form, Input, Modal, Radio, Select, Tabs } from 'antd'
import { useLocation } from 'wouter'
import { useModel } from '../../model/useModel.ts'
import { useChange } from '../../parts/change/request.ts'
import { useChoices } from '../../parts/regions.ts'
import { quoted } from '../../parts/SameThing.tsx'
import { useTerms } from '../../parts/terms.ts'
import { useText } from '../../text/index.ts'
import { NetworkFields, type Place, placeOptions, vpcOf } from './NetworkFields.tsx'
import { readTags } from './tags.ts'

type Template = 'webLinux' | 'webWindows' | 'custom'

interface Entered extends Place {
  readonly template: Template
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
    <Modal
      open
      width={640}
      title={t('groups.create')}
      onCancel={onClose}
      onOk={() => form.submit()}
      okText={t('groups.preview')}
      cancelText={t('change.cancel')}
    >
      <Form<Entered>
        form={form}
        layout="horizontal"
        labelCol={{ span: 6 }}
        onFinish={create}
        initialValues={{
          template: 'webLinux',
          kind: 'basic',
          network: 'vpc',
          region: region || choices?.region,
        }}
      >
        <Form.Item name="template" label={t('groups.template')}>
          <Select
            options={(['webLinux', 'webWindows', 'custom'] as const).map((value) => ({
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
          <Input autoFocus maxLength={128} />
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
        <TemplateRules />
      </Form>
    </Modal>
  )
}

/** As the documents have them: what the template opens, and what holds where no rule matches. */
const OPENED: Readonly<Record<Template, readonly string[]>> = {
  webLinux: ['tcp 80', 'tcp 443', 'tcp 22', 'icmp'],
  webWindows: ['tcp 80', 'tcp 443', 'tcp 3389', 'icmp'],
  custom: [],
}

function TemplateRules() {
  const t = useText()
  const terms = useTerms()
  const form = Form.useFormInstance<Entered>()
  const opened = OPENED[Form.useWatch('template', form) ?? 'webLinux']
  const kind = Form.useWatch('kind', form)
  const isTencent = useModel().account.cloud === 'tencent'
  return (
    <Tabs
      size="small"
      items={[
        {
          key: 'ingress',
          label: terms('ingress'),
          children: (
            <ul className="plain-list">
              {opened.map((service) => (
                <li key={service} className="diff-line added">
                  <span aria-hidden>+</span>
                  <span>
                    {terms('accept')} {service} ← 0.0.0.0/0
                  </span>
                </li>
              ))}
              <li className="quiet">{t('groups.elseDrop')}</li>
            </ul>
          ),
        },
        {
          key: 'egress',
          label: terms('egress'),
          children: (
            <p className="quiet">
              {t(
                isTencent
                  ? opened.length === 0
                    ? 'groups.elseDrop'
                    : 'groups.listEgressRule'
                  : kind === 'enterprise'
                    ? 'groups.egressRule'
                    : 'groups.elseAccept',
              )}
            </p>
          ),
        },
      ]}
    />
  )
}
