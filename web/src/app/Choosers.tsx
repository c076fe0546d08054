// Which account and which region is looked at; loaded behind the frame, since lists to choose from weigh much.

import { Select } from 'antd'
import { useModel } from '../model/useModel.ts'
import { regionsOf, useRegionName } from '../parts/regions.ts'
import { useText } from '../text/index.ts'
import { changeSettings } from './settings.ts'

export const Choosers = () => (
  <>
    <AccountSwitch />
    <RegionSwitch />
  </>
)

function RegionSwitch() {
  const t = useText()
  const { reader, account, region } = useModel()
  const nameOf = useRegionName()
  return (
    <Select
      aria-label={t('app.region')}
      value={region}
      variant="filled"
      popupMatchSelectWidth={false}
      onChange={(value) => changeSettings({ region: value })}
      options={[
        { value: '', label: t('app.allRegions') },
        ...regionsOf(reader, account.id).map((value) => ({ value, label: nameOf(value) })),
      ]}
      style={{ minWidth: 130 }}
    />
  )
}

/** Accounts stand under the cloud whose words they use. */
function AccountSwitch() {
  const t = useText()
  const { reader, account } = useModel()
  const byCloud = Map.groupBy(reader.list('account'), ({ cloud }) => cloud)
  return (
    <Select
      aria-label={t('app.account')}
      value={account.id}
      variant="filled"
      popupMatchSelectWidth={false}
      onChange={(value) => changeSettings({ account: value, region: '' })}
      options={[...byCloud].map(([cloud, accounts]) => ({
        label: cloud === 'tencent' ? t('cloud.tencent') : t('cloud.aliyun'),
        options: accounts.map(({ id, name }) => ({ value: id as string, label: `${name} (${id})` })),
      }))}
      labelRender={() =>
        `${account.cloud === 'tencent' ? t('cloud.tencent') : t('cloud.aliyun')} · ${account.name}`
      }
      style={{ minWidth: 150 }}
    />
  )
}
