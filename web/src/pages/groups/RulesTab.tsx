// The rules of a group in their lists: inbound and outbound, in the classic network one of each per network.

import { DeleteOutlined, PlusOutlined, SearchOutlined, ThunderboltOutlined } from '@ant-design/icons'
import { Button, Checkbox, Input, Segmented, Space } from 'antd'
import { useMemo, useState } from 'react'
import { useLocation, useSearchParams } from 'wouter'
import type { Nic, Rule } from '../../../../src/core/model/rule.ts'
import type { SecurityGroup } from '../../../../src/core/model/securityGroup.ts'
import { useModel } from '../../model/useModel.ts'
import { useChange } from '../../parts/change/request.ts'
import { Enforced } from '../../parts/Enforced.tsx'
import { useSorting } from '../../parts/sorting.tsx'
import { useTerms } from '../../parts/terms.ts'
import { useText } from '../../text/index.ts'
import { type Draft, draftOf, emptyDraft, peerText, readDraft, serviceText } from './draft.ts'
import { OrderBar, writesOf } from './OrderBar.tsx'
import { QuickRules } from './QuickRules.tsx'
import { RuleForm } from './RuleForm.tsx'
import { RuleTable } from './RuleTable.tsx'
import { addRulesChange, changeRuleChange, removeRulesChange } from './requests.ts'
import { rulesInOrder } from './rulesInOrder.ts'
import { isClassic, isInSequence, placeOf } from './sequence.ts'
import { useHits } from './useHits.ts'
import { useOrderDraft } from './useOrderDraft.ts'

type Opened =
  | { readonly kind: 'add'; readonly draft: Draft }
  | { readonly kind: 'quick' }
  | { readonly kind: 'edit'; readonly rule: Rule }

export function RulesTab({ group }: { readonly group: SecurityGroup }) {
  const t = useText()
  const { reader } = useModel()
  const change = useChange()
  const [, go] = useLocation()
  const [list, setList] = useList(group)
  const [text, setText] = useState('')
  const [chosen, setChosen] = useState<readonly string[]>([])
  const [opened, setOpened] = useState<Opened | undefined>(useAskedDraft(group))
  const [onlyUnused, setOnlyUnused] = useState(false)
  const hitsOf = useHits(group.id)
  const isUnused = ({ id }: Rule) => hitsOf(id)?.hits === 0
  const { direction, nic } = list
  const rules = useMemo(
    () => rulesInOrder(reader, group, direction).filter((rule) => !isClassic(group) || rule.nic === nic),
    [reader, group, direction, nic],
  )
  const order = useOrderDraft(group, direction, rules)
  const shown = order.rules.filter((rule) => isMeant(rule, text) && (!onlyUnused || isUnused(rule)))
  const isWhole = shown.length === rules.length
  const sorting = useSorting({
    ids: shown.map(({ id }) => id),
    nameOf: (id) => nameIn(rules, id),
    // Part of a list has no places.
    onSort: isInSequence(group) && isWhole && !group.managed ? order.sort : undefined,
  })
  const close = () => setOpened(undefined)
  const add = async (draft: Draft) => {
    const { form } = readDraft(draft)
    if (form !== undefined && (await change(addRulesChange(group, form, t))) !== null) close()
  }
  const edit = async (rule: Rule, draft: Draft) => {
    const { form } = readDraft(draft)
    if (form === undefined) return
    if ((await change(changeRuleChange(group, rule, bodyOf(group, rule, draft), form, t))) !== null) close()
  }
  const remove = async (ids: readonly string[]) => {
    const meant = rules.filter(({ id }) => ids.includes(id))
    if ((await change(removeRulesChange(group, meant, t))) !== null) setChosen([])
  }
  return (
    <div className="stack tight">
      <div className="spread">
        <span className="row">
          <Lists group={group} list={list} onChange={setList} />
          <Enforced />
        </span>
        <Space wrap>
          <Input
            allowClear
            prefix={<SearchOutlined />}
            aria-label={t('rules.find')}
            placeholder={t('rules.find')}
            value={text}
            onChange={({ target }) => setText(target.value)}
            style={{ width: 220 }}
          />
          <Checkbox checked={onlyUnused} onChange={({ target }) => setOnlyUnused(target.checked)}>
            {t('rules.onlyUnused')}
          </Checkbox>
          {chosen.length > 0 && (
            <Button danger icon={<DeleteOutlined />} onClick={() => void remove(chosen)}>
              {t('rules.remove', { count: chosen.length })}
            </Button>
          )}
          <Button onClick={() => go(`/groups/${group.id}/files`)}>{t('rules.files')}</Button>
          <Button icon={<ThunderboltOutlined />} onClick={() => setOpened({ kind: 'quick' })}>
            {t('rules.quick')}
          </Button>
          <Button
            type="primary"
            icon={<PlusOutlined />}
            onClick={() => setOpened({ kind: 'add', draft: emptyDraft(group, direction, nic) })}
          >
            {t('rules.add')}
          </Button>
        </Space>
      </div>
      {opened?.kind === 'add' && (
        <RuleForm
          key={JSON.stringify(opened.draft)}
          group={group}
          initial={opened.draft}
          title={t('rules.add')}
          onSubmit={(draft) => void add(draft)}
          onClose={close}
        />
      )}
      {opened?.kind === 'edit' && (
        <RuleForm
          key={opened.rule.id}
          group={group}
          initial={draftOf(opened.rule, group)}
          replaces={opened.rule.id}
          title={t('rules.edit')}
          onSubmit={(draft) => void edit(opened.rule, draft)}
          onClose={close}
        />
      )}
      {opened?.kind === 'quick' && (
        <QuickRules
          group={group}
          initial={emptyDraft(group, direction, nic)}
          onSubmit={(draft) => void add(draft)}
          onClose={close}
        />
      )}
      {order.isChanged && <OrderBar group={group} direction={direction} draft={order} />}
      {sorting.announcement}
      <RuleTable
        group={group}
        rules={shown}
        writes={writesOf(order)}
        hitsOf={hitsOf}
        sorting={isInSequence(group) ? sorting : null}
        direction={direction}
        nic={nic}
        chosen={chosen}
        onChoose={setChosen}
        onEdit={(rule) => setOpened({ kind: 'edit', rule })}
        onClone={(rule) => setOpened({ kind: 'add', draft: draftOf(rule, group) })}
        onRemove={(rule) => void remove([rule.id])}
      />
    </div>
  )
}

