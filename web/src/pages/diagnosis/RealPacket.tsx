// Sends the packet for real, in the local cloud, and says whether the kernel agrees with the diagnosis.

import { SendOutlined } from '@ant-design/icons'
import { useMutation } from '@tanstack/react-query'
import { Button } from 'antd'
import { call } from '../../client/client.ts'
import { useText } from '../../text/index.ts'
import type { Item } from './DiagnosisResult.tsx'

export function RealPacket({ item }: { readonly item: Item }) {
  const t = useText()
  const sent = useMutation({ mutationFn: () => call('probe', { body: endsOf(item) }) })
  const { data, error } = sent
  return (
    <span className="row" aria-live="polite">
      {error !== null && <span className="drop">{error.message}</span>}
      {data && (
        <span className={`badge ${data.agrees === null ? 'plain' : data.agrees ? 'accept' : 'drop'}`}>
          {t(`diagnosis.sent.${data.outcome}`)} ·{' '}
          {data.reason ??
            t(
              data.agrees === null
                ? 'diagnosis.proves'
                : data.agrees
                  ? 'diagnosis.agrees'
                  : 'diagnosis.disagrees',
            )}
        </span>
      )}
      <Button icon={<SendOutlined />} loading={sent.isPending} onClick={() => sent.mutate()}>
        {t('diagnosis.send')}
      </Button>
    </span>
  )
}

/** `tcp 10.0.0.1:40000 > 10.0.0.2:80`: the receiver by its interface, so that addresses of several VPCs do not meet. */
function endsOf({ packet, sender, receiver }: Item): { from: string; to: string } {
  const [, protocol = 'tcp', , destination = ''] = /^(\S+) (\S+) > (\S+)/.exec(packet) ?? []
  const port = /:(\d+)$/.exec(destination)?.[1]
  const name = receiver?.eniId ?? destination.replace(/:\d+$/, '')
  const from = sender?.eniId ?? 'internet'
  if (protocol.startsWith('icmp')) return { from, to: `${name}/icmp` }
  return { from, to: `${name}:${port}${protocol === 'udp' ? '/udp' : ''}` }
}
