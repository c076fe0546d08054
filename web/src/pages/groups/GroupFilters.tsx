// Filters of the list of groups: any part of name, id, description or VPC; network, kind, tag, state.

import { SearchOutlined } from '@ant-design/icons'
import { Button, Input, Select } from 'antd'
import { useMemo, useState } from 'react'
import type { SecurityGroup } from '../../../../src/core/model/securityGroup.ts'
import { useModel } from '../../model/useModel.ts'
import { useText } from '../../text/index.ts'

interface Wanted {
  readonly text: string
  /** `classic`, or the id of a VPC. */
  readonly network: string | undefined
  readonly kind: SecurityGroup['kind'] | undefined
  readonly tags: readonly string[]
  readonly state: 'unused' | 'protected' | 'managed' | 'referenced' | undefined
}

const ALL: Wanted = { text: '', network: undefined, kind: undefined, tags: [], state: undefined }

export interface GroupFilter {
  readonly wanted: Wanted
  readonly set: (change: Partial<Wanted>) => void
  readonly groups: readonly SecurityGroup[]
  readonly isOn: boolean
  /** What there is to choose from. */
  readonly of: readonly SecurityGroup[]
}

export function useGroupFilter(): GroupFilter {
  const { reader, account, region } = useModel()
  const [wanted, setWanted] = useState(ALL)
  const of = useMemo(
    () =>
      reader
        .by('securityGroup', 'account', account.id)
        .filter((group) => region === '' || group.region === region)
        .toReversed(),
    [reader, account.id, region],
  )
  const text = wanted.text.trim().toLowerCase()
  const inState = ({ id, deletionProtection, managed }: SecurityGroup): boolean => {
    switch (wanted.state) {
      case 'unused':
        return reader.by('eni', 'group', id).length === 0
      case 'protected':
        return deletionProtection
      case 'managed':
        return managed
      case 'referenced':
        return reader.by('rule', 'peerGroup', id).some(({ groupId }) => groupId !== id)
      default:
        return true
    }
  }
  const groups = of.filter(
    (group) =>
      (text === '' ||
        [group.id, group.name, group.description, group.vpcId ?? ''].some((part) =>
          part.toLowerCase().includes(text),
        )) &&
      (wanted.network === undefined || (group.vpcId ?? 'classic') === wanted.network) &&
      (wanted.kind === undefined || group.kind === wanted.kind) &&
      wanted.tags.every((tag) => tagsOf(group).includes(tag)) &&
      inState(group),
  )
  return {
    wanted,
    set: (change) => setWanted((before) => ({ ...before, ...change })),
    groups,
    isOn: groups.length !== of.length,
    of,
  }
}

const tagsOf = ({ tags }: SecurityGroup): readonly string[] =>
  Object.entries(tags).map(([key, value]) => `${key}:${value}`)

export function GroupFilters({ filter: { wanted, set, of, isOn } }: { readonly filter: GroupFilter }) {
  const t = useText()
  const { reader, account } = useModel()
  const vpcs = [...new Set(of.map(({ vpcId }) => vpcId))]
  const tags = [...new Set(of.flatMap(tagsOf))].sort()
  return (
    <div className="row" style={{ marginBottom: 12 }}>
      <Input
        allowClear
        prefix={<SearchOutlined />}
        aria-label={t('groups.find')}
        placeholder={t('groups.find')}
        value={wanted.text}
        onChange={({ target }) => set({ text: target.value })}
        style={{ width: 300 }}
      />
      {account.cloud !== 'tencent' && (
        <>
          <Select
            allowClear
            aria-label={t('groups.network')}
            placeholder={t('groups.network')}
            value={wanted.network}
            onChange={(network) => set({ network })}
            options={vpcs.map((id) => ({
              value: id ?? 'classic',
              label: id === null ? t('groups.classic') : `${reader.get('vpc', id)?.name || id}`,
            }))}
            style={{ minWidth: 150 }}
          />
          <Select
            allowClear
            aria-label={t('groups.kind')}
            placeholder={t('groups.kind')}
            value={wanted.kind}
            onChange={(kind) => set({ kind })}
            options={(['basic', 'enterprise'] as const).map((value) => ({
              value,
              label: t(`groups.kind.${value}`),
            }))}
            style={{ minWidth: 130 }}
          />
        </>
      )}
      <Select
        allowClear
        aria-label={t('groups.state')}
        placeholder={t('groups.state')}
        value={wanted.state}
        onChange={(state) => set({ state })}
        options={(['unused', 'referenced', 'protected', 'managed'] as const).map((value) => ({
          value,
          label: t(`groups.state.${value}`),
        }))}
        style={{ minWidth: 130 }}
      />
      {tags.length > 0 && (
        <Select
          mode="multiple"
          allowClear
          aria-label={t('groups.tags')}
          placeholder={t('groups.tags')}
          value={[...wanted.tags]}
          onChange={(chosen: string[]) => set({ tags: chosen })}
          options={tags.map((value) => ({ value, label: value }))}
          style={{ minWidth: 150 }}
        />
      )}
      {isOn && (
        <Button type="link" onClick={() => set(ALL)}>
          {t('groups.clearFilters')}
        </Button>
      )}
    </div>
  )
}
