// Puts a network ACL in front of vSwitches, or takes it away from them.

import { Alert, Select } from 'antd'
import { useState } from 'react'
import type { NetworkAcl } from '../../client/generated.ts'
import { useModel } from '../../model/useModel.ts'
import { useChange } from '../../parts/change/request.ts'
import { FormDialog } from '../../parts/FormDialog.tsx'
import { useText } from '../../text/index.ts'

export function BindForm({ acl, onClose }: { readonly acl: NetworkAcl; readonly onClose: () => void }) {
  const t = useText()
  const { reader } = useModel()
  const change = useChange()
  const [chosen, setChosen] = useState<readonly string[]>(acl.vSwitches)
  const added = chosen.filter((id) => !acl.vSwitches.includes(id))
  const removed = acl.vSwitches.filter((id) => !chosen.includes(id))
  const title = `${t('acl.bind')}: ${acl.name || acl.id}`
  const params = { aclId: acl.id }
  const save = () => {
    onClose()
    if (added.length > 0) {
      void change({
        title,
        name: 'bindNetworkAcl',
        asked: { params, body: { vSwitches: added } },
        command: `menshen nacl bind ${acl.id} ${added.join(' ')}`,
      })
    } else if (removed.length > 0) {
      void change({
        title,
        name: 'unbindNetworkAcl',
        asked: { params, query: { ids: removed.join(',') } },
        command: `menshen nacl unbind ${acl.id} ${removed.join(' ')}`,
      })
    }
  }
  return (
    <FormDialog
      title={title}
      onClose={onClose}
      onPreview={save}
      // One or the other: they are two calls.
      isReady={added.length > 0 !== removed.length > 0}
    >
      <div className="stack tight">
        {added.length > 0 && removed.length > 0 && <Alert type="info" showIcon title={t('acl.bindOnly')} />}
        <Select
          mode="multiple"
          aria-label={t('acl.vSwitches')}
          value={[...chosen]}
          onChange={(ids: string[]) => setChosen(ids)}
          style={{ width: '100%' }}
          options={reader
            .by('vSwitch', 'vpc', acl.vpcId)
            .map(({ id, name, cidr }) => ({ value: id as string, label: `${name || id} · ${cidr}` }))}
        />
      </div>
    </FormDialog>
  )
}
