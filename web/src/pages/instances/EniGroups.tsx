// The groups of one interface, changed in one step; where groups decide one after the other, their order as well.

import { DeleteOutlined } from '@ant-design/icons'
import { Button, Select } from 'antd'
import { useState } from 'react'
import type { Eni } from '../../../../src/core/model/network.ts'
import { useModel } from '../../model/useModel.ts'
import { useChange } from '../../parts/change/request.ts'
import { Named } from '../../parts/Named.tsx'
import { useSorting } from '../../parts/sorting.tsx'
import { useText } from '../../text/index.ts'
import { groupsChange } from '../groups/MembersTab.tsx'
import { isInSequence } from '../groups/sequence.ts'

export function EniGroups({ eni }: { readonly eni: Eni }) {
  const t = useText()
  const { reader, account } = useModel()
  const change = useChange()
  const [groups, setGroups] = useState<readonly string[]>(eni.securityGroupIds)
  const isOrdered = account.groupOrder === 'inSequence'
  const candidates = reader
    .by('securityGroup', 'account', eni.accountId)
    .filter((group) => group.region === eni.region)
    .filter(
      (group) => isInSequence(group) || (group.vpcId ?? '') === (eni.nic === undefined ? eni.vpcId : ''),
    )
    .map(({ id, name }) => ({
      value: id as string,
      label: `${name} · ${t('rules.memberCount', { count: reader.by('eni', 'group', id).length })}`,
    }))
  const isSame = groups.join() === eni.securityGroupIds.join()
  const common = {
    placeholder: t('eni.addGroup'),
    showSearch: { optionFilterProp: 'label' },
    disabled: eni.managed,
    style: { flex: 1, minWidth: 320 },
  }
  return (
    <section className="panel stack tight">
      <h2>{t('eni.groups')}</h2>
      <span className="quiet">{t(isOrdered ? 'eni.groupsInOrder' : 'eni.groupsAbout')}</span>
      {isOrdered && <Ordered eni={eni} groups={groups} onChange={setGroups} />}
      <div className="row">
        {isOrdered ? (
          <Select<string | null>
            {...common}
            aria-label={t('eni.addGroup')}
            value={null}
            onSelect={(id) => id !== null && setGroups([...groups, id])}
            options={candidates.filter(({ value }) => !groups.includes(value))}
          />
        ) : (
          <Select<string[]>
            {...common}
            mode="multiple"
            aria-label={t('eni.groups')}
            value={[...groups]}
            onChange={setGroups}
            options={candidates}
          />
        )}
        {isOrdered && !isSame && (
          <Button onClick={() => setGroups(eni.securityGroupIds)}>{t('order.discard')}</Button>
        )}
        <Button
          type="primary"
          disabled={isSame || groups.length === 0}
          onClick={() => void change(groupsChange(eni, groups, t))}
        >
          {t('eni.save')}
        </Button>
      </div>
    </section>
  )
}

interface OrderedProps {
  readonly eni: Eni
  readonly groups: readonly string[]
  readonly onChange: (groups: readonly string[]) => void
}

function Ordered({ eni, groups, onChange }: OrderedProps) {
  const t = useText()
  const { reader } = useModel()
  const nameOf = (id: string) => reader.get('securityGroup', id)?.name || id
  const sorting = useSorting({ ids: groups, nameOf, onSort: eni.managed ? undefined : onChange })
  return (
    <>
      <ol className="plain-list sort-list" aria-label={t('eni.groups')}>
        {groups.map((id, place) => (
          <li key={id} {...sorting.rowProps(id)}>
            {sorting.handle(id)}
            <span className="quiet">{place + 1}</span>
            <Named kind="securityGroup" id={id} />
            <Button
              type="text"
              size="small"
              icon={<DeleteOutlined />}
              disabled={groups.length === 1 || eni.managed}
              aria-label={`${t('members.leave')} ${nameOf(id)}`}
              onClick={() => onChange(groups.filter((other) => other !== id))}
            />
          </li>
        ))}
      </ol>
      {sorting.announcement}
    </>
  )
}
