// The command palette: goes to any page, finds any resource by name, id, address, port or description, and who changed it.

import { Modal } from 'antd'
import { Command } from 'cmdk'
import { useMemo, useState } from 'react'
import { useLocation } from 'wouter'
import { type Found, findEverything } from '../model/search.ts'
import { useModel } from '../model/useModel.ts'
import { PAGES } from '../pages/index.ts'
import { useText } from '../text/index.ts'
import { changeSettings } from './settings.ts'

interface PaletteProps {
  readonly open: boolean
  readonly onClose: () => void
}

export function Palette({ open, onClose }: PaletteProps) {
  const t = useText()
  return (
    <Modal
      open={open}
      onCancel={onClose}
      footer={null}
      closable={false}
      destroyOnHidden
      width={640}
      style={{ top: 96 }}
      styles={{ container: { padding: 0 } }}
      aria-label={t('palette.title')}
    >
      <Choices onClose={onClose} />
    </Modal>
  )
}

function Choices({ onClose }: { readonly onClose: () => void }) {
  const t = useText()
  const { reader, account, revision } = useModel()
  const [, go] = useLocation()
  const [text, setText] = useState('')
  // biome-ignore lint/correctness/useExhaustiveDependencies: the reader is another one with each revision
  const found = useMemo(() => findEverything(reader, account.id, text), [revision, account.id, text])
  const pages = PAGES.filter(
    ({ section, title }) => section !== null && t(title).toLowerCase().includes(text.trim().toLowerCase()),
  )
  const act = (work: () => void) => () => {
    work()
    onClose()
  }
  return (
    <Command className="palette" shouldFilter={false} label={t('palette.title')}>
      <Command.Input value={text} onValueChange={setText} placeholder={t('palette.hint')} autoFocus />
      <Command.List>
        {found.length === 0 && pages.length === 0 && (
          <p className="quiet" style={{ padding: '8px 12px' }}>
            {t('palette.nothing', { text })}
          </p>
        )}
        {found.length > 0 && (
          <Command.Group heading={t('palette.resources')}>
            {found.map((one) => (
              <Result key={`${one.kind} ${one.id}`} one={one} onSelect={act(() => go(one.path))} />
            ))}
          </Command.Group>
        )}
        {pages.length > 0 && (
          <Command.Group heading={t('palette.pages')}>
            {pages.map(({ path, title }) => (
              <Command.Item key={path} value={path} onSelect={act(() => go(path))}>
                {t(title)}
              </Command.Item>
            ))}
          </Command.Group>
        )}
        {text.trim() !== '' && (
          <Command.Group heading={t('page.changes')}>
            {(['by', 'resource'] as const).map((of) => (
              <Command.Item
                key={of}
                value={`changes ${of}`}
                onSelect={act(() => go(`/changes?${new URLSearchParams({ [of]: text.trim() })}`))}
              >
                {t(`palette.changes.${of}`, { text: text.trim() })}
              </Command.Item>
            ))}
          </Command.Group>
        )}
        {text === '' && (
          <Command.Group heading={t('palette.actions')}>
            <Command.Item value="dark" onSelect={act(() => changeSettings({ theme: 'dark' }))}>
              {t('app.theme.dark')}
            </Command.Item>
            <Command.Item value="light" onSelect={act(() => changeSettings({ theme: 'light' }))}>
              {t('app.theme.light')}
            </Command.Item>
          </Command.Group>
        )}
      </Command.List>
    </Command>
  )
}

function Result({ one, onSelect }: { readonly one: Found; readonly onSelect: () => void }) {
  const t = useText()
  return (
    <Command.Item value={`${one.kind} ${one.id}`} onSelect={onSelect}>
      <span>
        {one.name} <span className="mono quiet">{one.id}</span>
        {one.why !== '' && <div className="quiet mono">{one.why}</div>}
      </span>
      <span className="quiet">{t(`kind.${one.kind}`)}</span>
    </Command.Item>
  )
}
