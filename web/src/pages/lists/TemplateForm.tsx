// A parameter template made or changed: members as lines, so that they can be pasted, or the templates that it takes in.

import { Form, Input, Segmented, Select } from 'antd'
import { useModel } from '../../model/useModel.ts'
import { useChange } from '../../parts/change/request.ts'
import { FormDialog } from '../../parts/FormDialog.tsx'
import { useChoices, useRegionName } from '../../parts/regions.ts'
import { quoted } from '../../parts/SameThing.tsx'
import { useText } from '../../text/index.ts'
import { type AnyList, type ListKind, linesOf, readEntries } from './entries.ts'

interface Entered {
  readonly region: string
  readonly name: string
  readonly from: 'entries' | 'includes'
  readonly entries?: string
  readonly includes?: readonly string[]
}

interface TemplateFormProps {
  readonly kind: ListKind
  /** Left out: a new one. */
  readonly list?: AnyList
  readonly onClose: () => void
}

export function TemplateForm({ kind, list, onClose }: TemplateFormProps) {
  const t = useText()
  const { reader, account, region } = useModel()
  const choices = useChoices()
  const nameOf = useRegionName()
  const save = useSave(kind, list, onClose)
  const [form] = Form.useForm<Entered>()
  const place = Form.useWatch('region', form)
  const from = Form.useWatch('from', form)
  const others: readonly AnyList[] = reader
    .by(kind, 'account', account.id)
    .filter((one: AnyList) => one.region === place && one.includes === undefined)
  return (
    <FormDialog
      width={600}
      title={list === undefined ? t('lists.createTemplate') : `${t('lists.edit')}: ${list.name}`}
      onClose={onClose}
      onPreview={() => form.submit()}
    >
      <Form<Entered>
        form={form}
        layout="vertical"
        onFinish={(entered) => void save(entered)}
        initialValues={{
          region: list?.region ?? (region || choices?.region),
          name: list?.name ?? '',
          from: list?.includes === undefined ? 'entries' : 'includes',
          entries: list === undefined ? '' : linesOf(list),
          includes: [...(list?.includes ?? [])],
        }}
      >
        <Form.Item name="region" label={t('app.region')}>
          <Select
            disabled={list !== undefined}
            showSearch={{ optionFilterProp: 'label' }}
            options={(choices?.regions ?? []).map(({ id }) => ({ value: id, label: `${nameOf(id)} ${id}` }))}
          />
        </Form.Item>
        <Form.Item
          name="name"
          label={t('groups.name')}
          rules={[{ required: true, max: 60, message: t('lists.templateName') }]}
        >
          <Input maxLength={60} />
        </Form.Item>
        <Form.Item name="from">
          <Segmented
            disabled={list !== undefined}
            options={[
              { value: 'entries', label: t('lists.ownMembers') },
              { value: 'includes', label: t('lists.ofTemplates') },
            ]}
          />
        </Form.Item>
        {from === 'includes' ? (
          <Form.Item
            name="includes"
            label={t('lists.ofTemplates')}
            rules={[{ required: true, message: t('lists.needsMember') }]}
          >
            <Select
              mode="multiple"
              showSearch={{ optionFilterProp: 'label' }}
              options={others.map(({ id, name }) => ({ value: id as string, label: `${name} · ${id}` }))}
            />
          </Form.Item>
        ) : (
          <Form.Item
            name="entries"
            label={t('lists.members')}
            extra={t(kind === 'prefixList' ? 'lists.membersAddress' : 'lists.membersService')}
            rules={[{ required: true, message: t('lists.needsMember') }]}
          >
            <Input.TextArea className="mono" autoSize={{ minRows: 4, maxRows: 14 }} />
          </Form.Item>
        )}
      </Form>
    </FormDialog>
  )
}

function useSave(kind: ListKind, list: AnyList | undefined, onClose: () => void) {
  const t = useText()
  const change = useChange()
  const noun = kind === 'prefixList' ? 'Address' : 'Service'
  return async ({ region, name, from, entries = '', includes = [] }: Entered) => {
    const members = from === 'includes' ? { includes } : { entries: readEntries(entries) }
    const words = commandMembers(members)
    const calls = memberCall(noun, members)
    const made =
      list === undefined
        ? await change({
            title: `${t('lists.createTemplate')}: ${name}`,
            name: 'createTemplate',
            asked: {
              body: { of: kind === 'prefixList' ? 'addresses' : 'services', region, name, ...members },
            },
            command: `menshen template create ${quoted(name)} --of ${kind === 'prefixList' ? 'addresses' : 'services'} --region ${region}${words}`,
            cloud: {
              tencent: `tccli vpc Create${calls.action} --region ${region} --${calls.action}Name ${quoted(name)} ${calls.parameter}`,
            },
          })
        : await change({
            title: `${t('lists.edit')}: ${name}`,
            name: 'changeTemplate',
            asked: { params: { listId: list.id }, body: { name, ...members } },
            command: `menshen template modify ${list.id} --name ${quoted(name)}${words}`,
            cloud: {
              tencent: `tccli vpc Modify${calls.action}Attribute --region ${region} --${calls.action}Id ${list.id} ${calls.parameter}`,
            },
          })
    if (made !== null) onClose()
  }
}

type Members = { readonly entries: ReturnType<typeof readEntries> } | { readonly includes: readonly string[] }

const commandMembers = (members: Members): string =>
  'includes' in members
    ? members.includes.map((id) => ` --include ${id}`).join('')
    : members.entries
        .map(
          ({ entry, description }) => ` --entry ${quoted(description ? `${entry}=${description}` : entry)}`,
        )
        .join('')

function memberCall(noun: 'Address' | 'Service', members: Members) {
  if ('includes' in members) {
    return {
      action: `${noun}TemplateGroup`,
      parameter: `--${noun}TemplateIds '${JSON.stringify(members.includes)}'`,
    }
  }
  const texts = JSON.stringify(members.entries.map(({ entry }) => entry))
  return {
    action: `${noun}Template`,
    parameter: `--${noun === 'Address' ? 'Addresses' : 'Services'} '${texts}'`,
  }
}
