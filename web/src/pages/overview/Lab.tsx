// Empty states teach: a new account is offered a small world with traffic, and gets rid of it with one click.

import { ExperimentOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { Link } from 'wouter'
import { useModel } from '../../model/useModel.ts'
import { useChange } from '../../parts/change/request.ts'
import { useText } from '../../text/index.ts'

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
      asked: { body: { region: region || 'cn-hangzhou' } },
      command: 'curl -X POST …/api/v1/lab',
    })
  const remove = () =>
    void change({
      title: t('lab.remove'),
      name: 'removeLab',
      asked: {},
      command: 'curl -X DELETE …/api/v1/lab',
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
      {isThere && <Steps />}
    </section>
  )
}

/** Five minutes, one feature each. */
function Steps() {
  const t = useText()
  const { reader, account } = useModel()
  const groupOf = (name: string) =>
    reader.by('securityGroup', 'account', account.id).find((group) => group.name === name)?.id ?? ''
  const idOf = (name: string) =>
    reader.by('instance', 'account', account.id).find((instance) => instance.name === name)?.id ?? name
  return (
    <ol style={{ margin: 0, paddingInlineStart: 20 }}>
      <li>
        <Link href={`/groups/${groupOf('lab-app')}`}>{t('lab.step.shadow')}</Link>
      </li>
      <li>
        <Link href={`/groups/${groupOf('lab-web')}`}>{t('lab.step.open')}</Link>
      </li>
      <li>
        <Link href={`/diagnosis?from=${idOf('lab-app-1')}&to=${idOf('lab-db-1')}&service=5432/tcp`}>
          {t('lab.step.diagnose')}
        </Link>
      </li>
      <li>
        <Link href={`/groups/${groupOf('lab-db')}?tab=history`}>{t('lab.step.history')}</Link>
      </li>
    </ol>
  )
}
