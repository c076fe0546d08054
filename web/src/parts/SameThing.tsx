// The same thing as a `menshen` command, as a call of our API and, where there is one, of the cloud's: to be copied.

import { CodeOutlined, CopyOutlined } from '@ant-design/icons'
import { App, Button, Popover } from 'antd'
import type { Account } from '../../../src/core/model/account.ts'
import { readSettings } from '../app/settings.ts'
import { type Asked, type OperationName, pathOf } from '../client/client.ts'
import { ROUTES } from '../client/generated.ts'
import { useModel } from '../model/useModel.ts'
import { useText } from '../text/index.ts'

export interface Same {
  /** `menshen sg show sg-1`. */
  readonly command: string
  readonly api: ApiCall
  readonly cloud?: CloudCalls
}

/** As each cloud's own command line writes it, where it has such a call. */
export type CloudCalls = Readonly<Partial<Record<'aliyun' | 'tencent', string>>>

export interface ApiCall<N extends OperationName = OperationName> {
  readonly name: N
  readonly asked?: Asked<N>
}

export function SameThing({ same }: { readonly same: Same }) {
  const t = useText()
  return (
    <Popover
      trigger="click"
      placement="bottomRight"
      content={<SameLines same={same} />}
      styles={{ root: { maxWidth: 640 } }}
    >
      <Button icon={<CodeOutlined />}>{t('same.title')}</Button>
    </Popover>
  )
}

/** The lines themselves, where there is room for them. */
export function SameLines({ same }: { readonly same: Same }) {
  const t = useText()
  const { account } = useModel()
  const own = same.cloud?.[account.cloud === 'tencent' ? 'tencent' : 'aliyun']
  return (
    <div className="stack tight">
      <Line label={t('same.command')} text={commandFor(account, same.command)} />
      <Line label={t('same.api')} text={curlOf(same.api, account)} />
      {own !== undefined && <Line label={t('same.cloud')} text={own} />}
    </div>
  )
}

function Line({ label, text }: { readonly label: string; readonly text: string }) {
  const t = useText()
  const { message } = App.useApp()
  const copy = () => void navigator.clipboard.writeText(text).then(() => message.success(t('same.copied')))
  return (
    <div>
      <div className="spread">
        <span className="quiet">{label}</span>
        <Button
          size="small"
          type="text"
          icon={<CopyOutlined />}
          onClick={copy}
          aria-label={`${t('same.copy')}: ${label}`}
        />
      </div>
      <pre className="mono">{text}</pre>
    </div>
  )
}

/** Verbs without `--account` mean the first Alibaba account; a few are about the installation as a whole. */
const commandFor = ({ cloud, name }: Account, command: string): string =>
  cloud === 'tencent' &&
  command.startsWith('menshen ') &&
  !/^menshen (status|account|host|quota) ?/.test(command)
    ? `${command} --account ${quoted(name)}`
    : command

/** The token stands in `credentials.json`. */
function curlOf<N extends OperationName>({ name, asked = {} }: ApiCall<N>, { id, cloud }: Account): string {
  const account = readSettings().account === '' && cloud !== 'tencent' ? '' : id
  const [method] = ROUTES[name]
  const lines = [
    `curl ${method === 'GET' ? '' : `-X ${method} `}${quoted(`${location.origin}/api/v1${pathOf(name, asked.params, asked.query)}`)}`,
    '-H "authorization: Bearer $MENSHEN_TOKEN"',
    ...(account === '' ? [] : [`-H 'x-menshen-account: ${account}'`]),
    ...(asked.body === undefined || typeof asked.body === 'string'
      ? []
      : [`-d ${quoted(JSON.stringify(asked.body))}`]),
  ]
  return lines.join(' \\\n  ')
}

export const quoted = (text: string): string =>
  /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`
