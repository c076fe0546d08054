// What the operator decides: settings of the installation and of one account, VPCs that accounts share.

import { z } from '@hono/zod-openapi'
import type { Account } from '../../../core/model/account.ts'
import { formatFailsafe, MOST_FAILSAFES, parseFailsafe } from '../../../core/model/failsafe.ts'
import { fail } from '../../../core/model/faults.ts'
import { changeAccount, changeSettings } from '../../../service/settings/change.ts'
import { policySettings } from '../../../service/settings/read.ts'
import { shareVpc } from '../../../service/vpc/shared.ts'
import type { TextKey } from '../../../text/index.ts'
import { resourceId } from '../fields.ts'
import { operation } from '../operation.ts'

const failsafe = z
  .string()
  .refine((text) => parseFailsafe(text) !== undefined, { message: 'expected.failsafe' satisfies TextKey })

const imageId = z
  .string()
  .refine((text) => /^[\w][\w.:-]{1,127}$/.test(text), { message: 'expected.id' satisfies TextKey })
const MOST_IMAGES = 100

const settings = {
  innerAccess: z
    .enum(['before-rules', 'after-rules'])
    .openapi({ description: 'whether members of a group reach each other in spite of its rules' }),
  enterpriseRules: z
    .enum(['modern', '2019'])
    .openapi({ description: '2019: enterprise groups accept only, at priority 1' }),
  defaultRulePriority: z
    .union([z.literal(100), z.literal(110)])
    .openapi({ description: 'priority of the rules of new default groups' }),
  sequenceLimits: z.enum(['modern', 'manual']).openapi({
    description: 'limits of groups whose rules are in sequence: as today, or as in the first manual',
  }),
  failsafe: z.array(failsafe).max(MOST_FAILSAFES).openapi({
    description:
      'what stays open on machines that are instances, whatever their rules say: `tcp/22@10.0.0.0/8`',
  }),
  defaultGroupWeb: z.boolean().openapi({ description: 'whether new default groups open ports 80 and 443' }),
}
const settingsSchema = z.object(settings).openapi('Settings')

const accountFlags = {
  smtpReleased: z.boolean().openapi({ description: 'whether instances may send to TCP port 25 outside' }),
  classicNetwork: z
    .boolean()
    .openapi({ description: 'whether groups and instances without a VPC are in the classic network' }),
  images: z.array(imageId).max(MOST_IMAGES).openapi({
    description: 'ids of images that the account has of its own, such as m-bp1example; Alibaba Cloud',
  }),
}

const accountSettings = z
  .object({ accountId: z.string(), name: z.string(), ...accountFlags })
  .openapi('AccountSettings')

const shareParams = z.object({ vpcId: resourceId, accountId: resourceId })
const shareAnswer = z.object({ vpcId: z.string(), sharedWith: z.array(z.string()) })

export const settingOperations = [
  operation({
    name: 'showSettings',
    method: 'get',
    path: '/settings',
    summary: 'Show the settings that change verdicts',
    effect: 'read',
    answer: settingsSchema,
    run: ({ state }) => shown(policySettings(state)),
  }),
  operation({
    name: 'changeSettings',
    method: 'patch',
    path: '/settings',
    summary: 'Change settings; what is left out stays',
    effect: 'write',
    body: z.strictObject(settings).partial(),
    answer: settingsSchema,
    run: ({ state }, { body }) => shown(changeSettings(state, { ...body, failsafe: written(body.failsafe) })),
  }),
  operation({
    name: 'showAccount',
    method: 'get',
    path: '/account',
    summary: 'Show the account that the call acts for, with its settings',
    effect: 'read',
    answer: accountSettings,
    run: ({ state, accountId }) =>
      shownAccount(state.get('account', accountId) ?? fail({ name: 'accountNotFound', account: accountId })),
  }),
  operation({
    name: 'changeAccount',
    method: 'patch',
    path: '/accounts/{accountId}',
    summary: 'Release outbound mail, give the classic network to an account, or say which images it has',
    effect: 'write',
    params: z.object({ accountId: resourceId }),
    body: z.strictObject(accountFlags).partial(),
    answer: accountSettings,
    run: ({ state }, { params: { accountId }, body }) =>
      shownAccount(
        changeAccount(state, accountId, { ...body, images: body.images && [...new Set(body.images)] }),
      ),
  }),
  operation({
    name: 'shareVpc',
    method: 'put',
    path: '/vpcs/{vpcId}/shares/{accountId}',
    summary: 'Let another account put groups and instances into a VPC',
    effect: 'write',
    params: shareParams,
    answer: shareAnswer,
    run: ({ state }, { params }) => shares(shareVpc(state, { ...params, shared: true })),
  }),
  operation({
    name: 'unshareVpc',
    method: 'delete',
    path: '/vpcs/{vpcId}/shares/{accountId}',
    summary: 'Take a share back; what the account has in the VPC already stays',
    effect: 'write',
    params: shareParams,
    answer: shareAnswer,
    run: ({ state }, { params }) => shares(shareVpc(state, { ...params, shared: false })),
  }),
]

const shown = ({
  id: _,
  failsafe,
  ...rest
}: ReturnType<typeof policySettings>): z.input<typeof settingsSchema> => ({
  ...rest,
  failsafe: [...failsafe],
})

/** Each once, in the one way in which it is written. */
const written = (texts: readonly string[] | undefined): readonly string[] | undefined =>
  texts && [...new Set(texts.flatMap((text) => parseFailsafe(text) ?? []).map(formatFailsafe))]

const shownAccount = ({
  id,
  name,
  smtpReleased,
  classicNetwork = false,
  images = [],
}: Account): z.input<typeof accountSettings> => ({
  ...{ accountId: id, name, smtpReleased, classicNetwork },
  images: [...images],
})

const shares = ({ id, sharedWith = [] }: ReturnType<typeof shareVpc>): z.input<typeof shareAnswer> => ({
  vpcId: id,
  sharedWith: [...sharedWith],
})
