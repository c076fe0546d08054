// Empty states teach: a new account is offered a small world with traffic, and gets rid of it with one click.

import { ExperimentOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useModel } from '../../model/useModel.ts'
import { useChange } from '../../parts/change/request.ts'
import { useText } from '../../text/index.ts'
import { LabSteps } from './LabSteps.tsx'

const LAB_TAG = 'menshen:lab'

export function Lab() {
  const t = useText()
  const { reader, account, region } = useModel()
  const change = useChange()
  const isThere = reader.by('vpc', 'account', account.id).some(({ tags }) => LAB_TAG in tags)
  const isEmpty = reader.by('securityGroup', 'account', account.id).length === 0
  if (!isThere && !isEmpty) return null
  const create = () =>
    void change({
      title: t('lab.create'),
      name: 'createLab',
      asked: { body: region === '' ? {} : { region } },
      command: `menshen lab create${region === '' ? '' : ` --region ${region}`}`,
    })
  const remove = () =>
    void change({
      title: t('lab.remove'),
      name: 'removeLab',
      asked: {},
      command: 'menshen lab rm',
      danger: true,
    })
  return (
    <section className="panel stack tight">
      <div className="spread">
        <h2>
          <ExperimentOutlined /> {t(isThere ? 'lab.here' : 'lab.offer')}
        </h2>
        {isThere ? (
          <Button onClick={remove}>{t('lab.remove')}</Button>
        ) : (
          <Button type="primary" onClick={create}>
            {t('lab.create')}
          </Button>
        )}
      </div>
      <p style={{ margin: 0 }}>{t('lab.about')}</p>
      {isThere && <LabSteps />}
    </section>
  )
}
