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

/** Of a group of radio buttons the one that is chosen is the one that the keyboard comes to. */
function firstField(body: HTMLElement | null): HTMLElement | undefined {
  const fields = [
    ...(body?.querySelectorAll<HTMLInputElement>('input:not([type=hidden]):enabled, textarea:enabled') ?? []),
  ]
  const [first] = fields
  if (first?.type !== 'radio') return first
  return fields.find(({ name, checked }) => name === first.name && checked) ?? first
}
