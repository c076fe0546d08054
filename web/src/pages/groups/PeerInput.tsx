// Who stands at the other end: pasted addresses and blocks, "my IP", groups with their members, prefix lists.

import { useQuery } from '@tanstack/react-query'
import { Form, Select } from 'antd'
import type { SecurityGroup } from '../../../../src/core/model/securityGroup.ts'
import { call } from '../../client/client.ts'
import { useModel } from '../../model/useModel.ts'
import { useTerms } from '../../parts/terms.ts'
import { useText } from '../../text/index.ts'
import { type Draft, isOptionMeant, pieces, type Reading } from './draft.ts'
import { isInSequence } from './sequence.ts'

interface PeerInputProps {
  readonly group: SecurityGroup
  readonly draft: Draft
  readonly reading: Reading
  readonly onChange: (change: Partial<Draft>) => void
}

export function PeerInput({ group, draft, reading, onChange }: PeerInputProps) {
  const t = useText()
  const terms = useTerms()
  const { reader, account } = useModel()
  const mine = useQuery({ queryKey: ['session'], queryFn: () => call('showSession') }).data?.session?.address
  const groups =
    group.kind === 'enterprise'
      ? []
      : reader
          .by('securityGroup', 'account', account.id)
          .filter(
            (one) =>
              one.region === group.region &&
              one.vpcId === group.vpcId &&
              (!isInSequence(group) || one.resourceGroupId === group.resourceGroupId),
          )
          .map(({ id, name }) => ({
            value: id as string,
            label: `${name} · ${t('rules.memberCount', { count: reader.by('eni', 'group', id).length })} · ${id}`,
          }))
  const lists = reader
    .by('prefixList', 'account', account.id)
    .filter((list) => list.region === group.region)
    .map(({ id, name, entries, includes }) => ({
      value: id as string,
      label: `${name} · ${t('rules.entryCount', { count: entries.length + (includes?.length ?? 0) })} · ${id}`,
    }))
  const wrong = reading.peersWrong
  return (
    <Form.Item
      label={terms('peer')}
      htmlFor="rule-peers"
      extra={t('rules.peersHint', { lists: terms('prefixLists') })}
      validateStatus={wrong.length > 0 ? 'error' : ''}
      help={wrong.length > 0 ? t('rules.peerWrong', { text: wrong.join(', ') }) : undefined}
    >
      <Select
        id="rule-peers"
        mode="tags"
        defaultActiveFirstOption={false}
        showSearch={{ filterOption: isOptionMeant }}
        value={[...draft.peers]}
        placeholder="10.0.0.0/8, 192.168.1.5"
        onChange={(values: string[]) => onChange({ peers: [...new Set(values.flatMap(pieces))] })}
        tokenSeparators={[',', '，', ' ', ';', '\n']}
        options={[
          {
            label: t('rules.addresses'),
            options: [
              ...(mine === undefined || mine === ''
                ? []
                : [{ value: mine, label: `${t('rules.myIp')} · ${mine}` }]),
              { value: '0.0.0.0/0', label: `0.0.0.0/0 · ${t('rules.anyIpv4')}` },
              { value: '::/0', label: `::/0 · ${t('rules.anyIpv6')}` },
            ],
          },
          ...(groups.length === 0 ? [] : [{ label: t('page.groups'), options: groups }]),
          ...(lists.length === 0 ? [] : [{ label: terms('prefixLists'), options: lists }]),
        ]}
      />
    </Form.Item>
  )
}
