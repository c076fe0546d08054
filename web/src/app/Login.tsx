// Log-in of the administrator; says what failed, until when it is locked, and where the password stands.

import { LockOutlined, UserOutlined } from '@ant-design/icons'
import { Alert, Button, Form, Input } from 'antd'
import { useState } from 'react'
import { call, Refused } from '../client/client.ts'
import { useFormats } from '../parts/formats.ts'
import { useText } from '../text/index.ts'
import { LanguageSwitch, ThemeSwitch } from './Switches.tsx'

interface Entered {
  readonly user: string
  readonly password: string
}

export function Login({
  ended,
  onLogin,
}: {
  readonly ended: boolean
  readonly onLogin: (user: string) => void
}) {
  const t = useText()
  const { time } = useFormats()
  const [problem, setProblem] = useState<string>()
  const [busy, setBusy] = useState(false)
  const enter = async (entered: Entered) => {
    setBusy(true)
    setProblem(undefined)
    try {
      onLogin((await call('login', { body: entered })).user)
    } catch (error) {
      setBusy(false)
      if (!(error instanceof Refused)) setProblem(t('login.unreachable'))
      else if (error.retryAt !== undefined) setProblem(t('login.locked', { time: time(error.retryAt) }))
      else setProblem(error.message)
    }
  }
  return (
    <main style={{ display: 'grid', placeItems: 'center', minHeight: '100%', padding: 16 }}>
      <div style={{ width: 'min(400px, 100%)' }} className="stack">
        <div className="row" style={{ justifyContent: 'center' }}>
          <img src="/favicon.svg" alt="" width={36} height={36} />
          <h1 style={{ fontSize: 24, lineHeight: '36px' }}>{t('app.name')}</h1>
        </div>
        <div className="panel" style={{ padding: 28 }}>
          {ended && problem === undefined && (
            <Alert type="info" showIcon title={t('login.ended')} style={{ marginBottom: 16 }} />
          )}
          {problem !== undefined && (
            <Alert type="error" showIcon title={problem} role="alert" style={{ marginBottom: 16 }} />
          )}
          <Form<Entered>
            layout="vertical"
            initialValues={{ user: 'admin' }}
            onFinish={enter}
            requiredMark={false}
          >
            <Form.Item
              name="user"
              label={t('login.user')}
              rules={[{ required: true, message: t('login.userMissing') }]}
            >
              <Input prefix={<UserOutlined />} autoComplete="username" size="large" />
            </Form.Item>
            <Form.Item
              name="password"
              label={t('login.password')}
              rules={[{ required: true, message: t('login.passwordMissing') }]}
              extra={t('login.where')}
            >
              <Input.Password
                prefix={<LockOutlined />}
                autoComplete="current-password"
                size="large"
                autoFocus
              />
            </Form.Item>
            <Button type="primary" htmlType="submit" size="large" block loading={busy}>
              {t('login.enter')}
            </Button>
          </Form>
        </div>
        <div className="row" style={{ justifyContent: 'center' }}>
          <LanguageSwitch />
          <ThemeSwitch />
        </div>
      </div>
    </main>
  )
}
