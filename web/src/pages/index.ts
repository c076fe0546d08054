// All pages of the console, in the order of the navigation.

import {
  AimOutlined,
  ApartmentOutlined,
  AppstoreOutlined,
  AuditOutlined,
  CheckSquareOutlined,
  CloudServerOutlined,
  ClusterOutlined,
  HistoryOutlined,
  SafetyCertificateOutlined,
  SafetyOutlined,
  SettingOutlined,
  TeamOutlined,
  UnorderedListOutlined,
} from '@ant-design/icons'
import { lazy } from 'react'
import type { Page } from './page.ts'

export { SECTIONS } from './page.ts'

export const PAGES: readonly Page[] = [
  {
    path: '/',
    title: 'page.overview',
    section: 'top',
    Icon: AppstoreOutlined,
    View: lazy(async () => ({ default: (await import('./overview/OverviewPage.tsx')).OverviewPage })),
  },
  {
    path: '/groups',
    title: 'page.groups',
    section: 'resources',
    Icon: SafetyCertificateOutlined,
    View: lazy(async () => ({ default: (await import('./groups/GroupsPage.tsx')).GroupsPage })),
  },
  {
    path: '/groups/:id',
    title: 'page.groups',
    section: null,
    Icon: SafetyCertificateOutlined,
    View: lazy(async () => ({ default: (await import('./groups/GroupPage.tsx')).GroupPage })),
  },
  {
    path: '/groups/:id/files',
    title: 'page.files',
    section: null,
    Icon: SafetyCertificateOutlined,
    View: lazy(async () => ({ default: (await import('./files/FilesPage.tsx')).FilesPage })),
  },
  {
    path: '/groups/:id/restore',
    title: 'page.restore',
    section: null,
    Icon: SafetyCertificateOutlined,
    View: lazy(async () => ({ default: (await import('./restore/RestorePage.tsx')).RestorePage })),
  },
  {
    path: '/instances',
    title: 'page.instances',
    section: 'resources',
    Icon: CloudServerOutlined,
    View: lazy(async () => ({ default: (await import('./instances/InstancesPage.tsx')).InstancesPage })),
  },
  {
    path: '/enis/:id',
    title: 'page.eni',
    section: null,
    Icon: CloudServerOutlined,
    View: lazy(async () => ({ default: (await import('./instances/EniPage.tsx')).EniPage })),
  },
  {
    path: '/lists',
    title: 'page.lists',
    section: 'resources',
    Icon: UnorderedListOutlined,
    View: lazy(async () => ({ default: (await import('./lists/ListsPage.tsx')).ListsPage })),
  },
  {
    path: '/network-acls',
    title: 'page.networkAcls',
    section: 'resources',
    Icon: SafetyOutlined,
    View: lazy(async () => ({
      default: (await import('./networkAcls/NetworkAclsPage.tsx')).NetworkAclsPage,
    })),
  },
  {
    path: '/vpcs',
    title: 'page.vpcs',
    section: 'resources',
    Icon: ApartmentOutlined,
    View: lazy(async () => ({ default: (await import('./vpcs/VpcsPage.tsx')).VpcsPage })),
  },
  {
    path: '/diagnosis',
    title: 'page.diagnosis',
    section: 'understand',
    Icon: AimOutlined,
    View: lazy(async () => ({ default: (await import('./diagnosis/DiagnosisPage.tsx')).DiagnosisPage })),
  },
  {
    path: '/topology',
    title: 'page.topology',
    section: 'understand',
    Icon: ApartmentOutlined,
    View: lazy(async () => ({ default: (await import('./topology/TopologyPage.tsx')).TopologyPage })),
  },
  {
    path: '/audit',
    title: 'page.audit',
    section: 'understand',
    Icon: AuditOutlined,
    View: lazy(async () => ({ default: (await import('./audit/AuditPage.tsx')).AuditPage })),
  },
  {
    path: '/tests',
    title: 'page.tests',
    section: 'understand',
    Icon: CheckSquareOutlined,
    View: lazy(async () => ({ default: (await import('./tests/TestsPage.tsx')).TestsPage })),
  },
  {
    path: '/hosts',
    title: 'page.hosts',
    section: 'operate',
    Icon: ClusterOutlined,
    View: lazy(async () => ({ default: (await import('./hosts/HostsPage.tsx')).HostsPage })),
  },
  {
    path: '/changes',
    title: 'page.changes',
    section: 'operate',
    Icon: HistoryOutlined,
    View: lazy(async () => ({ default: (await import('./changes/ChangesPage.tsx')).ChangesPage })),
  },
  {
    path: '/settings',
    title: 'page.settings',
    section: 'operate',
    Icon: SettingOutlined,
    View: lazy(async () => ({ default: (await import('./settings/SettingsPage.tsx')).SettingsPage })),
  },
  {
    path: '/accounts',
    title: 'page.accounts',
    section: 'operate',
    Icon: TeamOutlined,
    View: lazy(async () => ({ default: (await import('./accounts/AccountsPage.tsx')).AccountsPage })),
  },
]
