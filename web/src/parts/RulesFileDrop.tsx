// Where a file of rules is dropped or picked.

import { InboxOutlined } from '@ant-design/icons'
import { Upload } from 'antd'

export interface RulesFile {
  readonly name: string
  readonly text: string
}

interface RulesFileDropProps {
  /** The name of the file that is there, or what to do. */
  readonly label: string
  readonly onFile: (file: RulesFile) => void
}

export function RulesFileDrop({ label, onFile }: RulesFileDropProps) {
  const take = async (chosen: File) => {
    // As it came: a byte order mark tells how a spreadsheet wrote the file.
    const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(await chosen.arrayBuffer())
    onFile({ name: chosen.name, text })
  }
  return (
    <Upload.Dragger
      accept=".json,.csv"
      showUploadList={false}
      beforeUpload={(chosen) => {
        void take(chosen)
        return false
      }}
    >
      <p>
        <InboxOutlined style={{ fontSize: 28 }} />
      </p>
      <p>{label}</p>
    </Upload.Dragger>
  )
}
