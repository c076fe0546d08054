// "Delete" with reasons: what stands against it, each with the way to take it out of the way.

import { Alert, Button } from 'antd'
import { Link, useLocation } from 'wouter'
import type { SecurityGroup } from '../../../../src/core/model/securityGroup.ts'
import { useModel } from '../../model/useModel.ts'
import { useChange } from '../../parts/change/request.ts'
import { FormDialog } from '../../parts/FormDialog.tsx'
import { Named } from '../../parts/Named.tsx'
import { useText } from '../../text/index.ts'
import { lockChange, removeRulesChange } from './requests.ts'

const MOST = 8

export function DeleteGroup({
  group,
  onClose,
}: {
  readonly group: SecurityGroup
  readonly onClose: () => void
}) {
  const t = useText()
  const { reader } = useModel()
  const change = useChange()
  const [, go] = useLocation()
  const now = reader.get('securityGroup', group.id) ?? group
  const members = reader.by('eni', 'group', group.id)
  const naming = reader.by('rule', 'peerGroup', group.id).filter(({ groupId }) => groupId !== group.id)
  const referrers = [...new Set(naming.map(({ groupId }) => groupId))]
  const isFree = members.length === 0 && referrers.length === 0 && !now.deletionProtection && !now.managed
  /** What names it in one other group: a change of that group, previewed like any other. */
  const removeNaming = (groupId: string) => {
    const other = reader.get('securityGroup', groupId)
    const rules = naming.filter((rule) => rule.groupId === groupId)
    if (other !== undefined) void change(removeRulesChange(other, rules, t))
  }
  const remove = async () => {
    onClose()
    const gone = await change({
      title: `${t('groups.delete')}: ${group.name}`,
      name: 'deleteGroup',
      asked: { params: { groupId: group.id } },
      command: `menshen sg rm ${group.id}`,
      cloud: {
        aliyun: `aliyun ecs DeleteSecurityGroup --RegionId ${group.region} --SecurityGroupId ${group.id}`,
        tencent: `tccli vpc DeleteSecurityGroup --region ${group.region} --SecurityGroupId ${group.id}`,
      },
      danger: true,
    })
    if (gone !== null) go('/groups')
  }
  return (
    <FormDialog
      title={`${t('groups.delete')}: ${group.name}`}
      onClose={onClose}
      onPreview={remove}
      danger
      isReady={isFree}
    >
      <div className="stack tight">
        {isFree && <p>{t('groups.deleteFree', { rules: reader.by('rule', 'group', group.id).length })}</p>}
        {now.managed && <Alert type="warning" showIcon title={t('groups.deleteManaged')} />}
        {now.deletionProtection && (
          <Alert
            type="warning"
            showIcon
            title={t('groups.deleteProtected')}
            action={<Button onClick={() => void change(lockChange(now, t))}>{t('groups.unprotect')}</Button>}
          />
        )}
        {members.length > 0 && (
          <Alert
            type="warning"
            showIcon
            title={t('groups.deleteMembers', { count: members.length })}
            description={
              <>
                {members.slice(0, MOST).map(({ id }) => (
                  <div key={id}>
                    <Named kind="eni" id={id} />
                  </div>
                ))}
                <Link href={`/groups/${group.id}?tab=members`} onClick={onClose}>
                  {t('groups.toMembers')}
                </Link>
              </>
            }
          />
        )}
        {referrers.length > 0 && (
          <Alert
            type="warning"
            showIcon
            title={t('groups.deleteReferrers', { groups: referrers.length, rules: naming.length })}
            description={referrers.slice(0, MOST).map((id) => (
              <div key={id} className="spread">
                <Named kind="securityGroup" id={id} />
                <Button size="small" onClick={() => removeNaming(id)}>
                  {t('rules.remove', { count: naming.filter(({ groupId }) => groupId === id).length })}
                </Button>
              </div>
            ))}
          />
        )}
      </div>
    </FormDialog>
  )
}
