// The same thing as a `menshen` command, as a call of our API and, where there is one, of the cloud's: to be copied.

import { CodeOutlined, CopyOutlined } from '@ant-design/icons'
import { App, Button, Popover } from 'antd'
import { readSettings } from '../app/settings.ts'
import { type Asked, type OperationName, pathOf } from '../client/client.ts'
import { ROUTES } from '../client/generated.ts'
import { useText } from '../text/index.ts'

export interface Same {
  /** `menshen sg show sg-1`. */
  readonly command: string
  readonly api: ApiCall
  /** As the cloud's own command line writes it. */
  readonly cloud?: string
}

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
  return (
    <div className="stack tight">
      <Line label={t('same.command')} text={same.command} />
      <Line label={t('same.api')} text={curlOf(same.api)} />
      {same.cloud !== undefined && <Line label={t('same.cloud')} text={same.cloud} />}
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

/** The token stands in `credentials.json`. */
function curlOf<N extends OperationName>({ name, asked = {} }: ApiCall<N>): string {
  const { account } = readSettings()
  const [method] = ROUTES[name]
  const lines = [
    `curl ${method === 'GET' ? '' : `-X ${method} `}${location.origin}/api/v1${pathOf(name, asked.params, asked.query)}`,
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