interface List {
  readonly direction: Rule['direction']
  readonly nic: Nic
}

/** A link to one rule opens the list that it stands in. */
function useList(group: SecurityGroup) {
  const { reader } = useModel()
  const [search] = useSearchParams()
  const linked = reader.get('rule', search.get('rule') ?? '')
  return useState<List>(
    linked?.groupId === group.id
      ? { direction: linked.direction, nic: linked.nic }
      : { direction: search.get('add') === 'egress' ? 'egress' : 'ingress', nic: 'intranet' },
  )
}

/** A link may bring a rule to be made: `?add=ingress&service=tcp/22&peer=10.0.0.9`. */
function useAskedDraft(group: SecurityGroup): Opened | undefined {
  const [search] = useSearchParams()
  const [add, service, peer] = ['add', 'service', 'peer'].map((name) => search.get(name))
  if (!add || !service || !peer) return undefined
  const draft = emptyDraft(group, add === 'egress' ? 'egress' : 'ingress', 'intranet')
  return { kind: 'add', draft: { ...draft, services: [service], peers: [peer] } }
}

interface ListsProps {
  readonly group: SecurityGroup
  readonly list: List
  readonly onChange: (list: List) => void
}

function Lists({ group, list, onChange }: ListsProps) {
  const terms = useTerms()
  const { reader } = useModel()
  const rules = reader.by('rule', 'group', group.id)
  const isFour = isClassic(group)
  const lists = (isFour ? (['intranet', 'internet'] as const) : (['intranet'] as const)).flatMap((nic) =>
    (['ingress', 'egress'] as const).map((direction) => ({ nic, direction })),
  )
  const countOf = (one: List) =>
    rules.filter((rule) => rule.direction === one.direction && (!isFour || rule.nic === one.nic)).length
  return (
    <Segmented
      value={`${list.nic} ${list.direction}`}
      onChange={(value) => {
        const found = lists.find(({ nic, direction }) => `${nic} ${direction}` === value)
        if (found !== undefined) onChange(found)
      }}
      options={lists.map((one) => ({
        value: `${one.nic} ${one.direction}`,
        label: `${isFour ? `${terms(one.nic)} ` : ''}${terms(one.direction)} (${countOf(one)})`,
      }))}
    />
  )
}

/** As screen readers are told of it. */
function nameIn(rules: readonly Rule[], id: string): string {
  const rule = rules.find((one) => one.id === id)
  return rule === undefined ? id : `${serviceText(rule)} ${peerText(rule)}`
}

function isMeant(rule: Rule, text: string): boolean {
  const wanted = text.trim().toLowerCase()
  return (
    wanted === '' ||
    [rule.id, rule.description, peerText(rule), serviceText(rule), rule.action, String(rule.precedence)].some(
      (part) => part.toLowerCase().includes(wanted),
    )
  )
}

/** Only what differs, so that what is left alone is left alone. */
function bodyOf(group: SecurityGroup, rule: Rule, draft: Draft) {
  const old = draftOf(rule, group)
  const [service = '', peer = ''] = [draft.services.join(','), draft.peers.join(',')]
  return {
    ...(service === old.services.join(',')
      ? {}
      : { service: /^\d/.test(service) ? `tcp/${service}` : service }),
    ...(peer === old.peers.join(',') ? {} : { peer }),
    ...(draft.action === old.action ? {} : { action: draft.action }),
    ...(draft.priority === null || draft.priority === placeOf(rule, group)
      ? {}
      : { priority: draft.priority }),
    ...(draft.description === old.description ? {} : { description: draft.description }),
    ...(draft.sourcePorts === old.sourcePorts ? {} : { sourcePorts: draft.sourcePorts }),
    ...(draft.own === old.own ? {} : { own: draft.own }),
  }
}
