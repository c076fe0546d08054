// Every page with the lab in it: it comes without a complaint, and axe finds nothing. Each language and each theme is
// looked at once; all of their pairs when pictures are taken.

import { afterAll, beforeAll, describe, test } from 'vitest'
import { describeUnless } from '../skipReason.ts'
import { PICTURES, type Visitor } from './visitor.ts'
import { idOf, type Named, noBrowser, openWorld, type World } from './world.ts'

const PAGES = [
  '/',
  '/groups',
  '/instances',
  '/lists',
  '/network-acls',
  '/vpcs',
  '/diagnosis',
  '/audit',
  '/tests',
  '/traffic',
  '/topology',
  '/hosts',
  '/changes',
  '/settings',
  '/accounts',
]

const LOOKS = [
  ['zh-CN', 'light'],
  ['en', 'dark'],
  ['zh-TW', 'light'],
  ...(PICTURES === null
    ? []
    : ([
        ['zh-CN', 'dark'],
        ['en', 'light'],
      ] as const)),
] as const

describeUnless(noBrowser, 'pages of the console', () => {
  let world: World
  let groups: readonly Named[]
  let enis: readonly Named[]
  beforeAll(async () => {
    world = await openWorld()
    groups = (await world.server.api('POST', '/lab', {})).groups as Named[]
    enis = (await world.server.api('GET', '/enis')).items as Named[]
  })
  afterAll(() => world.close())

  describe.each(LOOKS)('in %s, %s', (language, theme) => {
    let visitor: Visitor
    beforeAll(async () => {
      visitor = await world.open(language, theme)
    })
    afterAll(() => visitor.close())

    const look = async (path: string, name: string): Promise<void> => {
      await visitor.goto(path)
      await visitor.look(name)
    }

    test.each(PAGES)('%s', (path) => look(path, path === '/' ? 'overview' : path.slice(1)))

    test('a group with its rules', () => look(`/groups/${idOf(groups, 'lab-web')}`, 'group'))

    test('files of a group', () => look(`/groups/${idOf(groups, 'lab-web')}/files`, 'files'))

    test('what a group is restored from', () => look(`/groups/${idOf(groups, 'lab-web')}/restore`, 'restore'))

    test('an interface with its rules', () => look(`/enis/${idOf(enis, 'lab-db-1')}`, 'eni'))

    test('a group among its neighbours', () =>
      look(`/topology?group=${idOf(groups, 'lab-app')}`, 'neighbours'))
  })
})
