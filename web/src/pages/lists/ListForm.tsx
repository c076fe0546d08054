// A list made or changed: its entries as lines, so that they can be pasted.

import { Form, Input, InputNumber, Select } from 'antd'
import { useModel } from '../../model/useModel.ts'
import { type ChangeRequest, useChange } from '../../parts/change/request.ts'
import { FormDialog } from '../../parts/FormDialog.tsx'
import { useChoices, useRegionName } from '../../parts/regions.ts'
import { quoted } from '../../parts/SameThing.tsx'
import { useText } from '../../text/index.ts'
import { type AnyList, entryText, type ListKind, linesOf, readEntries } from './entries.ts'

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
    <FormDialog
      width={600}
      title={list === undefined ? t('lists.create') : `${t('lists.edit')}: ${list.name}`}
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
          description: list?.description ?? '',
          family: list !== undefined && 'family' in list && list.family === 6 ? 'IPv6' : 'IPv4',
          maxEntries: list?.maxEntries ?? 10,
          entries: list === undefined ? '' : linesOf(list),
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
          <Input maxLength={128} />
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
    </FormDialog>
  )
}

function useSave(kind: ListKind, list: AnyList | undefined, onClose: () => void) {
  const t = useText()
  const change = useChange()
  const noun = kind === 'prefixList' ? 'prefix-list' : 'port-list'
  return async (entered: Entered) => {
    const { name, description = '' } = entered
    const entries = readEntries(entered.entries ?? '')
    const title = `${t(list === undefined ? 'lists.create' : 'lists.edit')}: ${name}`
    const made =
      list === undefined
        ? await change(creation(kind, noun, { ...entered, description }, entries, title))
        : await change(modification(kind, noun, list, { name, description }, entries, title))
    if (made !== null) onClose()
  }
}

function creation(
  kind: ListKind,
  noun: string,
  { region, name, description = '', maxEntries, family }: Entered,
  entries: ReturnType<typeof readEntries>,
  title: string,
): ChangeRequest<'createPrefixList' | 'createPortList'> {
  const body = { region, name, description, maxEntries, entries }
  const isPrefix = kind === 'prefixList'
  const options = [
    `--region ${region} --max-entries ${maxEntries}`,
    isPrefix ? `--family ${family}` : '',
    entries.length === 0 ? '' : `--entry ${quoted(entryOptions(entries))}`,
    description === '' ? '' : `--description ${quoted(description)}`,
  ]
  return {
    title,
    name: isPrefix ? 'createPrefixList' : 'createPortList',
    asked: { body: isPrefix ? { ...body, family } : body },
    command: ['menshen', noun, 'create', quoted(name), ...options].filter((part) => part !== '').join(' '),
    cloud: {
      aliyun: isPrefix
        ? `aliyun ecs CreatePrefixList --RegionId ${region} --PrefixListName ${quoted(name)} --AddressFamily ${family} --MaxEntries ${maxEntries}`
        : `aliyun ecs CreatePortRangeList --RegionId ${region} --PortRangeListName ${quoted(name)} --MaxEntries ${maxEntries}`,
    },
  }
}

function modification(
  kind: ListKind,
  noun: string,
  list: AnyList,
  { name, description }: { readonly name: string; readonly description: string },
  entries: ReturnType<typeof readEntries>,
  title: string,
): ChangeRequest<'changePrefixList' | 'changePortList'> {
  const kept = new Map(list.entries.map((one) => [entryText(one), one.description]))
  const wanted = new Set(entries.map(({ entry }) => entry))
  const add = entries.filter(({ entry, description: words = '' }) => kept.get(entry) !== words)
  const remove = [...kept.keys()].filter((entry) => !wanted.has(entry))
  const options = [
    name === list.name ? '' : `--name ${quoted(name)}`,
    description === list.description ? '' : `--description ${quoted(description)}`,
    add.length === 0 ? '' : `--add ${quoted(entryOptions(add))}`,
    remove.length === 0 ? '' : `--remove ${remove.join(',')}`,
  ]
  return {
    title,
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
    command: ['menshen', noun, 'modify', list.id, ...options].filter((part) => part !== '').join(' '),
    cloud: {
      aliyun:
        kind === 'prefixList'
          ? `aliyun ecs ModifyPrefixList --RegionId ${list.region} --PrefixListId ${list.id}`
          : `aliyun ecs ModifyPortRangeList --RegionId ${list.region} --PortRangeListId ${list.id}`,
    },
  }
}

const entryOptions = (entries: ReturnType<typeof readEntries>): string =>
  entries.map(({ entry, description }) => (description ? `${entry}=${description}` : entry)).join(',')
