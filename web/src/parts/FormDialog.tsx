// A dialog with a form, ended by the preview of what it changes: its first field has the focus as soon as it stands.

import { Modal } from 'antd'
import { type ReactNode, useRef } from 'react'
import { useText } from '../text/index.ts'
import { useReturn } from './useReturn.ts'

interface FormDialogProps {
  readonly title: ReactNode
  readonly width?: number
  /** There is something to preview. */
  readonly isReady?: boolean
  readonly danger?: boolean
  readonly onPreview: () => void
  readonly onClose: () => void
  readonly children: ReactNode
}

export function FormDialog({
  title,
  width = 520,
  isReady = true,
  danger = false,
  onPreview,
  onClose,
  children,
}: FormDialogProps) {
  const t = useText()
  const body = useRef<HTMLDivElement>(null)
  useReturn()
  return (
    <Modal
      open
      width={width}
      title={title}
      onCancel={onClose}
      onOk={onPreview}
      okText={t('groups.preview')}
      okButtonProps={{ danger, disabled: !isReady }}
      cancelText={t('change.cancel')}
      afterOpenChange={(isOpen) => isOpen && firstField(body.current)?.focus()}
    >
      <div ref={body}>{children}</div>
    </Modal>
  )
}

const firstField = (body: HTMLElement | null): HTMLElement | null | undefined =>
  body?.querySelector<HTMLElement>('input:not([type=hidden]):enabled, textarea:enabled')
