// A list made or changed: its entries as lines, so that they can be pasted.

import { Form, Input, InputNumber, Modal, Select } from 'antd'
import type { ListEntry } from '../../client/generated.ts'
import { useModel } from '../../model/useModel.ts'
import { useChange } from '../../parts/change/request.ts'
import { useChoices, useRegionName } from '../../parts/regions.ts'
import { quoted } from '../../parts/SameThing.tsx'
import { useText } from '../../text/index.ts'
import { type AnyList, entryText, type ListKind } from './entries.ts'

interface Entered {
  readonly region: string
  readonly name: string
  readonly description?: string
  readonly family: 'IPv4' | 'IPv6'
  readonly maxEntries: number
  readonly entries?: string
}

interface ListFormProps {
  readonly kind: ListKind
  /** Left out: a new one. */
  readonly list?: AnyList
  readonly onClose: () => void
}

export function ListForm({ kind, list, onClose }: ListFormProps) {
  const t = useText()
  const { region } = useModel()
  const choices = useChoices()
  const nameOf = useRegionName()
  const save = useSave(kind, list, onClose)
  const [form] = Form.useForm<Entered>()
  const isPrefix = kind === 'prefixList'
  return (
    <Modal
      open
      width={600}
      title={list === undefined ? t('lists.create') : `${t('lists.edit')}: ${list.name}`}
      onCancel={onClose}
      onOk={() => form.submit()}
      okText={t('groups.preview')}
      cancelText={t('change.cancel')}
    >
      <Form<Entered>
        form={form}
        layout="vertical"
        onFinish={save}
        initialValues={{
          region: list?.region ?? (region || 'cn-hangzhou'),
          name: list?.name ?? '',
          description: list?.description ?? '',
          family: list !== undefined && 'family' in list && list.family === 6 ? 'IPv6' : 'IPv4',
          maxEntries: list?.maxEntries ?? 10,
          entries: list?.entries.map((one) => `${entryText(one)} ${one.description}`.trim()).join('\n') ?? '',
        }}
      >
        {list === undefined && (
          <Form.Item name="region" label={t('app.region')}>
            <Select
              showSearch={{ optionFilterProp: 'label' }}
              options={(choices?.regions ?? []).map(({ id }) => ({
                value: id,
                label: `${nameOf(id)} ${id}`,
              }))}
            />
          </Form.Item>
        )}
        <Form.Item
          name="name"
          label={t('groups.name')}
          rules={[{ required: true, message: t('groups.nameRule') }]}
        >
          <Input autoFocus maxLength={128} />
        </Form.Item>
        <Form.Item name="description" label={t('groups.description')}>
          <Input maxLength={256} />
        </Form.Item>
        {list === undefined && isPrefix && (
          <Form.Item name="family" label={t('lists.family')}>
            <Select options={['IPv4', 'IPv6'].map((value) => ({ value, label: value }))} />
          </Form.Item>
        )}
        {list === undefined && (
          <Form.Item name="maxEntries" label={t('lists.max')} extra={t('lists.maxRule')}>
            <InputNumber min={1} max={isPrefix ? 200 : 2000} precision={0} />
          </Form.Item>
        )}
        <Form.Item
          name="entries"
          label={t('lists.entries')}
          extra={t(isPrefix ? 'lists.entriesPrefix' : 'lists.entriesPort')}
        >
          <Input.TextArea className="mono" autoSize={{ minRows: 4, maxRows: 14 }} />
        </Form.Item>
      </Form>
    </Modal>
  )
}

function useSave(kind: ListKind, list: AnyList | undefined, onClose: () => void) {
  const t = useText()
  const change = useChange()
  const noun = kind === 'prefixList' ? 'prefix-list' : 'port-list'
  return (entered: Entered) => {
    const entries = readEntries(entered.entries ?? '')
    const { name, description = '' } = entered
    onClose()
    if (list === undefined) {
      const body = { region: entered.region, name, description, maxEntries: entered.maxEntries, entries }
      const title = `${t('lists.create')}: ${name}`
      const command = `menshen ${noun} create ${quoted(name)} --region ${entered.region} --max ${entered.maxEntries}`
      return kind === 'prefixList'
        ? change({
            title,
            name: 'createPrefixList',
            asked: { body: { ...body, family: entered.family } },
            command,
          })
        : change({ title, name: 'createPortList', asked: { body }, command })
    }
    const kept = new Map(list.entries.map((one) => [entryText(one), one.description]))
    const wanted = new Set(entries.map(({ entry }) => entry))
    const add = entries.filter(({ entry, description: words = '' }) => kept.get(entry) !== words)
    const remove = [...kept.keys()].filter((entry) => !wanted.has(entry))
    return change({
      title: `${t('lists.edit')}: ${name}`,
      name: kind === 'prefixList' ? 'changePrefixList' : 'changePortList',
      asked: {
        params: { listId: list.id },
        body: {
          ...(name === list.name ? {} : { name }),
          ...(description === list.description ? {} : { description }),
          add,
          remove,
        },
      },
      command: `menshen ${noun} modify ${list.id}${add.length === 0 ? '' : ` --add ${add.map(({ entry }) => entry).join(',')}`}${remove.length === 0 ? '' : ` --remove ${remove.join(',')}`}`,
    })
  }
}

const readEntries = (text: string): ListEntry[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line) => {
      const [entry = '', ...words] = line.split(/\s+/)
      return { entry, description: words.join(' ') }
    })
