// Protocols and ports: named services, typed or pasted lists such as `22,80,443,8000-8100`, port lists.

import { Form, Select } from 'antd'
import { COMMON_PORTS } from '../../../../src/core/model/commonPorts.ts'
import type { SecurityGroup } from '../../../../src/core/model/securityGroup.ts'
import { useModel } from '../../model/useModel.ts'
import { useTerms } from '../../parts/terms.ts'
import { useText } from '../../text/index.ts'
import { type Draft, isOptionMeant, pieces, type Reading } from './draft.ts'
import { isInSequence } from './sequence.ts'

interface InputProps {
  readonly group: SecurityGroup
  readonly draft: Draft
  readonly reading: Reading
  readonly onChange: (change: Partial<Draft>) => void
}

export function ServiceInput({ group, draft, reading, onChange }: InputProps) {
  const t = useText()
  const terms = useTerms()
  const { reader, account } = useModel()
  const named = COMMON_PORTS.flatMap(({ word, service, port }) =>
    word === null ? [] : [{ value: word, label: `${service} ${port}` }],
  )
  const lists = reader
    .by('portList', 'account', account.id)
    .filter((list) => list.region === group.region)
    .map(({ id, name, entries, includes }) => ({
      // A template says the protocol itself.
      value: isInSequence(group) ? id : `tcp/${id}`,
      label: `${name} · ${t('rules.entryCount', { count: entries.length + (includes?.length ?? 0) })} · ${id}`,
    }))
  return (
    <Form.Item
      label={t('rules.services')}
      htmlFor="rule-services"
      extra={t('rules.servicesHint')}
      validateStatus={reading.servicesWrong ? 'error' : ''}
      help={reading.servicesWrong ? t('rules.servicesWrong') : undefined}
    >
      <Select
        id="rule-services"
        mode="tags"
        defaultActiveFirstOption={false}
        showSearch={{ filterOption: isOptionMeant }}
        autoFocus
        value={[...draft.services]}
        placeholder="22,80,443,8000-8100"
        onChange={(values: string[]) => onChange({ services: values.flatMap(pieces) })}
        tokenSeparators={[',', '，', ' ', ';', '\n']}
        options={[
          { label: t('rules.namedServices'), options: named },
          {
            label: t('rules.protocols'),
            options: [
              { value: 'all', label: t('rules.allProtocols') },
              { value: 'icmp', label: 'ICMP (IPv4)' },
              { value: 'icmpv6', label: 'ICMPv6' },
              { value: 'gre', label: 'GRE' },
              { value: 'tcp', label: t('rules.allOf', { protocol: 'TCP' }) },
              { value: 'udp', label: t('rules.allOf', { protocol: 'UDP' }) },
            ],
          },
          ...(lists.length === 0 ? [] : [{ label: terms('portLists'), options: lists }]),
        ]}
      />
    </Form.Item>
  )
}
