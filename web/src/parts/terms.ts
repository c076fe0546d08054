// Words that the clouds have of their own: each account is spoken to in those of its cloud.

import { useModel } from '../model/useModel.ts'
import { type TextKey, type Translate, useText } from '../text/index.ts'

type Term =
  | 'accept'
  | 'drop'
  | 'priority'
  | 'peer'
  | 'ingress'
  | 'egress'
  | 'intranet'
  | 'internet'
  | 'prefixLists'
  | 'portLists'
  | 'lists'
  | 'vSwitches'

const KEYS: Readonly<Record<Term, readonly [aliyun: TextKey, tencent: TextKey]>> = {
  accept: ['term.accept', 'term.tencent.accept'],
  drop: ['term.drop', 'term.tencent.drop'],
  priority: ['term.priority', 'term.tencent.priority'],
  peer: ['term.peer', 'term.tencent.peer'],
  ingress: ['term.ingress', 'term.tencent.ingress'],
  egress: ['term.egress', 'term.tencent.egress'],
  intranet: ['term.intranet', 'term.intranet'],
  internet: ['term.internet', 'term.internet'],
  prefixLists: ['term.prefixLists', 'term.tencent.prefixLists'],
  portLists: ['term.portLists', 'term.tencent.portLists'],
  lists: ['page.lists', 'term.tencent.lists'],
  vSwitches: ['vpcs.vSwitches', 'term.tencent.vSwitches'],
}

export type Terms = (term: Term) => string

export const termsOf =
  (t: Translate, cloud: string): Terms =>
  (term) =>
    t(KEYS[term][cloud === 'tencent' ? 1 : 0])

export function useTerms(): Terms {
  const t = useText()
  const { account } = useModel()
  return termsOf(t, account.cloud)
}
